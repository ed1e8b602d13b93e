public import LinearAlgebra
public import NeuralNetworks

/// The rows of each sequence as one row: a weighted mean, whose weights are learned.
///
/// `a_t = softmax over t of (h_t u)`, `y = sum of a_t h_t`, over the steps that a sequence has
/// (Bahdanau, 2015, with a query that is learned). Shapes: `steps * N x H` to `N x H`; `u` is `H`.
/// Cost: `2 H` multiply-adds a row forward, twice that backward.
public struct AttentionPooling: Parameterized, Sendable {
  /// `u`.
  public let query: Parameter

  /// Columns of the rows.
  public var width: Int { query.shape[0] }

  /// Starts with equal weights.
  public init(_ name: String, width: Int) {
    precondition(width > 0, "\(name) has no width")
    query = Parameter(
      "\(name).query", shape: [width], values: Array(repeating: 0, count: width), decays: true)
  }

  /// The query.
  public var parameters: [Parameter] { [query] }

  /// What the backward pass needs of the forward pass.
  public struct Cache: Sendable {
    var input: SequenceBatch
    var lengths: [Int]
    /// `a_t`, in the order of the input's rows; 0 behind a sequence's end.
    var shares: [Float]
  }

  /// The pooled rows, one a sequence.
  ///
  /// - Parameters:
  ///   - input: the rows, filled up behind the end of shorter sequences.
  ///   - lengths: the steps that each sequence has, at least 1.
  public func forward(_ input: SequenceBatch, lengths: [Int]) -> (output: Matrix, cache: Cache) {
    let (count, width) = (input.sequences, width)
    precondition(input.values.columns == width, "\(input.values.columns) columns, not \(width)")
    precondition(
      lengths.count == count && lengths.allSatisfy { (1...input.steps).contains($0) },
      "a sequence has no steps, or more than there are")
    let query = query.values
    var shares = [Float](repeating: 0, count: input.values.rows)
    var output = Matrix(rows: count, columns: width)
    for i in 0..<count {
      var logits = (0..<lengths[i]).map { step -> Float in
        let row = (step * count + i) * width
        var sum: Float = 0
        for j in 0..<width { sum += input.values.values[row + j] * query[j] }
        return sum
      }
      Rows.softmax(&logits, columns: lengths[i])
      for step in 0..<lengths[i] {
        let row = step * count + i
        shares[row] = logits[step]
        for j in 0..<width {
          output.values[i * width + j] += logits[step] * input.values.values[row * width + j]
        }
      }
    }
    return (output, Cache(input: input, lengths: lengths, shares: shares))
  }

  /// With `g = dL/dy`: `dh_t = a_t g + da_t u` and `du += sum of da_t h_t`, where
  /// `da_t = a_t (h_t g - y g)` is the gradient by the logits.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    let (count, width) = (cache.input.sequences, width)
    let (values, query) = (cache.input.values.values, query.values)
    var result = Matrix(rows: cache.input.values.rows, columns: width)
    var byQuery = [Float](repeating: 0, count: width)
    for i in 0..<count {
      let length = cache.lengths[i]
      func along(_ row: Int) -> Float {
        var sum: Float = 0
        for j in 0..<width { sum += values[row * width + j] * outputGradient.values[i * width + j] }
        return sum
      }
      let products = (0..<length).map { along($0 * count + i) }
      var mean: Float = 0
      for step in 0..<length { mean += cache.shares[step * count + i] * products[step] }
      for step in 0..<length {
        let row = step * count + i
        let share = cache.shares[row]
        let byLogit = share * (products[step] - mean)
        for j in 0..<width {
          result.values[row * width + j] =
            share * outputGradient.values[i * width + j] + byLogit * query[j]
          byQuery[j] += byLogit * values[row * width + j]
        }
      }
    }
    self.query.addGradient { gradient in
      for j in 0..<width { gradient[j] += byQuery[j] }
    }
    return result
  }
}
