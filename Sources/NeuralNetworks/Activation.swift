public import LinearAlgebra

/// A function applied to each value.
public enum Activation: String, Layer, CaseIterable {
  /// `max(x, 0)`.
  case relu
  /// `x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))` (Hendrycks and Gimpel, 2016).
  case gelu
  /// The hyperbolic tangent.
  case tanh
  /// `1 / (1 + e^-x)`.
  case sigmoid
  /// `ln(1 + e^x)`.
  case softplus
  /// `x / (1 + e^-x)`, also called swish.
  case silu

  /// The input where the derivative follows from it, else the output, or both.
  public struct Cache: Sendable {
    let input: Matrix
    let output: Matrix
  }

  /// None.
  public var parameters: [Parameter] { [] }

  /// The function of each value.
  public func infer(_ input: Matrix) -> Matrix {
    var output = input
    switch self {
    case .relu:
      Self.combine(&output.values, input.values) { _, x in x > 0 ? x : (x.isNaN ? x : 0) }
    case .gelu:
      Self.combine(&output.values, input.values) { _, x in Self.insideGELU(x) }
      Elementwise.tanh(&output.values)
      Self.combine(&output.values, input.values) { tanh, x in 0.5 * x * (1 + tanh) }
    case .tanh: Elementwise.tanh(&output.values)
    case .sigmoid: Elementwise.sigmoid(&output.values)
    case .softplus: Elementwise.softplus(&output.values)
    case .silu:
      Elementwise.sigmoid(&output.values)
      Self.combine(&output.values, input.values) { sigmoid, x in sigmoid * x }
    }
    return output
  }

  /// The function of each value, and what its derivative needs.
  public func forward(_ input: Matrix) -> (output: Matrix, cache: Cache) {
    let output = infer(input)
    return (output, Cache(input: input, output: output))
  }

  /// `dx = dy f'(x)`; of ReLU the derivative at 0 is 0.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    var result = outputGradient
    switch self {
    case .relu:
      Self.combine(&result.values, cache.output.values) { dy, y in y > 0 ? dy : 0 }
    case .gelu:
      var inner = cache.input.values
      Self.combine(&inner, cache.input.values) { _, x in Self.insideGELU(x) }
      Elementwise.tanh(&inner)
      Self.combine(&inner, cache.input.values) { tanh, x in
        let slope = Self.linear * (1 + 3 * Self.cubic * x * x)
        return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * slope
      }
      Self.combine(&result.values, inner) { dy, slope in dy * slope }
    case .tanh:
      Self.combine(&result.values, cache.output.values) { dy, y in dy * (1 - y * y) }
    case .sigmoid:
      Self.combine(&result.values, cache.output.values) { dy, y in dy * y * (1 - y) }
    case .softplus:
      var slope = cache.input.values
      Elementwise.sigmoid(&slope)
      Self.combine(&result.values, slope) { dy, slope in dy * slope }
    case .silu:
      var slope = cache.input.values
      Elementwise.sigmoid(&slope)
      Self.combine(&slope, cache.input.values) { sigmoid, x in sigmoid * (1 + x * (1 - sigmoid)) }
      Self.combine(&result.values, slope) { dy, slope in dy * slope }
    }
    return result
  }

  private static let linear: Float = 0.797_884_56
  private static let cubic: Float = 0.044_715

  /// What GELU takes the hyperbolic tangent of.
  @inline(__always)
  private static func insideGELU(_ x: Float) -> Float { linear * (x + cubic * x * x * x) }

  /// `values[i] = function(values[i], others[i])` in one flat loop.
  @inline(__always)
  private static func combine(
    _ values: inout [Float], _ others: [Float], _ function: (Float, Float) -> Float
  ) {
    precondition(values.count == others.count, "\(values.count) values against \(others.count)")
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe others.withUnsafeBufferPointer { others in
        guard let a = values.baseAddress, let b = others.baseAddress else { return }
        for i in 0..<values.count { unsafe a[i] = function(a[i], b[i]) }
      }
    }
  }
}
