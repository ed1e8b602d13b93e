/// Which names a request may call the server by, and which pages may ask it.
///
/// A page elsewhere can have its own name lead to this machine (DNS rebinding); the browser then
/// sends that name as `Host`. An address in figures cannot be led elsewhere.
struct HostRule: Sendable, Hashable {
  /// Names beside `localhost` and addresses in figures, in lower case.
  let names: Set<String>
  /// Whether addresses in figures other than those of this machine alone are taken.
  let takesAddresses: Bool

  /// The rule of a server that listens on an address; nil stands for the loopback.
  init(listeningOn address: String?, machine: String = "") {
    takesAddresses = address != nil
    let short = machine.prefix { $0 != "." }
    let own = [address ?? "", machine, "\(short)", short.isEmpty ? "" : "\(short).local"]
    names = Set(address == nil ? [] : own.filter { !$0.isEmpty }.map { $0.lowercased() })
  }

  /// Whether `Host` names this server.
  func allows(host: String) -> Bool {
    guard let name = Self.name(of: host)?.lowercased() else { return false }
    if name == "localhost" || name == "127.0.0.1" || name == "[::1]" || names.contains(name) {
      return true
    }
    return takesAddresses && Self.isAddress(name)
  }

  /// Whether a page of this origin may ask the server that it called by `host`.
  func allows(origin: String, host: String) -> Bool {
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      return origin.dropFirst(scheme.count).lowercased() == host.lowercased()
    }
    return false
  }

  /// The name in `name:port`, brackets kept; nil where it is none.
  static func name(of host: String) -> String? {
    var name = host[...]
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      name = host[...end]
    } else if let colon = host.firstIndex(of: ":") {
      name = host[..<colon]
    }
    let rest = host[name.endIndex...]
    if !rest.isEmpty {
      let port = rest.dropFirst()
      guard rest.first == ":", !port.isEmpty, port.count <= 5,
        port.allSatisfy({ $0.isASCII && $0.isNumber })
      else { return nil }
    }
    let isPlain = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
        || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    return name.isEmpty || !isPlain ? nil : String(name)
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("[") {
      return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && $0.first != "+" }
  }
}
