import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct ActionPredictorTests {
  /// Central differences of the loss in the step h are off by `|D(h) - D(2h)|` where h is small, and
  /// by the rounding of two losses of some nats in single precision over `2 h`.
  @Test(arguments: ActionPredictor.Shape.Memory.allCases, [false, true])
  func gradientsAreThoseOfTheLoss(
    memory: ActionPredictor.Shape.Memory, seesPreviousAction: Bool
  ) {
    var draws = Seeded(3)
    let series = [DemonstrationSeries.drawn(9, using: &draws), .drawn(7, using: &draws)]
    let model = ActionPredictor.drawn(memory, seesPreviousAction: seesPreviousAction, seed: 5)
    let batch = SeriesBatch(series, windows: [(0, 2), (1, 0), (0, 0)], length: 6)
    // The same patches are dropped each time.
    func loss() -> Double {
      var generator = SplitMix64(seed: 11)
      return model.train(batch, using: &generator)
    }
    model.clearGradients()
    _ = loss()
    let gradients = model.parameters.map(\.gradient)
    let step: Float = 0x1p-8
    var largest = 0.0
    for (parameter, gradient) in zip(model.parameters, gradients) {
      let values = parameter.values
      for i in values.indices {
        func difference(_ step: Float) -> Double {
          let ends = [-step, step].map { move in
            parameter.values[i] = values[i] + move
            return loss()
          }
          parameter.values = values
          return (ends[1] - ends[0]) / Double(2 * step)
        }
        let near = difference(step)
        let bound = abs(near - difference(2 * step)) + 8 * 0x1p-24 / Double(step)
        largest = max(largest, abs(near))
        #expect(
          abs(near - Double(gradient[i])) <= bound,
          "\(parameter.name)[\(i)] is \(gradient[i]), not \(near) within \(bound)")
      }
    }
    #expect(largest > 0.1, "no gradient is large enough to be checked")
  }

  @Test(arguments: ActionPredictor.Shape.Memory.allCases)
  func theStepperLosesWhatTheWholeSeriesLoses(memory: ActionPredictor.Shape.Memory) {
    var draws = Seeded(4)
    // More rows than are encoded at once.
    let series = DemonstrationSeries.drawn(1100, using: &draws)
    let model = ActionPredictor.drawn(memory, seesPreviousAction: true, seed: 6)
    let whole = model.losses(series)
    var stepper = ActionStepper(model)
    for row in 0..<series.count {
      let loss = stepper.loss(of: row, in: series)
      // Products are summed in another order; the losses are of some nats.
      #expect(abs(loss - whole[row]) < 1e-4, "row \(row): \(loss), not \(whole[row])")
    }
    #expect(zip(whole, series.codes).allSatisfy { $0.1 >= 0 || $0.0 == 0 })
  }

  @Test func aResetForgetsAllRowsBefore() {
    var draws = Seeded(5)
    let series = DemonstrationSeries.drawn(30, using: &draws)
    let model = ActionPredictor.drawn(seed: 7)
    var stepper = ActionStepper(model)
    for row in 0..<20 { _ = stepper.loss(of: row, in: series) }
    stepper.reset()
    let fresh = model.losses(series.keeping(Array(20..<30)))
    for row in 20..<30 {
      #expect(abs(stepper.loss(of: row, in: series) - fresh[row - 20]) < 1e-4, "row \(row)")
    }
  }

  /// Which action comes next is seen two rows before it: only a memory can tell.
  @Test(arguments: ActionPredictor.Shape.Memory.allCases)
  func learnsWhatOnlyAMemoryCanTell(memory: ActionPredictor.Shape.Memory) throws {
    func demonstration(_ seed: Int) -> DemonstrationSeries {
      var draws = Seeded(seed)
      let seen = (0..<300).map { _ in UInt16.random(in: 0..<3, using: &draws) }
      let codes = seen.indices.map { $0 < 2 ? -1 : Int32(seen[$0 - 2]) }
      return DemonstrationSeries(tokens: seen, positions: 1, codes: codes)
    }
    var encoder = ObservationEncoder.Shape(positions: 1, vocabulary: 3, features: 0, codes: 3)
    encoder.hidden = 16
    var shape = ActionPredictor.Shape(encoder: encoder)
    (shape.memory, shape.width) = (memory, 32)
    var training = WindowTraining()
    (training.steps, training.windows, training.length, training.rate) = (250, 8, 40, 1e-2)
    let outcome = try training.run(
      ActionPredictor(shape, seed: 1), training: [demonstration(1), demonstration(2)],
      validation: [demonstration(3)], seed: 1)
    #expect(outcome.loss < 0.6, "ln 3 = 1.1 is a guess")
  }

  @Test(arguments: ActionPredictor.Shape.Memory.allCases)
  func theSameSeedGivesTheSameWeights(memory: ActionPredictor.Shape.Memory) throws {
    var draws = Seeded(6)
    let series = DemonstrationSeries.drawn(80, using: &draws)
    var training = WindowTraining()
    (training.steps, training.windows, training.length) = (12, 4, 20)
    let ends = try (0..<2).map { _ in
      let model = ActionPredictor.drawn(memory, seed: 3)
      _ = try training.run(model, training: [series], validation: [series], seed: 4)
      return model.parameters.flatMap(\.values).map(\.bitPattern)
    }
    #expect(ends[0] == ends[1])
  }

  @Test func aModelThatSeesNothingLearnsTheFrequencies() throws {
    let series = DemonstrationSeries(codes: (0..<400).map { $0 % 4 == 0 ? 0 : 1 })
    var shape = ActionPredictor.Shape(
      encoder: ObservationEncoder.Shape(positions: 0, vocabulary: 0, features: 0, codes: 2))
    shape.encoder.hidden = 4
    shape.width = 4
    let model = ActionPredictor(shape, seed: 1)
    var training = WindowTraining()
    (training.steps, training.length, training.rate) = (200, 20, 1e-2)
    let outcome = try training.run(model, training: [series], validation: [series], seed: 1)
    // The entropy of a quarter and three quarters is 0.5623 nats.
    #expect(abs(outcome.loss - 0.5623) < 0.02)
  }
}

@Suite struct LikelihoodRatioTests {
  @Test(arguments: 1...4) func equalsItsFormula(window: Int) {
    var draws = Seeded(window)
    let series = DemonstrationSeries.drawn(60, using: &draws)
    let models = [UInt64(1), 2].map { ActionPredictor.drawn(seed: $0) }
    let ratio = LikelihoodRatio(members: models, window: window)
    let carried = models.map { $0.losses(series) }
    let known = ratio.windows(series)
    for range in [0..<60, 5..<9, 40..<60, 7..<8] {
      let found = known(range)
      for row in range {
        let end = min(row + window, range.upperBound)
        var expected: Float = 0
        for (model, carried) in zip(models, carried) {
          let fresh = model.losses(series.keeping(Array(row..<end)))
          for i in row..<end { expected += (carried[i] - fresh[i - row]) / 2 }
        }
        #expect(
          abs(found[row - range.lowerBound] - expected) < 1e-3,
          "row \(row) of \(range): \(found[row - range.lowerBound]), not \(expected)")
      }
    }
    #expect(ratio.evidence(series) == known(0..<60))
  }

  @Test func theFirstRowHasNoPastToMislead() {
    var draws = Seeded(8)
    let series = DemonstrationSeries.drawn(20, using: &draws)
    let ratio = LikelihoodRatio(members: [.drawn(seed: 3)])
    #expect(abs(ratio.evidence(series)[0]) < 1e-4)
  }
}
