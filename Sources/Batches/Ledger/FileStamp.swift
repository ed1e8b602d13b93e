internal import Foundation

/// Size and modification time of a file: where both are the same, the file is taken to be.
public struct FileStamp: Sendable, Hashable {
  /// Bytes; -1 where there is no file.
  public var size: Int64
  /// Nanoseconds since 1970.
  public var modified: Int64

  /// A file that is not there.
  public static let missing = FileStamp(size: -1, modified: 0)

  /// Collects both.
  public init(size: Int64, modified: Int64) {
    self.size = size
    self.modified = modified
  }

  /// Asks the file system, links followed.
  public init(of path: String) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else {
      self = .missing
      return
    }
    #if os(Linux)
      let time = facts.st_mtim
    #else
      let time = facts.st_mtimespec
    #endif
    self.init(
      size: Int64(facts.st_size),
      modified: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
  }
}
