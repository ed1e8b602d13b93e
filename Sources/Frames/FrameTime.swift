/// A frame's identity: its display index, its presentation time stamp and the unit of that stamp.
///
/// The index counts what a decoder shows, from 0; it is never `round(time * rate)` and never comes
/// from the container's header. Seconds are derived from the time stamp, so a delayed start is
/// kept: frame 0 of such a file has a time above zero.
public struct FrameTime: Sendable, Hashable {
  /// Display order, from 0.
  public var index: Int
  /// Presentation time stamp in units of `timeBase`.
  public var pts: Int64
  /// Seconds a tick.
  public var timeBase: Rational

  /// Makes the identity of one shown frame.
  public init(index: Int, pts: Int64, timeBase: Rational) {
    self.index = index
    self.pts = pts
    self.timeBase = timeBase
  }

  /// The moment at which the frame is shown, exactly.
  public var time: MediaTime { MediaTime(pts: pts, timeBase: timeBase) }

  /// The moment at which the frame is shown, as the nearest `Double`.
  public var seconds: Double { time.seconds }
}
