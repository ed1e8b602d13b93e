public import LinearAlgebra
internal import NeuralNetworks

extension SkillMixture: WindowModel {
  /// Nothing is worked out beforehand.
  public func prepare(_ series: DemonstrationSeries) -> DemonstrationSeries { series }

  /// The mean negative log-likelihood of an action in windows, with its gradient added.
  public func train(
    _ series: [DemonstrationSeries], windows: [(series: Int, start: Int)], length: Int,
    using generator: inout SplitMix64
  ) -> Double {
    train(SeriesBatch(series, windows: windows, length: length), using: &generator)
  }

  /// The mean negative log-likelihood of an action over demonstrations, in nats.
  public func loss(_ series: [DemonstrationSeries]) -> Double {
    var (total, rows) = (0.0, 0)
    for one in series where one.count > 0 {
      let evidence = evidence(of: one)
      var filter = SwitchChain.Filter(skills: shape.skills)
      for row in 0..<one.count { chain.advance(&filter, row, evidence) }
      total -= filter.logLikelihood
      rows += one.count
    }
    return total / Double(max(1, rows))
  }
}
