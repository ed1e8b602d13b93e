import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct SkillMixtureTests {
  /// Tokens, changes, numbers, and an action missing here and there.
  private func series(_ count: Int, seed: Int) -> DemonstrationSeries {
    var generator = Seeded(seed)
    return DemonstrationSeries(
      tokens: (0..<3 * count).map { _ in UInt16.random(in: 0..<5, using: &generator) },
      positions: 3,
      changes: (0..<3 * count).map { _ in UInt8.random(in: 0...1, using: &generator) },
      features: Matrix(rows: count, columns: 2, values: generator.normals(2 * count)),
      codes: (0..<count).map { _ in Int32.random(in: -1..<4, using: &generator) })
  }

  private func model(seed: UInt64) -> SkillMixture {
    var encoder = ObservationEncoder.Shape(positions: 3, vocabulary: 5, features: 5, codes: 4)
    encoder.tokenWidth = 2
    encoder.hidden = 6
    var shape = SkillMixture.Shape(encoder: encoder)
    (shape.skills, shape.policyWidth, shape.initiationWidth) = (3, 5, 4)
    return SkillMixture(shape, seed: seed)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func theGradientIsThatOfTheLoss(seed: UInt64) {
    let model = model(seed: seed)
    let series = [series(9, seed: Int(seed)), series(7, seed: 10 + Int(seed))]
    let batch = SeriesBatch(series, windows: [(0, 0), (1, 1), (0, 3)], length: 6)
    #expect(batch.codes.contains(-1))
    // The same patches are dropped each time.
    let (faults, compared) = LossGradient().faults(model.parameters) {
      var generator = SplitMix64(seed: 7)
      return model.train(batch, using: &generator)
    }
    #expect(faults == [], "seed \(seed)")
    #expect(compared > 80 && model.parameters.count == 13, "\(model.parameters.map(\.name))")
    for parameter in model.parameters {
      #expect(parameter.gradient.contains { $0 != 0 }, "\(parameter.name) has no gradient")
    }
  }

  @Test func theLossOfADemonstrationIsThatOfItsBatch() {
    let (model, one) = (model(seed: 4), series(20, seed: 4))
    let batch = SeriesBatch(one, rows: 0..<20)
    #expect(abs(model.loss([one]) - model.loss(batch)) <= 1e-6)
    // Parts that are encoded apart make the same evidence; products of other sizes round anew.
    let long = series(2100, seed: 5)
    let (parts, whole) = (
      model.evidence(of: long), model.evidence(SeriesBatch(long, rows: 0..<2100))
    )
    #expect(zip(parts.logLikelihood, whole.logLikelihood).allSatisfy { abs($0 - $1) <= 1e-4 })
    #expect(zip(parts.endLogit, whole.endLogit).allSatisfy { abs($0 - $1) <= 1e-4 })
  }

  @Test func anEmptyDemonstrationHasNoEvidence() {
    let model = model(seed: 4)
    let empty = DemonstrationSeries(positions: 3, features: Matrix(rows: 0, columns: 2), codes: [])
    #expect(SkillMixtureDetector(members: [model], events: nil).evidence(empty) == [])
    #expect(model.loss([empty]) == 0)
  }

  /// Two policies take turns: one answers what it sees with itself, the other with the next number.
  static func turns(_ count: Int, seed: Int) -> (series: DemonstrationSeries, switches: [Int]) {
    var generator = Seeded(seed)
    var (codes, seen, switches) = ([Int32](), Matrix(rows: count, columns: 4), [Int]())
    var (policy, left) = (Int32(0), Int.random(in: 12...20, using: &generator))
    for row in 0..<count {
      if left == 0 {
        policy = 1 - policy
        left = Int.random(in: 12...20, using: &generator)
        switches.append(row)
      }
      left -= 1
      let shown = Int32.random(in: 0..<4, using: &generator)
      seen[row, Int(shown)] = 1
      codes.append((shown + policy) % 4)
    }
    return (DemonstrationSeries(features: seen, codes: codes), switches)
  }

  private func turnsModel(seed: UInt64) -> SkillMixture {
    var encoder = ObservationEncoder.Shape(positions: 0, vocabulary: 1, features: 4, codes: 4)
    (encoder.hidden, encoder.seesPreviousAction) = (16, false)
    var shape = SkillMixture.Shape(encoder: encoder)
    (shape.skills, shape.policyWidth, shape.initiationWidth, shape.switchCost) = (4, 16, 8, 0)
    return SkillMixture(shape, seed: seed)
  }

  private func train(_ model: SkillMixture, steps: Int) throws -> WindowTraining.Outcome {
    var training = WindowTraining()
    (training.steps, training.windows, training.length, training.rate) = (steps, 6, 60, 1e-2)
    return try training.run(
      model, training: (0..<4).map { Self.turns(120, seed: $0).series },
      validation: [Self.turns(120, seed: 90).series], seed: 1)
  }

  @Test func trainingFindsWhereOnePolicyHandsOverToAnother() throws {
    let model = turnsModel(seed: 1)
    let before = model.loss([Self.turns(120, seed: 90).series])
    let outcome = try train(model, steps: 120)
    #expect(outcome.steps == 120 && !outcome.wasInterrupted)
    // Without turns no policy is better than a coin: ln 2 nats.
    #expect(outcome.loss < 0.45, "from \(before)")
    #expect(outcome.loss < 0.5 * before)
    let detector = SkillMixtureDetector(members: [model], events: nil)
    let rule = PeakRule(smoothing: 0, threshold: 0.3, gap: 4)
    var (matched, predicted, truth) = (0, 0, 0)
    for seed in 200..<204 {
      let (one, switches) = Self.turns(150, seed: seed)
      let found = detector.boundaries(one, rule: rule).boundaries
      matched += switches.count { row in found.contains { abs($0 - row) <= 1 } }
      (predicted, truth) = (predicted + found.count, truth + switches.count)
    }
    let f1 = 2 * Double(matched) / Double(predicted + truth)
    #expect(f1 > 0.9, "\(matched) matched, \(predicted) predicted, \(truth) true")
  }

  @Test func oneSeedGivesTheSameBits() throws {
    let (a, b) = (turnsModel(seed: 3), turnsModel(seed: 3))
    #expect(a.parameters.map(\.values) == b.parameters.map(\.values))
    let (first, second) = (try train(a, steps: 12), try train(b, steps: 12))
    #expect(a.parameters.map(\.values) == b.parameters.map(\.values))
    #expect(first.loss == second.loss)
    #expect(a.parameters.map(\.values) != turnsModel(seed: 3).parameters.map(\.values))
  }
}
