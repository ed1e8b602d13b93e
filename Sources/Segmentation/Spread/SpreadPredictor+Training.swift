public import LinearAlgebra

extension SpreadPredictor: WindowModel {
  /// The causal inputs and the means that follow.
  public func prepare(_ series: DemonstrationSeries) -> TargetSeries {
    TargetSeries(series, shape)
  }

  /// The mean loss of a value in windows, with its gradient added.
  public func train(
    _ series: [TargetSeries], windows: [(series: Int, start: Int)], length: Int,
    using generator: inout SplitMix64
  ) -> Double {
    train(TargetSeries.batch(series, windows: windows, length: length))
  }

  /// The mean loss of a value over demonstrations.
  public func loss(_ series: [TargetSeries]) -> Double {
    TargetSeries.meanLoss(series) { loss($0) }
  }
}
