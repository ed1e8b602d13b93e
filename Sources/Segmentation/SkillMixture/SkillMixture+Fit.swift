internal import LinearAlgebra
internal import NeuralNetworks

extension SkillMixture {
  /// How a mixture is trained.
  public struct Recipe: Sendable, Hashable {
    /// Steps of the optimiser.
    public var steps = 400
    /// Windows a step.
    public var windows = 16
    /// Rows a window.
    public var length = 96
    /// The highest learning rate.
    public var rate: Float = 2e-3
    /// The weight decay.
    public var decay: Float = 1e-3
    /// Steps between two looks at the validation likelihood.
    public var every = 25

    /// The study's recipe.
    public init() {}
  }

  /// Trains from scratch and keeps the weights with the best validation likelihood.
  public func fit(
    _ training: [DemonstrationSeries], validation: [DemonstrationSeries], recipe: Recipe,
    seed: UInt64, progress: (Int, Double, Double) -> Void
  ) {
    var generator = SplitMix64(seed: seed ^ 0x5EED)
    let sampler = WindowSampler(training, length: recipe.length)
    let schedule = CosineSchedule(peak: recipe.rate, warmUp: 10, steps: recipe.steps)
    var adam = Adam(parameters, weightDecay: recipe.decay)
    var best = (Double.infinity, parameters.map(\.values))
    var recent = 0.0
    for step in 0..<recipe.steps {
      let batch = SeriesBatch(
        training, windows: sampler.draw(recipe.windows, using: &generator),
        length: sampler.windowLength)
      clearGradients()
      recent += train(batch, using: &generator)
      _ = GlobalNorm.clip(parameters, to: 1)
      adam.step(parameters, rate: schedule.rate(at: step))
      if (step + 1) % recipe.every == 0 || step + 1 == recipe.steps {
        let loss = meanLoss(validation)
        progress(step + 1, recent / Double(recipe.every), loss)
        recent = 0
        if loss < best.0 { best = (loss, parameters.map(\.values)) }
      }
    }
    for (parameter, values) in zip(parameters, best.1) { parameter.values = values }
  }

  /// The mean negative log-likelihood of an action over demonstrations, in nats.
  public func meanLoss(_ series: [DemonstrationSeries]) -> Double {
    var (total, rows) = (0.0, 0)
    for one in series where one.count > 0 {
      var filter = SwitchChain.Filter(skills: shape.skills)
      for start in stride(from: 0, to: one.count, by: 1024) {
        let part = SeriesBatch(one, rows: start..<min(one.count, start + 1024))
        let evidence = evidence(part)
        for row in 0..<part.count { chain.advance(&filter, row, evidence) }
      }
      total -= filter.logLikelihood
      rows += one.count
    }
    return total / Double(max(1, rows))
  }
}
