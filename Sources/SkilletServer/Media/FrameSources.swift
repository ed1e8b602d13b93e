internal import HTTPTypes
internal import Skillet
internal import Synchronization

/// The frames of the videos that were asked for last, and their pictures.
final class FrameSources: Sendable {
  /// One video's frames, and the file they are read from, which stays open as long.
  struct Source: Sendable {
    var frames: VideoFrames
    var file: OpenFile
  }

  private struct Video: Hashable {
    var id: String
    var identity: OpenFile.Identity
  }

  private struct Picture: Hashable {
    var video: Video
    var frame: Int
    var side: Int
  }

  private struct State {
    /// Decoders are held for a few videos only.
    var sources = RecentValues<Video, Source>(room: 3)
    var pictures = RecentValues<Picture, [UInt8]>(room: 24 << 20)
  }

  private let media: MediaFiles
  private let state = Mutex(State())
  private let queue = WorkQueue(threads: 2, most: 200)

  init(_ media: MediaFiles) { self.media = media }

  /// The frames of a registered video, and what it is.
  func source(_ id: String) async throws -> (source: Source, video: MediaFiles.Opened) {
    try await queue.run { [self] in
      let opened = try media.open(id)
      return (try source(id, opened), opened)
    }
  }

  /// One frame as a JPEG.
  ///
  /// - Throws: `RequestFault`: 404 where there is no such video or frame, 415 where it cannot be read.
  func picture(
    _ id: String, frame: Int, side: Int
  ) async throws -> (jpeg: [UInt8], identity: OpenFile.Identity) {
    try await queue.run { [self] in
      let opened = try media.open(id)
      let key = Picture(
        video: Video(id: id, identity: opened.file.identity), frame: frame, side: side)
      if let kept = state.withLock({ $0.pictures.value(key) }) {
        return (kept, opened.file.identity)
      }
      let source = try source(id, opened)
      guard frame < source.frames.count else {
        throw RequestFault(.notFound, "the video has \(source.frames.count) frames")
      }
      do {
        let jpeg = try source.frames.picture(frame, longestSide: side)
        state.withLock { $0.pictures.keep(jpeg, under: key, size: jpeg.count) }
        return (jpeg, opened.file.identity)
      } catch {
        throw RequestFault(.unsupportedMediaType, "the frame cannot be read")
      }
    }
  }

  private func source(_ id: String, _ opened: MediaFiles.Opened) throws(RequestFault) -> Source {
    let key = Video(id: id, identity: opened.file.identity)
    if let kept = state.withLock({ $0.sources.value(key) }) { return kept }
    do throws(SkilletError) {
      let deadline = monotonicSeconds() + 120
      let frames = try VideoFrames(opened.file.ownPath, stretch: opened.stretch) {
        monotonicSeconds() > deadline
      }
      let source = Source(frames: frames, file: opened.file)
      state.withLock { $0.sources.keep(source, under: key, size: 1) }
      return source
    } catch {
      throw RequestFault(.unsupportedMediaType, "the frames of the video cannot be read")
    }
  }
}
