import LinearAlgebra
import NeuralNetworks
import Testing

/// The recurrent layers under test, by name, so that both pass the same tests.
enum MadeLayer: String, CaseIterable, Sendable {
  case gru, scanned, blocked

  func make(seed: UInt64) -> any RecurrentLayer {
    var generator = SplitMix64(seed: seed)
    let layer: any RecurrentLayer
    switch self {
    case .gru: layer = GRU("g", inputs: 3, width: 4, using: &generator)
    case .scanned: layer = DiagonalStateSpace("s", width: 3, states: 3, using: &generator)
    case .blocked:
      layer = DiagonalStateSpace(
        "s", width: 3, states: 3, scan: .blocked(steps: 2), using: &generator)
    }
    // Biases that are not zero, and for the state space faster memories than at the start.
    for parameter in layer.parameters where parameter.shape.count == 1 {
      parameter.values = generator.normals(parameter.count).map { $0 * 0.3 }
    }
    return layer
  }
}

@Suite struct RecurrentLayerTests {
  private let sequences = 2

  /// Two sequences of five steps; the first is reset at its beginning and the second within.
  private func input(seed: UInt64, resets: Bool = true) -> SequenceBatch {
    var marks = [Bool](repeating: false, count: 10)
    (marks[0], marks[5], marks[4]) = (true, true, true)
    return SequenceBatch(
      .normal(10, 3, seed: seed), sequences: sequences, resets: resets ? marks : [])
  }

  @Test(arguments: MadeLayer.allCases, [UInt64(1), 2])
  func `gradients are those of finite differences`(kind: MadeLayer, seed: UInt64) {
    #expect(faults(kind.make(seed: seed), seed: seed, resets: true) == [], "seed \(seed)")
    #expect(faults(kind.make(seed: seed), seed: seed, resets: false) == [], "seed \(seed)")
  }

  private func faults<Network: RecurrentLayer>(
    _ layer: Network, seed: UInt64, resets: Bool
  ) -> [String] {
    let input = input(seed: seed, resets: resets)
    let initial = Matrix.normal(sequences, layer.stateWidth, seed: seed &+ 1)
    // The loss hears of every output and of the last state.
    func outputs(_ input: SequenceBatch, _ initial: Matrix) -> [Float] {
      let (output, state) = layer.infer(input, from: initial)
      return output.values + state.values
    }
    let (output, state, cache) = layer.forward(input, from: initial)
    let all = output.values + state.values
    let check = GradientCheck(outputs: all.count, seed: seed)
    layer.clearGradients()
    let (weights, split) = (check.weights, output.values.count)
    let gradients = layer.backward(
      Matrix(rows: output.rows, columns: output.columns, values: Array(weights[..<split])),
      stateGradient: Matrix(
        rows: state.rows, columns: state.columns, values: Array(weights[split...])), cache)
    var faults = check.faults(
      "input", at: input.values.values, gradient: gradients.input.values
    ) {
      var changed = input
      changed.values.values = $0
      return outputs(changed, initial)
    }
    faults += check.faults("initial", at: initial.values, gradient: gradients.initial.values) {
      outputs(input, Matrix(rows: initial.rows, columns: initial.columns, values: $0))
    }
    for parameter in layer.parameters {
      faults += check.faults(parameter) { outputs(input, initial) }
    }
    return faults
  }

  /// Sums of few products of numbers near 1 differ by a few roundings.
  private let tolerance: Float = 0x1p-18

  private func isClose(_ left: [Float], _ right: [Float]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test(arguments: MadeLayer.allCases)
  func `stepping gives what the whole sequence gives`(kind: MadeLayer) {
    let layer = kind.make(seed: 3)
    let input = input(seed: 4, resets: false)
    let (output, last) = layer.infer(input, from: nil)
    var state = layer.emptyState(sequences: sequences)
    for t in 0..<5 {
      let rows = (2 * t)..<(2 * t + 2)
      let stepped = layer.step(input.values.rows(rows), state: &state)
      #expect(isClose(stepped.values, output.rows(rows).values), "step \(t)")
    }
    #expect(isClose(state.values, last.values))
  }

  @Test(arguments: MadeLayer.allCases)
  func `a reset is a fresh beginning`(kind: MadeLayer) {
    let layer = kind.make(seed: 5)
    let input = input(seed: 6)
    let initial = Matrix.normal(sequences, layer.stateWidth, seed: 7)
    let (output, _) = layer.infer(input, from: initial)
    // The first sequence was reset at steps 0 and 2, the second at step 2.
    var changed = input
    for j in 0..<12 { changed.values.values[j] += 1 }
    let (others, _) = layer.infer(changed, from: nil)
    #expect(isClose(output.rows(4..<5).values, others.rows(4..<5).values))
    let alone = SequenceBatch(input.values.rows(4..<5), sequences: 1)
    let (fresh, _) = layer.infer(alone, from: nil)
    #expect(isClose(output.rows(4..<5).values, fresh.values))
    #expect(!isClose(output.rows(3..<4).values, others.rows(3..<4).values))
  }

  @Test(arguments: [1, 2, 3, 7, 20, 64, 1000], [UInt64(8), 9])
  func `the blocked scan agrees with the sequential one`(length: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var layer = DiagonalStateSpace("s", width: 5, states: 6, using: &generator)
    let marks = (0..<(3 * 57)).map { _ in generator.next(below: 9) == 0 }
    let input = SequenceBatch(.normal(3 * 57, 5, seed: seed), sequences: 3, resets: marks)
    let initial = Matrix.normal(3, 12, seed: seed)
    let outputGradient = Matrix.normal(3 * 57, 5, seed: seed &+ 1)

    func run() -> (output: [Float], gradients: [[Float]]) {
      let (output, state, cache) = layer.forward(input, from: initial)
      layer.clearGradients()
      let gradients = layer.backward(outputGradient, stateGradient: initial, cache)
      return (
        output.values + state.values,
        [gradients.input.values, gradients.initial.values] + layer.parameters.map(\.gradient)
      )
    }
    let sequential = run()
    layer.scan = .blocked(steps: length)
    let (blocked, again) = (run(), run())
    #expect(blocked == again, "seed \(seed)")
    // 57 steps of numbers below 10, each rounded a few times, in another order.
    func isNear(_ left: [Float], _ right: [Float]) -> Bool {
      let size = left.reduce(1) { max($0, abs($1)) }
      return zip(left, right).allSatisfy { abs($0 - $1) <= size * 57 * 4 * 0x1p-24 }
    }
    #expect(isNear(sequential.output, blocked.output), "seed \(seed)")
    for (a, b) in zip(sequential.gradients, blocked.gradients) {
      #expect(isNear(a, b), "seed \(seed)")
    }
  }

  @Test func `a state space follows its definition`() {
    var generator = SplitMix64(seed: 10)
    let layer = DiagonalStateSpace("s", width: 1, states: 1, using: &generator)
    layer.entrance.values = [1, 0]
    layer.exit.values = [1, 0]
    layer.skip.values = [0]
    layer.decay.values = [0]
    layer.frequency.values = [0]
    layer.step.values = [0]
    // s' = -s + x over a unit of time with x held at 1: s = 1 - e^-t.
    let ones = Matrix(rows: 3, columns: 1, values: [1, 1, 1])
    let output = layer.infer(SequenceBatch(ones, sequences: 1)).output.values
    for (value, truth) in zip(output, [0.632_120_56, 0.864_664_72, 0.950_212_93] as [Float]) {
      #expect(abs(value - truth) < 1e-6)
    }
  }
}
