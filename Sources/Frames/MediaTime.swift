/// A moment or a length on a media timeline: `value / timescale` seconds, exactly.
///
/// Comparison is exact (128-bit cross-multiplication); `seconds` is the nearest `Double`.
public struct MediaTime: Sendable, Hashable {
  /// Ticks.
  public var value: Int64
  /// Ticks a second; positive.
  public var timescale: Int32

  /// Makes `value / timescale` seconds.
  ///
  /// - Precondition: `timescale` is positive.
  public init(value: Int64, timescale: Int32) {
    precondition(timescale > 0, "a media time needs a positive timescale, not \(timescale)")
    self.value = value
    self.timescale = timescale
  }

  /// Makes the time that is nearest to `seconds` in whole nanoseconds.
  public init(seconds: Double) {
    self.init(value: Int64((seconds * 1e9).rounded()), timescale: 1_000_000_000)
  }

  /// The time of `pts` ticks of `timeBase` seconds each.
  public init(pts: Int64, timeBase: Rational) {
    let (value, overflow) = pts.multipliedReportingOverflow(by: Int64(timeBase.numerator))
    precondition(!overflow, "pts \(pts) in \(timeBase) is beyond any timeline")
    self.init(value: value, timescale: timeBase.denominator)
  }

  /// The nearest `Double`, for people and for formats that want seconds.
  public var seconds: Double { Double(value) / Double(timescale) }
}

extension MediaTime: Comparable {
  /// Whether the left time comes first; exact.
  public static func < (left: MediaTime, right: MediaTime) -> Bool {
    let a = left.value.multipliedFullWidth(by: Int64(right.timescale))
    let b = right.value.multipliedFullWidth(by: Int64(left.timescale))
    return a.high == b.high ? a.low < b.low : a.high < b.high
  }

  /// Whether both name the same moment; exact, so 1/2 equals 2/4.
  public static func == (left: MediaTime, right: MediaTime) -> Bool {
    let a = left.value.multipliedFullWidth(by: Int64(right.timescale))
    let b = right.value.multipliedFullWidth(by: Int64(left.timescale))
    return a.high == b.high && a.low == b.low
  }

  /// Equal times hash alike, whatever their timescales.
  public func hash(into hasher: inout Hasher) {
    var (a, b) = (value.magnitude, UInt64(timescale))
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int64(max(a, 1))
    hasher.combine(value / divisor)
    hasher.combine(Int64(timescale) / divisor)
  }
}
