public import LinearAlgebra

/// Attention of the rows of one set to those of another, with one head.
///
/// `P = softmax(Q K' / sqrt(width))`, `y = P V Wo + bo` with `Q = x Wq`, `[K V] = z Wkv`. Shapes: `x`
/// is `N places x width`, `z` is `N others x width`, `y` as `x`. Cost: `places (2 width^2 + 2 others
/// width) + others 2 width^2` multiply-adds a pair of sets forward. No gradient goes into `z`.
public struct CrossAttention: Parameterized, Sendable {
  private let query: Dense
  private let keyValue: Dense
  private let output: Dense

  /// Values of a row.
  public var width: Int { output.inputs }

  /// Draws the weights from normal distributions of deviation `1 / sqrt(width)`.
  public init(_ name: String, width: Int, using generator: inout SplitMix64) {
    query = Dense(
      "\(name).query", inputs: width, outputs: width, hasBias: false, using: &generator)
    keyValue = Dense(
      "\(name).keyValue", inputs: width, outputs: 2 * width, hasBias: false, using: &generator)
    output = Dense("\(name).output", inputs: width, outputs: width, using: &generator)
  }

  /// All weights.
  public var parameters: [Parameter] {
    query.parameters + keyValue.parameters + output.parameters
  }

  /// What the forward pass computed.
  public struct Cache: Sendable {
    var input, others: Matrix
    var places, otherPlaces: Int
    var queries, keysValues: Matrix
    var shares: [Float]
    var mixed: Matrix
  }

  /// The outputs, and what the backward pass needs; no place may be empty.
  public func forward(_ input: SetBatch, _ others: SetBatch) -> (output: Matrix, cache: Cache) {
    precondition(
      input.sets == others.sets && input.isPresent.isEmpty && others.isPresent.isEmpty,
      "\(input.sets) full sets cannot look at \(others.sets)")
    var cache = Cache(
      input: input.values, others: others.values, places: input.places,
      otherPlaces: others.places, queries: query.infer(input.values),
      keysValues: keyValue.infer(others.values),
      shares: [Float](repeating: 0, count: input.values.rows * others.places),
      mixed: Matrix(rows: input.values.rows, columns: width))
    let scale = 1 / Float(width).squareRoot()
    for set in 0..<input.sets {
      let part = part(set, cache)
      multiplyMatrices(
        cache.queries.values, part.query, by: cache.keysValues.values, part.key.transposed,
        scale: scale, into: &cache.shares, part.shares)
    }
    Rows.softmax(&cache.shares, columns: others.places)
    for set in 0..<input.sets {
      let part = part(set, cache)
      multiplyMatrices(
        cache.shares, part.shares, by: cache.keysValues.values, part.value,
        into: &cache.mixed.values, part.query)
    }
    return (output.infer(cache.mixed), cache)
  }

  /// Adds the parameters' gradients and gives that by the first set.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    let mixed = output.backward(outputGradient, cache.mixed)
    let scale = 1 / Float(width).squareRoot()
    var queries = Matrix(rows: cache.input.rows, columns: width)
    var keysValues = Matrix(rows: cache.others.rows, columns: 2 * width)
    var shares = [Float](repeating: 0, count: cache.shares.count)
    let sets = cache.input.rows / cache.places
    for set in 0..<sets {
      let part = part(set, cache)
      multiplyMatrices(
        cache.shares, part.shares.transposed, by: mixed.values, part.query,
        into: &keysValues.values, part.value)
      multiplyMatrices(
        mixed.values, part.query, by: cache.keysValues.values, part.value.transposed,
        into: &shares, part.shares)
    }
    Rows.backThroughSoftmax(&shares, shares: cache.shares, columns: cache.otherPlaces)
    for set in 0..<sets {
      let part = part(set, cache)
      multiplyMatrices(
        shares, part.shares, by: cache.keysValues.values, part.key, scale: scale,
        into: &queries.values, part.query)
      multiplyMatrices(
        shares, part.shares.transposed, by: cache.queries.values, part.query, scale: scale,
        into: &keysValues.values, part.key)
    }
    keyValue.addGradients(keysValues, cache.others)
    return query.backward(queries, cache.input)
  }

  /// Where the parts of a pair of sets lie.
  private struct Part {
    var query, key, value, shares: Block
  }

  private func part(_ set: Int, _ cache: Cache) -> Part {
    let (places, others, width) = (cache.places, cache.otherPlaces, width)
    let start = set * others * 2 * width
    return Part(
      query: Block(rows: places, columns: width, offset: set * places * width),
      key: Block(rows: others, columns: width, offset: start, stride: 2 * width),
      value: Block(rows: others, columns: width, offset: start + width, stride: 2 * width),
      shares: Block(rows: places, columns: others, offset: set * places * others))
  }
}
