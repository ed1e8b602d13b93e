internal import LinearAlgebra

/// Boundaries where the action jumps: `evidence_t = sum_j |x_tj - x_(t-1)j|`.
///
/// Nothing is learned and nothing is looked ahead. Stages of a scripted or teleoperated robot are
/// such jumps.
public struct ActionChange: BoundaryPredictor {
  /// A detector.
  public init() {}

  /// The jump of the moves at each row; of codes, where there are no moves, 1 for another one.
  public func evidence(_ series: DemonstrationSeries) -> [Float] {
    let (moves, width) = (series.moves.values, series.moves.columns)
    return (0..<series.count).map { row in
      guard row > 0 else { return 0 }
      if width == 0 { return series.codes[row] == series.codes[row - 1] ? 0 : 1 }
      var sum: Float = 0
      for j in row * width..<(row + 1) * width { sum += abs(moves[j] - moves[j - width]) }
      return sum
    }
  }

  /// The same: a row's jump does not depend on later rows.
  public func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float] {
    let evidence = evidence(series)
    return { Array(evidence[$0]) }
  }
}
