internal import Hummingbird
internal import NIOCore
internal import Skillet
internal import Synchronization

/// Frames of a video, encoded again for a browser, which can be read while they are written.
final class StreamedClip: Sendable {
  private enum Progress { case writing, written, failed }

  private struct State {
    var progress = Progress.writing
    var watchers = 0
    var isAbandoned = false
  }

  /// Bytes after which a clip is given up.
  static let mostBytes = 128 << 20
  /// Seconds after which a clip is given up.
  static let mostSeconds = 300.0

  let frames: Range<Int>
  private let file: TemporaryFile
  private let state = Mutex(State())

  init(_ frames: Range<Int>, in file: TemporaryFile) { (self.frames, self.file) = (frames, file) }

  /// Bytes of the whole clip; nil while it is written.
  var size: Int? { state.withLock { $0.progress == .written } ? file.size : nil }

  /// Whether it can still become whole.
  var isFine: Bool { state.withLock { $0.progress != .failed && !$0.isAbandoned } }

  /// Writes it, to the end or until nobody watches any more.
  func write(from source: FrameSources.Source) {
    let deadline = monotonicSeconds() + Self.mostSeconds
    do {
      try source.frames.writeStream(frames, to: file.path) { [self] in
        state.withLock { $0.isAbandoned } || monotonicSeconds() > deadline
          || file.size > Self.mostBytes
      }
      state.withLock { $0.progress = .written }
    } catch {
      state.withLock { $0.progress = .failed }
    }
  }

  /// Marks it as one that will not be written.
  func giveUp() { state.withLock { $0.progress = .failed } }

  /// The bytes of a part, or of all while it is written.
  func body(_ part: Range<Int>?) -> ResponseBody {
    ResponseBody(contentLength: part?.count) { [self] writer in
      state.withLock { $0.watchers += 1 }
      defer { leave() }
      var place = part?.lowerBound ?? 0
      let end = part?.upperBound ?? .max
      while place < end {
        let isWhole = state.withLock { $0.progress != .writing }
        let (from, count) = (place, min(1 << 17, end - place))
        let piece = try await MediaRoutes.onDisk { [file] in file.read(at: from, upTo: count) }
        guard let piece else { throw CancellationError() }
        if piece.readableBytes > 0 {
          place += piece.readableBytes
          try await writer.write(piece)
        } else if isWhole {
          break
        } else {
          try await Task.sleep(for: .milliseconds(40))
        }
      }
      guard isFine else { throw CancellationError() }
      try await writer.finish(nil)
    }
  }

  private func leave() {
    state.withLock { state in
      state.watchers -= 1
      if state.watchers == 0, state.progress == .writing { state.isAbandoned = true }
    }
  }
}
