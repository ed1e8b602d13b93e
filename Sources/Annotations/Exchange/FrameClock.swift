public import Frames

/// When frames are shown: the bridge between formats that count frames and those that count time.
public enum FrameClock: Sendable, Hashable {
  /// Frames at a constant rate, exactly; the rate is above zero and `start` is when frame 0 is shown.
  case rate(Rational, start: MediaTime = MediaTime(value: 0, timescale: 1))
  /// The time of each shown frame in order, and behind them the time at which the last one ends.
  case times([MediaTime])

  /// A constant rate that somebody gives as a decimal: 29.97 and 29.97003 are 30000/1001.
  public init(framesPerSecond: Double) {
    self = .rate(Rational(framesPerSecond: framesPerSecond) ?? Rational(1, 1))
  }

  /// Shown frames, where the clock counts them.
  public var frames: Int? {
    if case .times(let times) = self { max(0, times.count - 1) } else { nil }
  }

  /// The frame that begins nearest to a moment; of two that are equally near, the earlier.
  ///
  /// The end of the video counts as the frame behind the last. Cost: O(log n) for listed times.
  public func frame(nearest time: MediaTime) -> Int {
    switch self {
    case .rate(let rate, let start):
      // value/timescale * n/d = frames; the half frame below is subtracted to round ties down.
      let (moment, origin) = (time.fraction, start.fraction)
      let ticks = moment.value * origin.scale - origin.value * moment.scale
      let numerator = 2 * ticks * Int128(rate.numerator)
      let denominator = 2 * moment.scale * origin.scale * Int128(rate.denominator)
      let frame = (numerator - denominator / 2).roundedUpQuotient(denominator)
      return Int(clamping: max(0, frame))
    case .times(let times):
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if times[middle] < time { low = middle + 1 } else { high = middle }
      }
      if low == times.count { return max(0, low - 1) }
      if low == 0 { return 0 }
      let before = time - times[low - 1]
      return before <= times[low] - time ? low - 1 : low
    }
  }

  /// The moment at which a frame is shown; nil for a frame that is not listed and for one that is
  /// beyond any timeline.
  public func time(ofFrame frame: Int) -> MediaTime? {
    switch self {
    case .rate(let rate, let start):
      let origin = start.fraction
      let value =
        Int128(frame) * Int128(rate.denominator) * origin.scale
        + origin.value * Int128(rate.numerator)
      return MediaTime(value, over: Int128(rate.numerator) * origin.scale)
    case .times(let times): return times.indices.contains(frame) ? times[frame] : nil
    }
  }

  /// The moment at which a frame is shown, in seconds; nil for a frame that is not listed.
  public func seconds(ofFrame frame: Int) -> Double? { time(ofFrame: frame)?.seconds }
}

extension Rational {
  /// The rate that a decimal stands for: one of `N·1000/1001` where it is one to three decimals,
  /// else the decimal itself; nil where it is not in 0.0005...1e6.
  public init?(framesPerSecond: Double) {
    guard framesPerSecond.isFinite, framesPerSecond > 0, framesPerSecond <= 1e6 else {
      return nil
    }
    let whole = (framesPerSecond * 1.001).rounded()
    if whole > 0, abs(whole / 1.001 - framesPerSecond) < 0.0006, framesPerSecond.rounded() == whole,
      framesPerSecond != whole
    {
      self.init(Int32(whole) * 1000, 1001)
      return
    }
    if let time = MediaTime(decimal: framesPerSecond.description), time.value > 0,
      let value = Int32(exactly: time.value)
    {
      self.init(value, time.timescale)
      return
    }
    let thousandths = Int32((framesPerSecond * 1000).rounded())
    guard thousandths > 0 else { return nil }
    self.init(thousandths, 1000)
  }
}
