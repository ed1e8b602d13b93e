import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct CrossEntropyTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `the gradient is that of finite differences`(seed: UInt64) {
    let logits = Matrix.normal(4, 9, seed: seed)
    let targets = [3, -1, 0, 8]
    let weights: [Float] = [0.5, 2, 1, 3]
    let (_, gradient) = CrossEntropy.mean(logits: logits, targets: targets, weights: weights)
    let check = GradientCheck(outputs: 1, seed: seed)
    let scaled = gradient.values.map { $0 * check.weights[0] }
    let faults = check.faults("logits", at: logits.values, gradient: scaled) {
      let logits = Matrix(rows: 4, columns: 9, values: $0)
      return [CrossEntropy.mean(logits: logits, targets: targets, weights: weights).loss]
    }
    #expect(faults == [], "seed \(seed)")
  }

  @Test func `a sure and right choice costs nothing and a sure wrong one its distance`() {
    let logits = Matrix(rows: 3, columns: 2, values: [50, 0, 50, 0, -.infinity, 1])
    #expect(CrossEntropy.losses(logits: logits, targets: [0, 1, 1]) == [0, 50, 0])
  }

  @Test func `rows without a target do not count`() {
    let logits = Matrix.normal(2, 3, seed: 4)
    let (loss, gradient) = CrossEntropy.mean(logits: logits, targets: [-1, -1])
    #expect(loss == 0)
    #expect(gradient.values.allSatisfy { $0 == 0 })
  }
}
