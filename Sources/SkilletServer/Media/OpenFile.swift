internal import Foundation
internal import NIOCore

/// A file that is open for reading, and closed when nobody holds it any more.
final class OpenFile: Sendable {
  /// What tells one file from another, and one state of it from a later one.
  struct Identity: Sendable, Hashable {
    var device: UInt64
    var file: UInt64
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  let identity: Identity
  let descriptor: Int32

  /// Opens a regular file; nil where there is none.
  ///
  /// Never waits for a pipe or a device, and asks the file system about what was opened, not about
  /// what the name leads to a moment later.
  init?(_ path: String) {
    guard !path.utf8.contains(0) else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    identity = Identity(
      device: UInt64(truncatingIfNeeded: facts.st_dev), file: UInt64(facts.st_ino),
      size: Int(facts.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Where it really lies, links followed; nil where that cannot be told.
  var place: String? {
    var name = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    #if canImport(Darwin)
      guard unsafe fcntl(descriptor, F_GETPATH, &name) == 0 else { return nil }
    #else
      let count = unsafe readlink("/proc/self/fd/\(descriptor)", &name, Int(PATH_MAX))
      guard count > 0 else { return nil }
    #endif
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A name under which exactly this file can be opened once more.
  var ownPath: String {
    #if canImport(Darwin)
      "/dev/fd/\(descriptor)"
    #else
      "/proc/self/fd/\(descriptor)"
    #endif
  }

  /// Reads up to `count` bytes from a place on; fewer at the end, nil where reading fails.
  func read(at offset: Int, upTo count: Int) -> ByteBuffer? {
    ByteBuffer(reading: descriptor, at: offset, upTo: count)
  }
}
