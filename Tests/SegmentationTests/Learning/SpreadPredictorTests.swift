import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct SpreadPredictorTests {
  private func shape(_ moves: Int, features: Int = 0, width: Int = 5) -> SpreadPredictor.Shape {
    var shape = SpreadPredictor.Shape(moves: moves)
    (shape.features, shape.width, shape.horizons) = (features, width, [1, 3, 5])
    return shape
  }

  private func series(_ count: Int, moves: Int, features: Int = 0, seed: Int)
    -> DemonstrationSeries
  {
    var generator = Seeded(seed)
    return DemonstrationSeries(
      features: Matrix(rows: count, columns: features, values: generator.normals(count * features)),
      codes: Array(repeating: -1, count: count),
      moves: Matrix(rows: count, columns: moves, values: generator.normals(count * moves)))
  }

  @Test(arguments: [1, 2] as [UInt64]) func theGradientIsThatOfTheLoss(seed: UInt64) {
    let model = SpreadPredictor(shape(2, features: 1), seed: seed)
    let prepared = [
      model.prepare(series(12, moves: 2, features: 1, seed: Int(seed))),
      model.prepare(series(10, moves: 2, features: 1, seed: 30 + Int(seed))),
    ]
    let batch = TargetSeries.batch(prepared, windows: [(0, 4), (1, 2)], length: 8)
    #expect(batch.isKnown.contains(false) && batch.isKnown.contains(true))
    let (faults, compared) = LossGradient().faults(model.parameters) { model.train(batch) }
    #expect(faults == [], "seed \(seed)")
    #expect(compared > 40)
    for parameter in model.parameters {
      #expect(parameter.gradient.contains { $0 != 0 }, "\(parameter.name) has no gradient")
    }
    #expect(abs(model.loss(batch) - model.train(batch)) <= 1e-6)
  }

  @Test func targetsAreMeansAndUnknownBeyondTheEnd() {
    let one = series(9, moves: 2, seed: 3)
    let prepared = TargetSeries(one, shape(2))
    var unknown = 0
    for row in 0..<9 {
      for (level, horizon) in [1, 3, 5].enumerated() {
        for j in 0..<2 {
          let place = row * 6 + level * 2 + j
          #expect(prepared.isKnown[place] == (row + horizon <= 9))
          if row + horizon > 9 {
            unknown += 1
            continue
          }
          let sum = (row..<row + horizon).reduce(Float(0)) { $0 + one.moves[$1, j] }
          #expect(abs(prepared.targets.values[place] - sum / Float(horizon)) <= 1e-6)
        }
      }
    }
    #expect(unknown == 2 * (0 + 2 + 4))
  }

  @Test func inputsAreTheLastMoveItsAveragesAndTheFeatures() {
    let one = series(6, moves: 1, features: 2, seed: 4)
    let prepared = TargetSeries(one, shape(1, features: 2))
    #expect(prepared.inputs.columns == 1 + 3 + 2)
    #expect(prepared.inputs[0, 0] == 0 && prepared.inputs[0, 1] == 0)
    for row in 1..<6 {
      #expect(prepared.inputs[row, 0] == one.moves[row - 1, 0])
      let average = 0.5 * prepared.inputs[row - 1, 1] + 0.5 * one.moves[row - 1, 0]
      #expect(abs(prepared.inputs[row, 1] - average) <= 1e-6)
      #expect(prepared.inputs[row, 5] == one.features[row, 1])
    }
  }

  @Test func codesAreOnesAmongZerosAndTheirSharesAreForetold() {
    var shape = shape(3)
    shape.readsCodes = true
    let codes: [Int32] = [2, 0, 0, -1, 1, 2]
    let prepared = TargetSeries(DemonstrationSeries(codes: codes), shape)
    #expect(Array(prepared.inputs.values[..<3]) == [0, 0, 0])
    for row in 1..<6 {
      for code in 0..<3 {
        #expect(prepared.inputs[row, code] == (codes[row - 1] == Int32(code) ? 1 : 0))
      }
    }
    // Of the three rows from row 1 on two are code 0, and one has none.
    #expect(abs(prepared.targets[1, 3] - 2.0 / 3) <= 1e-6)
    #expect(prepared.targets[1, 4] == 0 && prepared.targets[1, 5] == 0)
    let model = SpreadPredictor(shape, seed: 1)
    let one = DemonstrationSeries(codes: codes + codes)
    let spread = model.spread(one)
    #expect(spread.count == 12 && spread.allSatisfy(\.isFinite))
    var other = one
    other.codes[7] = 1
    #expect(model.spread(other)[...7] == spread[...7])
    #expect(model.spread(other)[8] != spread[8])
  }

  @Test(arguments: 1...6) func laterMovesChangeNothingBefore(seed: Int) {
    var generator = Seeded(50 + seed)
    let model = SpreadPredictor(shape(2), seed: UInt64(seed))
    let one = series(40, moves: 2, seed: seed)
    let row = Int.random(in: 1..<39, using: &generator)
    var other = one
    for i in row * 2..<80 { other.moves.values[i] += 1 }
    let (a, b) = (model.spread(one), model.spread(other))
    // The move of a row is not seen before the next one.
    #expect(a[...row] == b[...row], "seed \(seed), row \(row)")
    #expect(a[row + 1] != b[row + 1], "seed \(seed), row \(row)")
  }

  @Test func aLongDemonstrationIsReadInPartsWithItsState() {
    let model = SpreadPredictor(shape(1), seed: 2)
    let long = series(1100, moves: 1, seed: 2)
    let batch = TargetSeries.batch([model.prepare(long)], windows: [(0, 0)], length: 1100)
    let spread = model.spread(long)
    #expect(spread.count == 1100 && batch.input.steps == 1100)
    var changed = long
    changed.moves.values[1020] += 3
    #expect(model.spread(changed)[1024] != spread[1024])
  }

  /// Ten rows to one side or the other, which nothing foretells, then four rows of rest.
  private func branches(_ count: Int, seed: Int) -> (series: DemonstrationSeries, starts: [Int]) {
    var generator = Seeded(seed)
    var (moves, starts) = ([Float](), [Int]())
    while moves.count < count {
      let side: Float = Bool.random(using: &generator) ? 1 : -1
      starts.append(moves.count)
      moves += Array(repeating: side, count: 10) + Array(repeating: 0, count: 4)
    }
    moves = Array(moves.prefix(count))
    return (
      DemonstrationSeries(
        codes: Array(repeating: -1, count: count),
        moves: Matrix(rows: count, columns: 1, values: moves)), starts
    )
  }

  @Test func theSpreadPeaksWhereTheFutureBranches() throws {
    var shape = shape(1, width: 16)
    shape.horizons = [2, 4, 8]
    let model = SpreadPredictor(shape, seed: 1)
    var training = WindowTraining.spread
    (training.steps, training.windows, training.length, training.rate) = (150, 6, 70, 1e-2)
    let held = branches(140, seed: 60).series
    let before = model.loss([model.prepare(held)])
    let outcome = try training.run(
      model, training: (0..<4).map { branches(140, seed: $0).series }, validation: [held], seed: 1)
    #expect(outcome.loss < before - 0.5, "\(before) to \(outcome.loss)")
    let (one, starts) = branches(140, seed: 61)
    let evidence = SpreadDetector(members: [model]).evidence(one)
    // The first ones are still settling in.
    let inner = starts.filter { $0 >= 28 && $0 + 8 <= 140 }
    #expect(inner.count == 8)
    for start in inner {
      let near = start - 6...start + 6
      let peak = near.max { evidence[$0] < evidence[$1] } ?? 0
      #expect(abs(peak - start) <= 1, "the peak near \(start) is at \(peak)")
    }
  }

  @Test func theDetectorIsTheMeanAndItsWindowsAreSlices() {
    let members = [1, 2].map { SpreadPredictor(shape(1), seed: $0) }
    let one = series(30, moves: 1, seed: 8)
    let detector = SpreadDetector(members: members)
    let (a, b) = (members[0].spread(one), members[1].spread(one))
    let evidence = detector.evidence(one)
    for row in 0..<30 { #expect(abs(evidence[row] - (a[row] + b[row]) / 2) <= 1e-6) }
    #expect(detector.windows(one)(7..<19) == Array(evidence[7..<19]))
  }
}
