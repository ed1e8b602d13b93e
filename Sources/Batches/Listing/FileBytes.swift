internal import Foundation

/// The bytes of a file, mapped where that is safe.
enum FileBytes {
  /// The largest list or ledger that is read, in bytes.
  static let longest = 1 << 31
  /// The longest line that is read, in bytes.
  static let longestLine = 1 << 26

  static func read(_ path: String, what: String) throws(BatchError) -> Data {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else {
      throw BatchError(.noInput, "\(path): cannot read \(what): \(lastSystemError())")
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw BatchError(.noInput, "\(path): cannot read \(what): it is no plain file")
    }
    guard facts.st_size <= longest else {
      throw BatchError(.badData, "\(path): cannot read \(what): it is larger than 2 GB")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw BatchError(
        .noInput, "\(path): cannot read \(what): \(error.localizedDescription)")
    }
  }

  static func exists(_ path: String) -> Bool {
    var facts = stat()
    return unsafe stat(path, &facts) == 0
  }

  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
