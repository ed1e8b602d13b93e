public import LinearAlgebra

/// A learned vector for each token: `N x positions` tokens to `N x (positions * width)` values.
///
/// All positions share one table. Positions with vocabularies of their own add an offset to their
/// tokens. Cost: one copied vector a token.
public struct Embedding: Parameterized, Sendable {
  /// `vocabulary x width`.
  public let table: Parameter
  /// Tokens in a sample.
  public let positions: Int

  /// How many tokens there are.
  public var vocabulary: Int { table.shape[0] }
  /// Length of a vector.
  public var width: Int { table.shape[1] }

  /// Draws the table from a normal distribution of a given deviation.
  public init(
    _ name: String, vocabulary: Int, width: Int, positions: Int = 1, deviation: Float = 1,
    using generator: inout SplitMix64
  ) {
    precondition(vocabulary > 0 && width > 0 && positions > 0, "\(name) has no size")
    self.positions = positions
    let values = generator.normals(vocabulary * width).map { $0 * deviation }
    table = Parameter("\(name).table", shape: [vocabulary, width], values: values)
  }

  /// The table.
  public var parameters: [Parameter] { [table] }

  /// The vectors of `N * positions` tokens in `0..<vocabulary`, sample after sample.
  public func infer(_ tokens: [Int]) -> Matrix {
    let width = width
    var output = Matrix(rows: rows(of: tokens), columns: positions * width)
    let table = table.values
    unsafe output.values.withUnsafeMutableBufferPointer { output in
      unsafe table.withUnsafeBufferPointer { table in
        guard let target = output.baseAddress, let source = table.baseAddress else { return }
        for (i, token) in tokens.enumerated() {
          unsafe (target + i * width).update(from: source + token * width, count: width)
        }
      }
    }
    return output
  }

  /// Adds each vector's gradient to the row of its token.
  public func backward(_ outputGradient: Matrix, tokens: [Int]) {
    let width = width
    precondition(
      outputGradient.rows == rows(of: tokens) && outputGradient.columns == positions * width,
      "a gradient of \(outputGradient.rows) x \(outputGradient.columns) does not fit")
    table.addGradient { gradient in
      unsafe gradient.withUnsafeMutableBufferPointer { gradient in
        unsafe outputGradient.values.withUnsafeBufferPointer { values in
          guard let target = gradient.baseAddress, let source = values.baseAddress else { return }
          for (i, token) in tokens.enumerated() {
            let (row, part) = unsafe (target + token * width, source + i * width)
            for j in 0..<width { unsafe row[j] += part[j] }
          }
        }
      }
    }
  }

  private func rows(of tokens: [Int]) -> Int {
    precondition(tokens.count % positions == 0, "\(tokens.count) tokens are not \(positions) each")
    let limit = vocabulary
    for token in tokens { precondition(token >= 0 && token < limit, "there is no token \(token)") }
    return tokens.count / positions
  }
}
