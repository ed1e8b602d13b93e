import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct LayerTests {
  @Test(arguments: [(1, 1, 1), (3, 4, 2), (5, 2, 7)], [UInt64(1), 2])
  func `dense gradients are those of finite differences`(
    shape: (rows: Int, inputs: Int, outputs: Int), seed: UInt64
  ) {
    var generator = SplitMix64(seed: seed)
    let layer = Dense("d", inputs: shape.inputs, outputs: shape.outputs, using: &generator)
    layer.parameters[1].values = generator.normals(shape.outputs)
    let input = Matrix.normal(shape.rows, shape.inputs, seed: seed)
    #expect(GradientCheck.faults(layer, input, seed: seed) == [], "seed \(seed)")
  }

  @Test(arguments: Activation.allCases)
  func `activation gradients are those of finite differences`(activation: Activation) {
    // No value near 0, where ReLU has no derivative.
    let values = (0..<40).map { Float($0) * 0.25 - 5 }.map { $0 == 0 ? 0.5 : $0 }
    let input = Matrix(rows: 8, columns: 5, values: values)
    #expect(GradientCheck.faults(activation, input, seed: 3) == [])
  }

  @Test(arguments: [UInt64(4), 5])
  func `layer norm gradients are those of finite differences`(seed: UInt64) {
    let layer = LayerNorm("n", width: 11)
    var generator = SplitMix64(seed: seed)
    for parameter in layer.parameters { parameter.values = generator.normals(11) }
    let input = Matrix.normal(4, 11, seed: seed)
    #expect(GradientCheck.faults(layer, input, seed: seed) == [], "seed \(seed)")
  }

  @Test func `layer norm gives rows of mean 0 and variance 1`() {
    let output = LayerNorm("n", width: 37).infer(Matrix.normal(3, 37, seed: 6))
    for i in 0..<3 {
      let row = output.values[(37 * i)..<(37 * i + 37)].map { Double($0) }
      let mean = row.reduce(0, +) / 37
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 37
      #expect(abs(mean) < 1e-6)
      #expect(abs(variance - 1) < 1e-4)
    }
  }

  @Test(arguments: [UInt64(13), 14])
  func `a chain's gradients are those of finite differences`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let chain = Dense("a", inputs: 3, outputs: 5, using: &generator)
      .then(LayerNorm("n", width: 5)).then(Activation.gelu)
      .then(Dense("b", inputs: 5, outputs: 2, using: &generator))
    let names = ["a.weight", "a.bias", "n.gain", "n.bias", "b.weight", "b.bias"]
    #expect(chain.parameters.map(\.name) == names)
    #expect(chain.parameterCount == 42)
    let input = Matrix.normal(4, 3, seed: seed)
    #expect(GradientCheck.faults(chain, input, seed: seed) == [], "seed \(seed)")
  }

  @Test func `embedding copies rows and scatters their gradients`() {
    var generator = SplitMix64(seed: 7)
    let layer = Embedding("e", vocabulary: 5, width: 2, positions: 3, using: &generator)
    let table = layer.table.values
    let output = layer.infer([4, 0, 4, 1, 1, 1])
    #expect(output.rows == 2 && output.columns == 6)
    let expected: [Float] = [4, 0, 4, 1, 1, 1].flatMap { token in
      [table[2 * token], table[2 * token + 1]]
    }
    #expect(output.values == expected)
    layer.backward(
      Matrix(rows: 2, columns: 6, values: (0..<12).map { Float($0) }), tokens: [4, 0, 4, 1, 1, 1])
    #expect(layer.table.gradient == [2, 3, 24, 27, 0, 0, 0, 0, 4, 6])
  }

  @Test func `gradients add up until they are cleared`() {
    var generator = SplitMix64(seed: 8)
    let layer = Dense("d", inputs: 2, outputs: 2, using: &generator)
    let input = Matrix(rows: 1, columns: 2, values: [1, 2])
    let ones = Matrix(rows: 1, columns: 2, values: [1, 1])
    for _ in 0..<3 { _ = layer.backward(ones, input) }
    #expect(layer.weight.gradient == [3, 3, 6, 6])
    #expect(layer.bias?.gradient == [3, 3])
    layer.clearGradients()
    #expect(layer.weight.gradient == [0, 0, 0, 0])
  }

  @Test func `a wrong gradient is noticed`() {
    let values: [Float] = [0.3, -0.7]
    let check = GradientCheck(outputs: 2, seed: 9)
    let right = zip(check.weights, values).map { 2 * $0 * $1 }
    let square = { (x: [Float]) in x.map { $0 * $0 } }
    #expect(check.faults("x", at: values, gradient: right, outputs: square) == [])
    let wrong = right.map { $0 * 1.01 }
    #expect(check.faults("x", at: values, gradient: wrong, outputs: square).count == 2)
  }

  @Test func `threads that infer at once agree`() async {
    var generator = SplitMix64(seed: 10)
    let layer = Dense("d", inputs: 20, outputs: 30, using: &generator)
    let input = Matrix.normal(8, 20, seed: 11)
    let expected = layer.infer(input)
    let results = await withTaskGroup(of: Matrix.self, returning: [Matrix].self) { group in
      for _ in 0..<8 { group.addTask { layer.infer(input) } }
      var results: [Matrix] = []
      for await result in group { results.append(result) }
      return results
    }
    #expect(results == Array(repeating: expected, count: 8))
  }
}
