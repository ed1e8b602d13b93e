public import LinearAlgebra

/// Shifts and scales each row to mean 0 and variance 1, then by a learned gain and bias.
///
/// `y = g (x - mean) / sqrt(variance + 1e-5) + b` (Ba, Kiros and Hinton, 2016). Shapes: `N x width`
/// to the same. Cost: about ten operations a value.
public struct LayerNorm: Layer {
  /// `g`, at first 1.
  public let gain: Parameter
  /// `b`, at first 0.
  public let bias: Parameter

  /// Columns of the input.
  public var width: Int { gain.shape[0] }

  static let floor: Float = 1e-5

  /// Makes a layer that only normalises.
  public init(_ name: String, width: Int) {
    precondition(width > 0, "\(name) has no width")
    gain = Parameter("\(name).gain", shape: [width], values: Array(repeating: 1, count: width))
    bias = Parameter("\(name).bias", shape: [width], values: Array(repeating: 0, count: width))
  }

  /// The gain and the bias.
  public var parameters: [Parameter] { [gain, bias] }

  /// The rows before gain and bias, and the factor that each was scaled by.
  public struct Cache: Sendable {
    var normalised: Matrix
    var factors: [Float]
  }

  /// The normalised rows with gain and bias.
  public func infer(_ input: Matrix) -> Matrix { forward(input).output }

  /// The normalised rows with gain and bias, and what the backward pass needs.
  public func forward(_ input: Matrix) -> (output: Matrix, cache: Cache) {
    precondition(input.columns == width, "\(input.columns) columns, not \(width)")
    var cache = Cache(normalised: input, factors: [])
    cache.factors = Rows.standardise(
      &cache.normalised.values, columns: width, floor: Self.floor)
    var output = cache.normalised
    Rows.multiply(gain.values, intoEachOf: &output.values)
    Rows.add(bias.values, toEachOf: &output.values)
    return (output, cache)
  }

  /// `dx = f (h - mean(h) - n mean(h n))` with `h = g dy`, `n` the normalised row, `f` its factor.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    precondition(
      outputGradient.rows == cache.normalised.rows && outputGradient.columns == width,
      "a gradient of \(outputGradient.rows) x \(outputGradient.columns) does not fit")
    bias.addGradient { Rows.addSum(of: outputGradient.values, to: &$0) }
    gain.addGradient {
      Rows.addSum(ofProducts: outputGradient.values, cache.normalised.values, to: &$0)
    }
    var result = outputGradient
    Rows.multiply(gain.values, intoEachOf: &result.values)
    Rows.unstandardise(&result.values, cache.normalised.values, factors: cache.factors)
    return result
  }
}
