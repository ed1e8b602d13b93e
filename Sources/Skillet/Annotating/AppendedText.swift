internal import Foundation

/// A file that text is added to, some hundred kilobytes at a time.
final class AppendedText {
  private let file: FileHandle
  private var waiting: [UInt8] = []

  /// Opens a file that is there and empty.
  init(_ path: String) throws {
    file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  func append(_ text: String) throws {
    waiting += text.utf8
    if waiting.count > 1 << 18 { try flush() }
  }

  func finish() throws {
    try flush()
    try file.close()
  }

  private func flush() throws {
    try file.write(contentsOf: Data(waiting))
    waiting.removeAll(keepingCapacity: true)
  }
}
