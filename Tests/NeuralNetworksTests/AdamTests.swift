import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct AdamTests {
  @Test func `three steps follow the published rule`() {
    let parameter = Parameter("w", shape: [1, 3], values: [1, -2, 0.5])
    var adam = Adam([parameter], weightDecay: 0.1)
    var (w, m, v) = ([1.0, -2, 0.5], [0.0, 0, 0], [0.0, 0, 0])
    for t in 1...3 {
      let gradient: [Float] = [0.1 * Float(t), -3, 0]
      parameter.clearGradient()
      parameter.addGradient { $0 = gradient }
      adam.step([parameter], rate: 0.01)
      var (firstPower, secondPower) = (1.0, 1.0)
      for _ in 0..<t { (firstPower, secondPower) = (firstPower * 0.9, secondPower * 0.999) }
      for i in 0..<3 {
        let g = Double(gradient[i])
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g * g
        let root = (v[i] / (1 - secondPower)).squareRoot() + 1e-8
        w[i] -= 0.01 * (m[i] / (1 - firstPower) / root + 0.1 * w[i])
      }
    }
    // Float's 0.999 leaves 1 - 0.999 within 2^-24 / 0.001, and the root halves that.
    for i in 0..<3 { #expect(abs(Double(parameter.values[i]) - w[i]) < 3 * 0.01 * 6e-5, "\(i)") }
  }

  @Test func `biases do not decay`() {
    let bias = Parameter("b", shape: [2], values: [1, 1])
    var adam = Adam([bias], weightDecay: 0.5)
    adam.step([bias], rate: 0.1)
    #expect(bias.values == [1, 1])
  }

  @Test func `clipping keeps the direction and gives the norm before`() {
    let a = Parameter("a", shape: [2], values: [0, 0])
    let b = Parameter("b", shape: [1], values: [0])
    a.addGradient { $0 = [2, 3] }
    b.addGradient { $0 = [6] }
    #expect(GlobalNorm.clip([a, b], to: 10) == 7)
    #expect(a.gradient == [2, 3])
    #expect(GlobalNorm.clip([a, b], to: 3.5) == 7)
    #expect(a.gradient == [1, 1.5] && b.gradient == [3])
  }

  @Test func `the schedule rises in a line and falls along a cosine`() {
    let schedule = CosineSchedule(peak: 1, floor: 0.1, warmUp: 4, steps: 12)
    #expect((0..<4).map { schedule.rate(at: $0) } == [0.25, 0.5, 0.75, 1])
    #expect(schedule.rate(at: 4) == 1)
    #expect(abs(schedule.rate(at: 8) - 0.55) < 1e-6)
    #expect(schedule.rate(at: 12) == 0.1 && schedule.rate(at: 99) == 0.1)
    let half = (4...12).map { schedule.rate(at: $0) }
    #expect(zip(half, half.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `a network learns exclusive or, twice with the same bits`() {
    func train() -> (loss: Float, values: [[Float]]) {
      var generator = SplitMix64(seed: 12)
      let (first, second) = (
        Dense("a", inputs: 2, outputs: 16, using: &generator),
        Dense("b", inputs: 16, outputs: 2, using: &generator)
      )
      let parameters = first.parameters + second.parameters
      var adam = Adam(parameters, weightDecay: 1e-4)
      let input = Matrix(rows: 4, columns: 2, values: [0, 0, 0, 1, 1, 0, 1, 1])
      var loss = Float.infinity
      for _ in 0..<200 {
        for parameter in parameters { parameter.clearGradient() }
        let (a, cacheA) = first.forward(input)
        let (h, cacheH) = Activation.tanh.forward(a)
        let (logits, cacheB) = second.forward(h)
        let result = CrossEntropy.mean(logits: logits, targets: [0, 1, 1, 0])
        loss = result.loss
        let back = Activation.tanh.backward(second.backward(result.gradient, cacheB), cacheH)
        first.addGradients(back, cacheA)
        adam.step(parameters, rate: 0.03)
      }
      return (loss, parameters.map(\.values))
    }
    let (first, second) = (train(), train())
    #expect(first.loss < 0.01)
    #expect(first == second)
  }
}
