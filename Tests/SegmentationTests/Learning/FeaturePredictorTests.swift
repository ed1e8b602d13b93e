import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct FeaturePredictorTests {
  private func shape(_ columns: Int, horizons: [Int] = [1, 3]) -> FeaturePredictor.Shape {
    var shape = FeaturePredictor.Shape(columns: columns)
    (shape.width, shape.states, shape.horizons) = (5, 3, horizons)
    return shape
  }

  private func series(_ count: Int, columns: Int, seed: Int) -> DemonstrationSeries {
    var generator = Seeded(seed)
    return DemonstrationSeries(
      codes: Array(repeating: -1, count: count),
      moves: Matrix(rows: count, columns: columns, values: generator.normals(count * columns)))
  }

  @Test(arguments: [1, 2] as [UInt64]) func theGradientIsThatOfTheLoss(seed: UInt64) {
    let model = FeaturePredictor(shape(2), seed: seed)
    let prepared = [
      model.prepare(series(12, columns: 2, seed: Int(seed))),
      model.prepare(series(10, columns: 2, seed: 30 + Int(seed))),
    ]
    let batch = TargetSeries.batch(prepared, windows: [(0, 4), (1, 2)], length: 8)
    #expect(batch.isKnown.contains(false) && batch.isKnown.contains(true))
    let (faults, compared) = LossGradient(roundings: 4).faults(model.parameters) {
      model.train(batch)
    }
    #expect(faults == [], "seed \(seed)")
    #expect(compared > 60)
    for parameter in model.parameters {
      #expect(parameter.gradient.contains { $0 != 0 }, "\(parameter.name) has no gradient")
    }
    #expect(abs(model.loss(batch) - model.train(batch)) <= 1e-6)
  }

  @Test func inputsAreTheRowAndItsStepAndTargetsWhatFollows() {
    let one = series(9, columns: 2, seed: 3)
    let prepared = TargetSeries(one, shape(2))
    for row in 0..<9 {
      for j in 0..<2 {
        #expect(prepared.inputs[row, j] == one.moves[row, j])
        let step = row > 0 ? one.moves[row, j] - one.moves[row - 1, j] : 0
        #expect(prepared.inputs[row, 2 + j] == step)
        for (level, horizon) in [1, 3].enumerated() {
          let place = row * 4 + level * 2 + j
          #expect(prepared.isKnown[place] == (row + horizon < 9))
          guard row + horizon < 9 else { continue }
          let sum = (row + 1...row + horizon).reduce(Float(0)) { $0 + one.moves[$1, j] }
          let wanted = sum / Float(horizon) - one.moves[row, j]
          #expect(abs(prepared.targets.values[place] - wanted) <= 1e-6)
        }
      }
    }
  }

  /// Row t is judged by what came before it, and by the rows that its horizons reach.
  @Test(arguments: 1...6) func aRowLooksNoFurtherThanItsHorizon(seed: Int) {
    var generator = Seeded(50 + seed)
    let model = FeaturePredictor(shape(2), seed: UInt64(seed))
    let one = series(40, columns: 2, seed: seed)
    let row = Int.random(in: 5..<39, using: &generator)
    var other = one
    for i in row * 2..<80 { other.moves.values[i] += 1 }
    let (a, b) = (model.surprises(one), model.surprises(other))
    for before in 0..<40 {
      for (level, horizon) in [1, 3].enumerated() where before + horizon <= row {
        #expect(a[before, level] == b[before, level], "seed \(seed), row \(before)")
      }
    }
    #expect(a[row, 0] != b[row, 0] && a[row - 2, 1] != b[row - 2, 1], "seed \(seed)")
  }

  @Test func surprisesAreTheLossesOfTheirTargets() {
    let model = FeaturePredictor(shape(2, horizons: [1]), seed: 4)
    let one = series(30, columns: 2, seed: 4)
    let batch = TargetSeries.batch([model.prepare(one)], windows: [(0, 0)], length: 30)
    let surprises = model.surprises(one)
    #expect(surprises[0, 0] == 0)
    let mean = surprises.values.reduce(0, +) / 29
    #expect(abs(Double(mean) - model.loss(batch)) <= 1e-5)
  }

  @Test func aLongDemonstrationIsReadInPartsWithItsMemory() {
    let model = FeaturePredictor(shape(1), seed: 2)
    let long = series(1100, columns: 1, seed: 2)
    var changed = long
    changed.moves.values[1000] += 3
    let (a, b) = (model.surprises(long), model.surprises(changed))
    #expect(a.rows == 1100 && a[1030, 0] != b[1030, 0])
  }

  /// A ramp that turns at rows which nothing foretells.
  private func turns(_ count: Int, seed: Int) -> (series: DemonstrationSeries, starts: [Int]) {
    var generator = Seeded(seed)
    var (values, starts) = ([Float](), [Int]())
    var (value, slope): (Float, Float) = (0, 0.2)
    while values.count < count {
      starts.append(values.count)
      for _ in 0..<Int.random(in: 12...20, using: &generator) {
        value += slope
        values.append(value)
      }
      slope = value > 0 ? -0.2 : 0.2
    }
    return (
      DemonstrationSeries(
        codes: Array(repeating: -1, count: count),
        moves: Matrix(rows: count, columns: 1, values: Array(values.prefix(count)))),
      starts.filter { $0 > 0 && $0 < count - 4 }
    )
  }

  @Test func theSurprisePeaksWhereTheCourseTurns() throws {
    var shape = shape(1, horizons: [1, 2])
    (shape.width, shape.states) = (12, 8)
    let model = FeaturePredictor(shape, seed: 1)
    var training = WindowTraining.spread
    (training.steps, training.windows, training.length, training.rate) = (150, 6, 70, 1e-2)
    let held = turns(140, seed: 60).series
    let before = model.loss([model.prepare(held)])
    let outcome = try training.run(
      model, training: (0..<4).map { turns(140, seed: $0).series }, validation: [held], seed: 1)
    #expect(outcome.loss < before - 0.5, "\(before) to \(outcome.loss)")
    let (one, starts) = turns(140, seed: 61)
    let evidence = FeatureSurprise(members: [model]).evidence(one)
    let peaks = Set(
      PeakRule(smoothing: 0, threshold: -.infinity, gap: 4).peaks(evidence, count: starts.count))
    #expect(starts.count >= 6)
    // Some turns come while the memory is still settling in.
    let found = starts.count { start in peaks.contains { abs($0 - start) <= 1 } }
    #expect(4 * found >= 3 * starts.count, "\(starts), \(peaks.sorted())")
  }

  @Test func theDetectorIsTheMeanOfWhatIsKnown() {
    let members = [1, 2].map { FeaturePredictor(shape(1), seed: $0) }
    let one = series(30, columns: 1, seed: 8)
    let detector = FeatureSurprise(members: members)
    let (a, b) = (members[0].surprises(one), members[1].surprises(one))
    let evidence = detector.evidence(one)
    for row in 1..<30 {
      let levels = row + 3 <= 30 ? 2 : 1
      let sum = (0..<levels).reduce(Float(0)) { $0 + a[row, $1] + b[row, $1] }
      #expect(abs(evidence[row] - sum / Float(2 * levels)) <= 1e-5)
    }
    #expect(evidence[0] == evidence[1])
    let part = detector.windows(one)(7..<19)
    #expect(Array(part.dropLast(2)) == Array(evidence[7..<17]))
    #expect(abs(part[11] - (a[18, 0] + b[18, 0]) / 2) <= 1e-5)
    #expect(detector.evidence(series(1, columns: 1, seed: 1)) == [0])
  }
}
