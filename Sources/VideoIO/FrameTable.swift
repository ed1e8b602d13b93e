public import Frames

/// The time stamps of every frame that a video shows, in display order.
///
/// Under 3 bytes a frame (see `TimeStamps`): an hour at a constant 30 frames a second takes 50 KB.
public struct FrameTable: Sendable, Hashable {
  /// Seconds a tick.
  public let timeBase: Rational
  /// The time stamp of each frame; strictly rising.
  public private(set) var pts: TimeStamps
  /// The indices of the key frames.
  public private(set) var keyFrames: [Int] = []
  /// The end of the last frame, in ticks.
  public private(set) var endPTS: Int64 = 0
  /// Whether the file's time stamps do not rise, so that some were made up and a seek by time cannot
  /// be trusted.
  public var hasMadeUpTimes = false

  /// Whether the decoder reported damage.
  private(set) var hasDamage = false
  /// The first frame to which the file gives no time; frames before it can be found by theirs.
  private(set) var untimedFrom = Int.max

  /// An empty table, with room for `capacity` frames.
  public init(timeBase: Rational, capacity: Int = 0) {
    self.timeBase = timeBase
    pts = TimeStamps(capacity: min(max(0, capacity), 1 << 24))
  }

  /// Adds the next frame.
  public mutating func append(_ frame: FrameTime, end: Int64, isKey: Bool) {
    precondition(frame.index == pts.count, "frame \(frame.index) follows \(pts.count) frames")
    pts.append(frame.pts)
    if isKey { keyFrames.append(frame.index) }
    endPTS = end
  }

  /// Adds the frame that a reader has just shown.
  public mutating func appendCurrent(of reader: borrowing VideoReader) {
    guard let frame = reader.current else { preconditionFailure("no frame was read yet") }
    append(frame, end: reader.currentEnd, isKey: reader.currentIsKey)
    let damage = reader.damage
    hasDamage =
      hasDamage || damage.decoderErrors + damage.lostPackets + damage.concealedFrames > 0
    switch reader.timing {
    case .stated: break
    case .missing: untimedFrom = min(untimedFrom, frame.index)
    case .disordered: hasMadeUpTimes = true
    }
  }

  /// Frames in the table.
  public var count: Int { pts.count }

  /// The identity of a frame; `count` gives the end of the video.
  public subscript(index: Int) -> FrameTime {
    FrameTime(index: index, pts: index == count ? endPTS : pts[index], timeBase: timeBase)
  }

  /// Seconds from the first frame to the end of the last.
  public var duration: Double {
    guard let first = pts.first else { return 0 }
    return MediaTime(pts: endPTS - first, timeBase: timeBase).seconds
  }

  /// Whether two distances of frames differ by more than rounding to ticks or to milliseconds.
  public var hasVariableFrameRate: Bool {
    guard pts.count > 2 else { return false }
    var (shortest, longest) = (Int64.max, Int64.min)
    for i in 1..<pts.count {
      shortest = min(shortest, pts[i] - pts[i - 1])
      longest = max(longest, pts[i] - pts[i - 1])
    }
    let spread = longest - shortest
    return spread > 1 && Double(spread) * timeBase.quotient > 0.001_5
  }

  /// The index of the frame with exactly this time stamp; nil where none has it.
  ///
  /// - Complexity: O(log n).
  public func index(ofPTS wanted: Int64) -> Int? {
    let found = firstIndex(atOrAfter: wanted)
    return found < count && pts[found] == wanted ? found : nil
  }

  /// The index of the first frame at or after a time stamp; `count` where all are before.
  ///
  /// - Complexity: O(log n).
  public func firstIndex(atOrAfter wanted: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if pts[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The last key frame shown at or before a frame; 0 where there is none.
  ///
  /// - Complexity: O(log n).
  func keyFrame(atOrBefore index: Int) -> Int {
    var (low, high) = (0, keyFrames.count)
    while low < high {
      let middle = (low + high) / 2
      if keyFrames[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : keyFrames[low - 1]
  }

  /// The index of the frame shown at `seconds`: the last whose time is not after it.
  public func index(shownAt seconds: Double) -> Int {
    guard count > 0 else { return 0 }
    let ticks = (seconds / timeBase.quotient + 1e-6).rounded(.down)
    let wanted = Int64(max(-9e15, min(9e15, ticks)))
    return max(0, firstIndex(atOrAfter: wanted + 1) - 1)
  }
}
