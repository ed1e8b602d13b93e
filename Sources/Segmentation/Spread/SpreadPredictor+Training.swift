public import LinearAlgebra

extension SpreadPredictor: WindowModel {
  /// The causal inputs and the means that follow.
  public func prepare(_ series: DemonstrationSeries) -> SpreadSeries {
    SpreadSeries(series, shape)
  }

  /// The mean loss of a value in windows, with its gradient added.
  public func train(
    _ series: [SpreadSeries], windows: [(series: Int, start: Int)], length: Int,
    using generator: inout SplitMix64
  ) -> Double {
    train(SpreadSeries.batch(series, windows: windows, length: length))
  }

  /// The mean loss of a value over demonstrations.
  public func loss(_ series: [SpreadSeries]) -> Double {
    var total = 0.0
    for one in series {
      total += loss(SpreadSeries.batch([one], windows: [(0, 0)], length: one.inputs.rows))
    }
    return total / Double(max(1, series.count))
  }
}
