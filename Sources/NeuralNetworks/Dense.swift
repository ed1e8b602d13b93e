public import LinearAlgebra

/// A linear map with a bias: `y = x W + b`.
///
/// Shapes: `x` is `N x in`, `W` is `in x out`, `b` is `out`, `y` is `N x out`. Cost: `N in out`
/// multiply-adds forward, twice that backward.
public struct Dense: Layer {
  /// `W`, `in x out`.
  public let weight: Parameter
  /// `b`; nil where the layer has none.
  public let bias: Parameter?

  /// Width of the input.
  public var inputs: Int { weight.shape[0] }
  /// Width of the output.
  public var outputs: Int { weight.shape[1] }

  /// Draws `W` from a normal distribution of deviation `gain / sqrt(in)` and sets `b` to 0.
  ///
  /// - Parameters:
  ///   - name: prefix of the parameters' names.
  ///   - inputs: width of the input.
  ///   - outputs: width of the output.
  ///   - gain: 1 keeps the variance of the input; `sqrt(2)` suits a ReLU behind it (He, 2015).
  ///   - hasBias: whether there is a `b`.
  ///   - generator: where the random numbers come from.
  public init(
    _ name: String, inputs: Int, outputs: Int, gain: Float = 1, hasBias: Bool = true,
    using generator: inout SplitMix64
  ) {
    precondition(inputs > 0 && outputs > 0, "\(name) cannot map \(inputs) to \(outputs) values")
    let deviation = gain / Float(inputs).squareRoot()
    let values = generator.normals(inputs * outputs).map { $0 * deviation }
    weight = Parameter("\(name).weight", shape: [inputs, outputs], values: values)
    bias =
      hasBias
      ? Parameter("\(name).bias", shape: [outputs], values: Array(repeating: 0, count: outputs))
      : nil
  }

  /// The weight and the bias.
  public var parameters: [Parameter] { bias.map { [weight, $0] } ?? [weight] }

  /// `x W + b`.
  public func infer(_ input: Matrix) -> Matrix {
    precondition(input.columns == inputs, "\(input.columns) columns, not \(inputs)")
    var output = Matrix(rows: input.rows, columns: outputs)
    multiplyMatrices(
      input.values, input.block, by: weight.values, Block(rows: inputs, columns: outputs),
      into: &output.values, output.block)
    if let bias { Rows.add(bias.values, toEachOf: &output.values) }
    return output
  }

  /// `x W + b`, and `x`.
  public func forward(_ input: Matrix) -> (output: Matrix, cache: Matrix) { (infer(input), input) }

  /// `dW += x' dy`, `db += sum of dy`; gives `dx = dy W'`.
  public func backward(_ outputGradient: Matrix, _ input: Matrix) -> Matrix {
    addGradients(outputGradient, input)
    var result = Matrix(rows: input.rows, columns: inputs)
    multiplyMatrices(
      outputGradient.values, outputGradient.block, by: weight.values,
      Block(rows: inputs, columns: outputs).transposed, into: &result.values, result.block)
    return result
  }

  /// The backward pass of a first layer, whose input needs no gradient.
  public func addGradients(_ outputGradient: Matrix, _ input: Matrix) {
    precondition(
      outputGradient.rows == input.rows && outputGradient.columns == outputs,
      "a gradient of \(outputGradient.rows) x \(outputGradient.columns) does not fit")
    weight.addGradient { gradient in
      multiplyMatrices(
        input.values, input.block.transposed, by: outputGradient.values, outputGradient.block,
        into: &gradient, Block(rows: inputs, columns: outputs), keeping: 1)
    }
    bias?.addGradient { Rows.addSum(of: outputGradient.values, to: &$0) }
  }
}
