internal import Foundation

/// The lines of a file one after another, read some hundred kilobytes at a time: a file that were
/// mapped would count as memory in use.
struct FileLines: ~Copyable {
  private let path: String
  private let file: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// The number of the line read last, from 1.
  private(set) var number = 0

  init(_ path: String, what: String) throws(BatchError) {
    self.path = path
    file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw BatchError(.noInput, "\(path): cannot read \(what): \(lastSystemError())")
    }
  }

  deinit { close(file) }

  /// The next line without its newline, and whether it had one; nil at the end.
  mutating func next() throws(BatchError) -> (bytes: [UInt8], isWhole: Bool)? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        number += 1
        return (Array(buffer[start..<end]), true)
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return (Array(buffer[start...]), false)
      }
      buffer.removeFirst(start)
      (searched, start) = (buffer.count, 0)
      try fill()
    }
  }

  private mutating func fill() throws(BatchError) {
    let piece = 1 << 18
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: piece))
    var count = -1
    repeat {
      count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(file, UnsafeMutableRawBufferPointer(rebasing: bytes[old...]).baseAddress, piece)
      }
    } while count < 0 && errno == EINTR
    guard count >= 0 else {
      throw BatchError(.noInput, "\(path): reading broke off: \(lastSystemError())")
    }
    buffer.removeLast(piece - count)
    isAtEnd = count == 0
    if buffer.count > FileBytes.longestLine {
      throw BatchError(.badData, "\(path): line \(number + 1) is longer than 64 MB")
    }
  }
}
