import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct SelfAttentionTests {
  private func layer(seed: UInt64) -> SelfAttention {
    var generator = SplitMix64(seed: seed)
    let layer = SelfAttention("a", width: 4, heads: 2, using: &generator)
    layer.output.bias?.values = generator.normals(4)
    return layer
  }

  /// Two full places of three, none at all, all three.
  private let marks = [true, false, true, false, false, false, true, true, true]

  @Test(arguments: [UInt64(1), 2, 3])
  func `gradients are those of finite differences`(seed: UInt64) {
    let layer = layer(seed: seed)
    let batch = SetBatch(.normal(9, 4, seed: seed), places: 3, isPresent: marks)
    let (output, cache) = layer.forward(batch)
    let check = GradientCheck(outputs: 36, seed: seed)
    layer.clearGradients()
    let gradient = layer.backward(
      Matrix(rows: output.rows, columns: output.columns, values: check.weights), cache)
    var faults = check.faults("input", at: batch.values.values, gradient: gradient.values) {
      var changed = batch
      changed.values.values = $0
      return layer.infer(changed).values
    }
    for parameter in layer.parameters {
      faults += check.faults(parameter) { layer.infer(batch).values }
    }
    #expect(faults == [], "seed \(seed)")
  }

  @Test func `elements in another order give their outputs in that order`() {
    let layer = layer(seed: 4)
    let values = Matrix.normal(5, 4, seed: 5)
    let output = layer.infer(SetBatch(values, places: 5))
    let order = [3, 0, 4, 2, 1]
    var shuffled = values
    for (i, place) in order.enumerated() {
      for j in 0..<4 { shuffled[i, j] = values[place, j] }
    }
    let other = layer.infer(SetBatch(shuffled, places: 5))
    for (i, place) in order.enumerated() {
      for j in 0..<4 { #expect(abs(other[i, j] - output[place, j]) < 1e-6) }
    }
  }

  @Test func `empty places neither count nor come out`() {
    let layer = layer(seed: 6)
    let values = Matrix.normal(9, 4, seed: 7)
    var others = values
    for (row, isPresent) in marks.enumerated() where !isPresent {
      for j in 0..<4 { others[row, j] = 1e3 }
    }
    let output = layer.infer(SetBatch(values, places: 3, isPresent: marks))
    #expect(layer.infer(SetBatch(others, places: 3, isPresent: marks)) == output)
    #expect(output.rows(3..<6).values.allSatisfy { $0 == 0 })
    // Rows 0 and 2 together give what a set of two gives.
    var pair = Matrix(rows: 2, columns: 4)
    for j in 0..<4 { (pair[0, j], pair[1, j]) = (values[0, j], values[2, j]) }
    let alone = layer.infer(SetBatch(pair, places: 2))
    for j in 0..<4 {
      #expect(abs(alone[0, j] - output[0, j]) < 1e-6)
      #expect(abs(alone[1, j] - output[2, j]) < 1e-6)
    }
  }
}
