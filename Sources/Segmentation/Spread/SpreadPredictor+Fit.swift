internal import LinearAlgebra
internal import NeuralNetworks

extension SpreadPredictor {
  /// Trains from scratch and keeps the weights with the best validation likelihood.
  public func fit(
    _ training: [DemonstrationSeries], validation: [DemonstrationSeries],
    recipe: SkillMixture.Recipe, seed: UInt64, progress: (Int, Double, Double) -> Void
  ) {
    var generator = SplitMix64(seed: seed ^ 0x5EED)
    let sampler = WindowSampler(training, length: recipe.length)
    let series = training.map { SpreadSeries($0, shape) }
    let held = validation.map { SpreadSeries($0, shape) }
    let schedule = CosineSchedule(peak: recipe.rate, warmUp: 10, steps: recipe.steps)
    var adam = Adam(parameters, weightDecay: recipe.decay)
    var best = (Double.infinity, parameters.map(\.values))
    var recent = 0.0
    for step in 0..<recipe.steps {
      let batch = SpreadSeries.batch(
        series, windows: sampler.draw(recipe.windows, using: &generator),
        length: sampler.windowLength)
      clearGradients()
      recent += train(batch)
      _ = GlobalNorm.clip(parameters, to: 1)
      adam.step(parameters, rate: schedule.rate(at: step))
      if (step + 1) % recipe.every == 0 || step + 1 == recipe.steps {
        var loss = 0.0
        for one in held {
          loss += self.loss(
            SpreadSeries.batch([one], windows: [(0, 0)], length: one.inputs.rows))
        }
        loss /= Double(max(1, held.count))
        progress(step + 1, recent / Double(recipe.every), loss)
        recent = 0
        if loss < best.0 { best = (loss, parameters.map(\.values)) }
      }
    }
    for (parameter, values) in zip(parameters, best.1) { parameter.values = values }
  }
}
