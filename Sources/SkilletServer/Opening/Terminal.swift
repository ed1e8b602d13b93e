internal import Foundation

/// The terminal in which the server was started; nobody may be reading there any more.
enum Terminal {
  /// Writes to standard error.
  static func note(_ text: String) { write(text, to: .standardError) }

  /// Writes to standard output.
  static func print(_ text: String) { write(text, to: .standardOutput) }

  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data("\(text)\n".utf8))
  }
}
