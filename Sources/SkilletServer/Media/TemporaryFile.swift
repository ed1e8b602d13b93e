internal import Foundation
internal import NIOCore

/// A file without a name: it is gone with the program, however that ends.
final class TemporaryFile: Sendable {
  private let descriptor: Int32

  /// Makes one; nil where the disk does not let it.
  init?() {
    let pattern = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-clip-XXXXXX").path
    var name = Array(pattern.utf8CString)
    descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    unsafe unlink(&name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// A name under which it can be opened as long as it is held.
  var path: String {
    #if canImport(Darwin)
      "/dev/fd/\(descriptor)"
    #else
      "/proc/self/fd/\(descriptor)"
    #endif
  }

  /// Bytes in it so far.
  var size: Int {
    var facts = stat()
    return unsafe fstat(descriptor, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// Reads up to `count` bytes from a place on; fewer at the end, nil where reading fails.
  func read(at offset: Int, upTo count: Int) -> ByteBuffer? {
    ByteBuffer(reading: descriptor, at: offset, upTo: count)
  }
}

extension ByteBuffer {
  /// Reads up to `count` bytes of a file from a place on; nil where reading fails.
  init?(reading descriptor: Int32, at offset: Int, upTo count: Int) {
    self = ByteBufferAllocator().buffer(capacity: count)
    var failed = false
    unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
      let done = unsafe pread(descriptor, bytes.baseAddress, count, off_t(offset))
      failed = done < 0
      return max(0, done)
    }
    if failed { return nil }
  }
}
