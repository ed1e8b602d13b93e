/// Says for each row of a demonstration how much speaks for a boundary there.
///
/// Evidence has units of its own and no meaning across predictors; a ``PeakRule`` that was chosen
/// for the predictor turns it into boundaries. A boundary is the first row whose action serves the
/// new skill.
public protocol BoundaryPredictor: Sendable {
  /// The evidence of every row, each judged by the whole demonstration.
  func evidence(_ series: DemonstrationSeries) -> [Float]

  /// The evidence of any stretch of rows as it is known at the last of them.
  ///
  /// What does not depend on the stretch is worked out once, when this is called.
  func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float]
}

extension BoundaryPredictor {
  /// The boundaries of a whole demonstration, and the smoothed evidence.
  public func boundaries(
    _ series: DemonstrationSeries, rule: PeakRule
  ) -> (boundaries: [Int], evidence: [Float]) {
    let smoothed = rule.smoothed(evidence(series))
    return (rule.peaks(smoothed), smoothed)
  }

  /// The boundaries that a stream decides on, each `lookAhead` rows after it.
  public func boundaries(
    _ series: DemonstrationSeries, rule: PeakRule, lookAhead: Int
  ) -> (boundaries: [Int], evidence: [Float]) {
    let known = windows(series)
    return rule.stream(count: series.count, lookAhead: lookAhead) { row in
      let rows = max(0, row - rule.past)..<min(series.count, row + lookAhead + 1)
      return (rows.lowerBound, known(rows))
    }
  }
}
