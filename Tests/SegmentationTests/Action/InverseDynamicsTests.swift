import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct InverseDynamicsTests {
  /// A viewer that stays or goes in one of four directions; what it does is the code.
  static func walk(_ count: Int, world: MadeWorld, seed: Int) -> DemonstrationSeries {
    var draws = Seeded(seed)
    var (y, x, tokens, codes) = (25, 25, [UInt16](), [Int32]())
    for _ in 0..<count {
      tokens += world.window(y, x)
      let code = Int.random(in: 0..<5, using: &draws)
      codes.append(Int32(code))
      let (down, right) = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)][code]
      (y, x) = (min(50, max(2, y + down)), min(50, max(2, x + right)))
    }
    return DemonstrationSeries(tokens: tokens, positions: 35, codes: codes)
  }

  @Test func learnsFromOneDemonstrationToLabelAnotherWorld() throws {
    let shown = Self.walk(300, world: MadeWorld(1), seed: 1)
    let held = Self.walk(200, world: MadeWorld(2), seed: 2)
    var shape = InverseDynamics.Shape(shown, columns: 7, vocabulary: 6, codes: 5)
    (shape.hidden, shape.context) = (32, 0)
    var training = WindowTraining.inverse(rows: 1)
    training.steps = 250
    let model = InverseDynamics(shape, seed: 3)
    _ = try training.run(model, training: [shown], validation: [held], seed: 3)
    let accuracy = model.accuracy([held])
    #expect(accuracy > 0.9, "\(accuracy), where a guess is 0.2")
  }

  @Test func theSameSeedGivesTheSameWeights() throws {
    let shown = Self.walk(60, world: MadeWorld(1), seed: 1)
    var shape = InverseDynamics.Shape(shown, columns: 7, vocabulary: 6, codes: 5)
    shape.hidden = 16
    var training = WindowTraining.inverse(rows: 1)
    training.steps = 10
    let ends = try (0..<2).map { _ in
      let model = InverseDynamics(shape, seed: 3)
      _ = try training.run(model, training: [shown], validation: [], seed: 3)
      return model.parameters.flatMap(\.values).map(\.bitPattern)
    }
    #expect(ends[0] == ends[1])
  }

  @Test func labelsEveryRowButTheLast() {
    let series = Self.walk(30, world: MadeWorld(1), seed: 4)
    let model = InverseDynamics(
      InverseDynamics.Shape(series, columns: 7, vocabulary: 6, codes: 5), seed: 1)
    let (codes, probabilities) = model.label(series)
    #expect(codes.count == 30 && codes[29] == -1)
    #expect(probabilities.rows == 30 && probabilities.columns == 5)
    for row in 0..<29 {
      let one = (0..<5).map { probabilities[row, $0] }
      // A softmax of five values sums to 1 within some roundings.
      #expect(abs(one.reduce(0, +) - 1) < 1e-5)
      #expect(one[Int(codes[row])] == one.max())
    }
    #expect((0..<5).allSatisfy { probabilities[29, $0] == 0 })
    let none = DemonstrationSeries(tokens: [], positions: 35, codes: [])
    #expect(model.label(none).codes == [])
    let single = Self.walk(1, world: MadeWorld(1), seed: 4)
    #expect(model.label(single).codes == [-1])
  }

  @Test func severalMembersAverageTheirProbabilities() {
    let series = Self.walk(20, world: MadeWorld(1), seed: 5)
    let shape = InverseDynamics.Shape(series, columns: 7, vocabulary: 6, codes: 5)
    let models = [UInt64(1), 2].map { InverseDynamics(shape, seed: $0) }
    let (_, mean) = InverseDynamics.label(series, members: models)
    let parts = models.map { $0.label(series).probabilities }
    for place in mean.values.indices {
      let expected = (parts[0].values[place] + parts[1].values[place]) / 2
      #expect(abs(mean.values[place] - expected) < 1e-6)
    }
  }

  /// Numbers alone: the action is the sign of the step of the second of two numbers.
  @Test func learnsFromNumbers() throws {
    func demonstration(_ seed: Int) -> DemonstrationSeries {
      var draws = Seeded(seed)
      let numbers = draws.normals(800)
      let codes = (0..<400).map { row -> Int32 in
        row < 399 && numbers[2 * row + 3] > numbers[2 * row + 1] ? 1 : 0
      }
      return DemonstrationSeries(
        features: Matrix(rows: 400, columns: 2, values: numbers), codes: codes)
    }
    let shown = demonstration(1)
    var shape = InverseDynamics.Shape(shown, columns: 0, vocabulary: 0, codes: 2)
    shape.hidden = 16
    let model = InverseDynamics(shape, seed: 1)
    var training = WindowTraining.inverse(rows: 1)
    training.steps = 200
    _ = try training.run(model, training: [shown], validation: [demonstration(2)], seed: 1)
    #expect(model.accuracy([demonstration(3)]) > 0.9)
  }

  @Test func gradientsAreThoseOfTheLoss() {
    let series = Self.walk(12, world: MadeWorld(1), seed: 6)
    var shape = InverseDynamics.Shape(series, columns: 7, vocabulary: 6, codes: 5)
    (shape.hidden, shape.reach, shape.context) = (4, 1, 1)
    let model = InverseDynamics(shape, seed: 2)
    let pairs = [model.prepare(series)]
    func loss() -> Double {
      var generator = SplitMix64(seed: 5)
      return model.train(pairs, windows: [(0, 1), (0, 4)], length: 5, using: &generator)
    }
    model.clearGradients()
    _ = loss()
    let gradients = model.parameters.map(\.gradient)
    for (parameter, gradient) in zip(model.parameters, gradients) {
      let values = parameter.values
      // Every seventh is enough of many hundreds.
      for i in values.indices where i % 7 == 0 {
        func difference(_ step: Float) -> Double {
          let ends = [-step, step].map { move in
            parameter.values[i] = values[i] + move
            return loss()
          }
          parameter.values = values
          return (ends[1] - ends[0]) / Double(2 * step)
        }
        let near = difference(0x1p-8)
        let bound = abs(near - difference(0x1p-7)) + 8 * 0x1p-24 / 0x1p-8
        #expect(
          abs(near - Double(gradient[i])) <= bound,
          "\(parameter.name)[\(i)] is \(gradient[i]), not \(near) within \(bound)")
      }
    }
  }
}
