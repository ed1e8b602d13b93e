import Foundation
import Testing

/// An empty working folder for one test.
struct Sandbox {
  let url: URL

  init() throws {
    url = Fixture.folder.appendingPathComponent("box-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// The path of a file within.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// The bytes of a file within.
  func data(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  /// The text of a file within.
  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  /// The lines of a file within, without the empty one after the last.
  func lines(_ name: String) throws -> [String] {
    try text(name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .dropLast(1)
  }

  /// A JSON document within, read by Foundation.
  func json(_ name: String) throws -> [String: Any] { try jsonObject(try data(name), name) }

  /// Writes a file.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(Array(bytes)).write(to: file)
  }

  /// Copies a file into the folder.
  func copy(_ path: String, as name: String) throws {
    try FileManager.default.copyItem(atPath: path, toPath: self.path(name))
  }

  /// Everything in the folder, hidden entries too, with the bytes of each file.
  func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
      let file = url.appendingPathComponent(name)
      let kind = try FileManager.default.attributesOfItem(atPath: file.path)[.type]
      let isFile = kind as? FileAttributeType == .typeRegular
      found[name] = isFile ? try Data(contentsOf: file) : Data()
    }
    return found
  }

  /// The names of everything in the folder, hidden entries too.
  func names() throws -> Set<String> { Set(try contents().keys) }

  /// Fails where anything was added, removed or changed.
  func expectUntouched(
    _ before: [String: Data], _ story: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let now = try contents()
    #expect(
      Set(now.keys).subtracting(before.keys) == [], "left behind: \(story)",
      sourceLocation: location)
    #expect(
      Set(before.keys).subtracting(now.keys) == [], "removed: \(story)", sourceLocation: location)
    for (name, bytes) in before where now[name] != bytes {
      Issue.record("\(name) changed: \(story)", sourceLocation: location)
    }
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}

/// Runs a test in a folder of its own and removes it.
func inSandbox(_ body: (Sandbox) throws -> Void) throws {
  let box = try Sandbox()
  defer { box.remove() }
  try body(box)
}
