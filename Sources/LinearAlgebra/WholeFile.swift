internal import Foundation

/// Files that are read and written whole.
public enum WholeFile {
  /// All bytes of a file.
  public static func read(_ path: String) throws(ArrayFileError) -> [UInt8] {
    do {
      return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw ArrayFileError(
        file: path, step: "open the file", reason: error.localizedDescription,
        advice: "check that it exists and may be read")
    }
  }

  /// Writes a file under another name and renames it, so that it is there whole or not at all.
  public static func write(_ bytes: [UInt8], to path: String) throws(ArrayFileError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw ArrayFileError(
        file: path, step: "write the file", reason: error.localizedDescription,
        advice: "check that its folder exists, may be written and has room")
    }
  }
}
