/// One sample of the evidence for a boundary: a row of `signal.csv`.
public struct SignalPoint: Sendable, Hashable {
  /// The frame that was sampled, as a display index.
  public var frame: Int
  /// The moment at which it is shown.
  public var seconds: Double
  /// The evidence; not a number where the predictor has none yet.
  public var surprise: Double
  /// What the evidence had to exceed; nil for rules that know no threshold.
  public var threshold: Double?
  /// Whether a cut was made here.
  public var boundary: Bool

  /// Collects a sample.
  public init(
    frame: Int, seconds: Double, surprise: Double, threshold: Double?, boundary: Bool = false
  ) {
    self.frame = frame
    self.seconds = seconds
    self.surprise = surprise
    self.threshold = threshold
    self.boundary = boundary
  }
}

extension [SignalPoint] {
  /// At most `limit` of the points, in order: the highest and the lowest of each run of equal size.
  ///
  /// No peak is lost, so the drawn envelope is that of the whole signal. A run without any number
  /// keeps its first point, so that a gap stays a gap.
  func downsampled(to limit: Int) -> [SignalPoint] {
    precondition(limit >= 2, "a signal is thinned to two points or more, not \(limit)")
    guard count > limit else { return self }
    let runs = limit / 2
    var kept: [SignalPoint] = []
    kept.reserveCapacity(limit)
    for run in 0..<runs {
      let range = (count * run / runs)..<(count * (run + 1) / runs)
      let numbers = range.filter { self[$0].surprise.isFinite }
      guard let low = numbers.min(by: { self[$0].surprise < self[$1].surprise }),
        let high = numbers.max(by: { self[$0].surprise < self[$1].surprise })
      else {
        kept.append(self[range.lowerBound])
        continue
      }
      kept.append(self[Swift.min(low, high)])
      if low != high { kept.append(self[Swift.max(low, high)]) }
    }
    return kept
  }
}
