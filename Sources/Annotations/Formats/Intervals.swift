public import Frames

/// What a file of segments says, in the file's own unit: half-open intervals with optional labels.
public enum Intervals: Sendable, Hashable {
  /// Intervals of frames.
  case frames([FrameInterval])
  /// Intervals of time, from a format that knows no frames.
  case times([MediaInterval])

  /// Intervals of frames; those of time become the frames nearest to their ends.
  public func frameIntervals(_ clock: FrameClock) -> [FrameInterval] {
    switch self {
    case .frames(let intervals): intervals
    case .times(let intervals):
      intervals.map { interval in
        let start = clock.frame(nearest: interval.start)
        let end = max(start, clock.frame(nearest: interval.end))
        return FrameInterval(start..<end, label: interval.label)
      }
    }
  }
}

/// A half-open interval of frames.
public struct FrameInterval: Sendable, Hashable {
  /// The frames.
  public var frames: Range<Int>
  /// What they show, where the file says so.
  public var label: String?

  /// Collects an interval.
  public init(_ frames: Range<Int>, label: String? = nil) {
    self.frames = frames
    self.label = label
  }
}

/// A half-open interval of time.
public struct MediaInterval: Sendable, Hashable {
  /// The first moment.
  public var start: MediaTime
  /// The first moment after it.
  public var end: MediaTime
  /// What is shown, where the file says so.
  public var label: String?

  /// Collects an interval.
  public init(start: MediaTime, end: MediaTime, label: String? = nil) {
    self.start = start
    self.end = end
    self.label = label
  }
}
