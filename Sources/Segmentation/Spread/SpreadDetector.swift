/// Boundaries where several predictors expect the future to branch.
///
/// `evidence_t` is the members' mean of ``SpreadPredictor/spread(_:)``; it needs no row after t.
public struct SpreadDetector: BoundaryPredictor {
  /// Predictors of one shape and different seeds.
  public var members: [SpreadPredictor]

  /// Joins predictors.
  public init(members: [SpreadPredictor]) {
    precondition(!members.isEmpty, "an ensemble has at least one member")
    self.members = members
  }

  /// The mean spread of each row.
  public func evidence(_ series: DemonstrationSeries) -> [Float] {
    var result = [Float](repeating: 0, count: series.count)
    for member in members {
      for (i, value) in member.spread(series).enumerated() {
        result[i] += value / Float(members.count)
      }
    }
    return result
  }

  /// The same: a row's spread does not depend on later rows.
  public func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float] {
    let evidence = evidence(series)
    return { Array(evidence[$0]) }
  }
}
