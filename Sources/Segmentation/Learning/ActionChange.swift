internal import LinearAlgebra

/// Boundaries where the action jumps; nothing is learned.
///
/// Of a whole demonstration the evidence of a row is how different the stretches are that it parts
/// (``BottomUpMerging``), so that a jump which takes two rows, or which noise hides, counts as one.
/// On a stream it is the jump `sum_j |x_tj - x_(t-1)j|`, known at once. Stages of a scripted or
/// teleoperated robot are such jumps.
public struct ActionChange: BoundaryPredictor {
  /// A detector.
  public init() {}

  /// How different the stretches of moves are that each row parts; of codes, where there are no
  /// moves, 1 for another one than in the row before.
  public func evidence(_ series: DemonstrationSeries) -> [Float] {
    guard series.moves.columns > 0 else { return jumps(series) }
    return BottomUpMerging(series.moves.values, columns: series.moves.columns).heights
  }

  /// The jumps, which do not depend on later rows.
  public func windows(_ series: DemonstrationSeries) -> (Range<Int>) -> [Float] {
    let evidence = jumps(series)
    return { Array(evidence[$0]) }
  }

  private func jumps(_ series: DemonstrationSeries) -> [Float] {
    let (moves, width) = (series.moves.values, series.moves.columns)
    return (0..<series.count).map { row in
      guard row > 0 else { return 0 }
      if width == 0 { return series.codes[row] == series.codes[row - 1] ? 0 : 1 }
      var sum: Float = 0
      for j in row * width..<(row + 1) * width { sum += abs(moves[j] - moves[j - width]) }
      return sum
    }
  }
}
