internal import HTTPTypes
internal import Skillet
internal import Synchronization

/// The clips that were encoded again last.
final class StreamedClips: Sendable {
  /// Seconds after which a clip ends in any case.
  static let longest = 300.0

  private struct Key: Hashable {
    var id: String
    var identity: OpenFile.Identity
    var frames: Range<Int>
  }

  private let sources: FrameSources
  private let media: MediaFiles
  /// The videos of which the terminal was told.
  private let told = Mutex<Set<String>>([])
  private let queue = WorkQueue(threads: 2, most: 8)
  private let clips = Mutex(RecentValues<Key, StreamedClip>(room: 256 << 20))

  init(_ sources: FrameSources, of media: MediaFiles) {
    (self.sources, self.media) = (sources, media)
  }

  /// The clip from one moment to another; it is being written where it is new.
  ///
  /// - Parameter isWanted: whether it is written at once where it is new.
  /// - Throws: `RequestFault`: 400 for moments that the video does not have, 429 where too many are
  ///   being written.
  func clip(
    _ id: String, from start: Double, to end: Double?, isWanted: Bool
  ) async throws -> StreamedClip {
    let (source, opened) = try await sources.source(id)
    guard let frames = source.frames.frames(from: start, to: end, longest: Self.longest) else {
      throw RequestFault(.badRequest, "the video has no such stretch")
    }
    let key = Key(id: id, identity: opened.file.identity, frames: frames)
    if let kept = clips.withLock({ $0.value(key) }), kept.isFine { return kept }
    guard !queue.isFull else { throw WorkQueue.refusal }
    guard let file = TemporaryFile() else {
      throw RequestFault(.serviceUnavailable, "there is no room for a clip on the server's disk")
    }
    let clip = StreamedClip(frames, in: file)
    guard isWanted else { return clip }
    // So that few fit; what it takes is known at its end.
    clips.withLock { $0.keep(clip, under: key, size: 1 << 20) }
    tell(id, opened.video)
    Task { [self] in
      do { try await queue.run { clip.write(from: source) } } catch { clip.giveUp() }
      clips.withLock { clips in
        guard clips.value(key) === clip else { return }
        if let size = clip.size {
          clips.keep(clip, under: key, size: max(1 << 20, size))
        } else {
          clips.remove(key)
        }
      }
    }
    return clip
  }

  /// Says in the terminal, once for each video, that it is encoded again.
  private func tell(_ id: String, _ video: PlayableVideo) {
    guard told.withLock({ $0.count < 10_000 && $0.insert(id).inserted }) else { return }
    let name = media.path(of: id) ?? id
    let reason = video.obstacle ?? "a browser did not play it"
    let line = "\(name.printable): \(reason); it is encoded again while it is watched"
    Terminal.note(line)
  }
}
