internal import Foundation

/// Files that appear whole or not at all: each is written beside its place and renamed at the end.
enum AtomicFile {
  /// Writes files that belong together: all of them or, where one does not fit, none.
  static func write(_ files: [(path: String, bytes: [UInt8])]) throws(SkilletError) {
    let process = ProcessInfo.processInfo.processIdentifier
    let parts = files.map { file in
      let url = URL(fileURLWithPath: file.path)
      return url.deletingLastPathComponent()
        .appendingPathComponent(".\(url.lastPathComponent).part-\(process)")
    }
    defer { for part in parts { unsafe unlink(part.path) } }
    for (file, part) in zip(files, parts) {
      do {
        try Data(file.bytes).write(to: part)
      } catch {
        throw writeFault(file.path, "write", error)
      }
    }
    for (file, part) in zip(files, parts) {
      guard unsafe rename(part.path, file.path) == 0 else {
        throw writeFault(
          file.path, "move it into place", NSError(domain: NSPOSIXErrorDomain, code: Int(errno)))
      }
    }
  }
}
