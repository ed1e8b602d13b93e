import Foundation
import LinearAlgebra
import Testing

@Suite struct ElementwiseTests {
  /// How far a value is from the truth, in units in the last place of the truth.
  private func units(_ value: Float, _ truth: Double) -> Double {
    abs(Double(value) - truth) / Double(max(Float(abs(truth)), .leastNormalMagnitude).ulp)
  }

  /// Numbers of both signs over the range that matters, small and large ones alike.
  private let numbers: [Float] =
    (0..<4000).map { Float($0) * 0.044 - 87.9 }
    + (0..<600).flatMap { k -> [Float] in
      let small = Float(exp(Double(k) / 10 - 50))
      return [small, -small]
    }

  @Test func `the exponential is within 2 units of the truth`() {
    var values = numbers.filter { $0 > -87.3 && $0 < 88.7 }
    let inputs = values
    Elementwise.exp(&values)
    for (x, y) in zip(inputs, values) { #expect(units(y, exp(Double(x))) <= 2, "at \(x)") }
    var ends: [Float] = [-.infinity, -104, 0, 88.8, .infinity]
    Elementwise.exp(&ends)
    #expect(ends == [0, 0, 1, .infinity, .infinity])
  }

  @Test func `the logarithm is within 2 units of the truth`() {
    let inputs = numbers.filter { $0 > 0 } + [0x1p-140, .greatestFiniteMagnitude, 1]
    var values = inputs
    Elementwise.log(&values)
    for (x, y) in zip(inputs, values) { #expect(units(y, log(Double(x))) <= 2, "at \(x)") }
    var ends: [Float] = [0, .infinity, -1]
    Elementwise.log(&ends)
    #expect(ends[0] == -.infinity && ends[1] == .infinity && ends[2].isNaN)
  }

  @Test func `tanh, sigmoid and softplus are within 8 units of the truth`() {
    let inputs = numbers.filter { abs($0) < 80 }
    var (tanhs, sigmoids, pluses) = (inputs, inputs, inputs)
    Elementwise.tanh(&tanhs)
    Elementwise.sigmoid(&sigmoids)
    Elementwise.softplus(&pluses)
    for (i, x) in inputs.enumerated() {
      let wide = Double(x)
      #expect(units(tanhs[i], tanh(wide)) <= 8, "tanh at \(x)")
      #expect(units(sigmoids[i], 1 / (1 + exp(-wide))) <= 8, "sigmoid at \(x)")
      #expect(units(pluses[i], max(wide, 0) + log1p(exp(-abs(wide)))) <= 8, "softplus at \(x)")
    }
    #expect(tanhs.allSatisfy { abs($0) <= 1 })
  }

  @Test func `what is no number stays none`() {
    for function in [
      Elementwise.exp, Elementwise.log, Elementwise.tanh, Elementwise.sigmoid,
      Elementwise.softplus,
    ] {
      var values: [Float] = [.nan]
      function(&values, nil)
      #expect(values[0].isNaN)
    }
  }

  @Test func `a range limits the work`() {
    var values: [Float] = [0, 0, 0]
    Elementwise.exp(&values, in: 1..<2)
    #expect(values == [0, 1, 0])
  }
}
