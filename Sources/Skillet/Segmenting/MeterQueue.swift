internal import Dispatch
internal import Frames
internal import Synchronization

/// Runs the meters of a pass beside the decoder, a few frames behind it; with one thread in turn.
///
/// Pictures are handed over in batches, and the decoder waits where it is too far ahead, so that
/// memory does not grow. Frames are taken in their order: the result is that of taking them at once.
final class MeterQueue: Sendable {
  private static let batchSize = 8
  private static let batchesAhead = 4

  /// A frame that was shown, and its picture.
  struct Shown: Sendable {
    var picture: SmallPicture
    var frame: FrameTime
  }

  private let queue = DispatchQueue(label: "skillet.meters")
  private let slots = DispatchSemaphore(value: batchesAhead)
  private let record: Mutex<SampleRecord>
  private let batch = Mutex<[Shown]>([])
  /// Whether one thread does all, as where several videos are read side by side.
  private let isAlone: Bool

  init(_ settings: VideoAnalysis.Settings, capacity: Int) {
    record = Mutex(SampleRecord(settings, capacity: capacity))
    isAlone = settings.threads == 1
  }

  /// Hands over a frame; waits where too many are still to be measured.
  func take(_ picture: SmallPicture, _ frame: FrameTime) {
    let full = batch.withLock { batch -> [Shown] in
      batch.append(Shown(picture: picture, frame: frame))
      guard batch.count >= Self.batchSize else { return [] }
      defer { batch.removeAll(keepingCapacity: true) }
      return batch
    }
    if !full.isEmpty { submit(full) }
  }

  /// Waits for everything handed over, and gives what was found.
  func finish() -> SampleRecord {
    let rest = batch.withLock { batch in
      defer { batch = [] }
      return batch
    }
    submit(rest)
    queue.sync {}
    return record.withLock { record in
      record.finish()
      return record
    }
  }

  private func submit(_ frames: [Shown]) {
    if isAlone {
      return record.withLock { record in
        for shown in frames { record.take(shown.picture, shown.frame) }
      }
    }
    slots.wait()
    queue.async {
      self.record.withLock { record in
        for shown in frames { record.take(shown.picture, shown.frame) }
      }
      self.slots.signal()
    }
  }
}
