import Foundation

extension Tool {
  /// Runs as somebody whom permissions bind: root's runs change to the user `nobody`.
  static func runUnprivileged(_ arguments: [String], in folder: Sandbox) throws -> Outcome {
    if getuid() != 0 { return try run(arguments, in: folder) }
    let change = "exec setpriv --reuid 65534 --regid 65534 --clear-groups"
    return try shell("\(change) \"$0\" \"$@\"", arguments, in: folder)
  }

  /// Whether such a run is possible; `nobody` may not reach a checkout in root's home.
  static let canBeUnprivileged: Bool = {
    guard let box = try? Sandbox() else { return false }
    defer { box.remove() }
    return (try? runUnprivileged(["--version"], in: box))?.code == 0
  }()
}
