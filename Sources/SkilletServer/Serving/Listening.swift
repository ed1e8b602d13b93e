internal import Foundation
internal import Skillet

/// Where the server listens, and what it is called there.
struct Listening: Sendable {
  /// The address that was asked for; nil for this machine alone.
  let address: String?
  let port: Int

  /// What the system is given to listen on.
  var bound: String { address ?? "127.0.0.1" }

  /// The names that requests may call the server by.
  var hosts: HostRule { HostRule(listeningOn: address, machine: machine) }

  /// The name that stands in the address given to people.
  func location(port: Int) -> String {
    let every = ["0.0.0.0", "::"]
    let name = address.map { every.contains($0) ? machine : $0 } ?? bound
    return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)/"
  }

  private var machine: String { ProcessInfo.processInfo.hostName }

  /// What it means that the system would not listen there.
  func fault(_ code: Int32) -> SkilletError {
    switch code {
    case EADDRINUSE:
      SkilletError(
        .failed, "port \(port) is in use; choose another with --port, or 0 for any that is free")
    case EACCES:
      SkilletError(.failed, "port \(port): no permission to listen there; choose one above 1023")
    case EADDRNOTAVAIL:
      SkilletError(.usage, "\(bound): this machine has no such address; see `ip address`")
    default:
      SkilletError(
        .failed,
        "cannot listen on \(bound), port \(port): "
          + (unsafe String(cString: strerror(code))))
    }
  }
}
