public import LinearAlgebra
public import NeuralNetworks

/// Turns what is seen in a row, and the action before it, into a hidden vector.
///
/// `u = [relu(W [E(token_1) ... E(token_P), features] + b), one-hot(previous action)]`. In training
/// whole patches are dropped at random, so that no single one is relied on.
public struct ObservationEncoder: Parameterized, Sendable {
  /// The sizes.
  public struct Shape: Sendable, Hashable {
    /// Tokens a row.
    public var positions: Int
    /// Tokens of the codebook.
    public var vocabulary: Int
    /// Length of a token's vector.
    public var tokenWidth = 12
    /// Further numbers a row, with the marks of changed patches.
    public var features: Int
    /// Codes of actions.
    public var codes: Int
    /// Length of the hidden vector.
    public var hidden = 96
    /// Whether the action before is seen.
    public var seesPreviousAction = true

    /// Collects the sizes.
    public init(positions: Int, vocabulary: Int, features: Int, codes: Int) {
      self.positions = positions
      self.vocabulary = vocabulary
      self.features = features
      self.codes = codes
    }
  }

  /// The sizes.
  public let shape: Shape
  /// The share of patches that training drops.
  public static let dropout: Float = 0.3

  private let embedding: Embedding?
  private let dense: Dense

  /// The length of the vector that comes out.
  public var outputs: Int { shape.hidden + (shape.seesPreviousAction ? shape.codes : 0) }
  private var tokenInputs: Int { shape.positions * shape.tokenWidth }

  /// Draws the weights.
  public init(_ shape: Shape, using generator: inout SplitMix64) {
    self.shape = shape
    embedding =
      shape.positions > 0
      ? Embedding(
        "encoder.tokens", vocabulary: shape.vocabulary, width: shape.tokenWidth,
        positions: shape.positions, deviation: 0.5, using: &generator) : nil
    dense = Dense(
      "encoder.dense",
      inputs: max(1, shape.positions * shape.tokenWidth + shape.features), outputs: shape.hidden,
      gain: Float(2).squareRoot(), using: &generator)
  }

  /// The token table, the weight and the bias.
  public var parameters: [Parameter] { (embedding?.parameters ?? []) + dense.parameters }

  /// What the backward pass needs.
  struct Cache {
    var tokens: [Int]
    var kept: [Bool]
    var input: Matrix
    var hidden: Matrix
  }

  /// The vectors of all rows of a batch.
  func infer(_ batch: SeriesBatch) -> Matrix {
    let input = self.input(batch, embedding?.infer(batch.tokens), kept: [])
    return join(Activation.relu.infer(dense.infer(input)), batch)
  }

  /// The vectors, with patches dropped at random.
  func forward(_ batch: SeriesBatch, using generator: inout SplitMix64) -> (Matrix, Cache) {
    let kept = batch.tokens.map { _ in generator.uniform() >= Self.dropout }
    let input = self.input(batch, embedding?.infer(batch.tokens), kept: kept)
    let hidden = Activation.relu.infer(dense.infer(input))
    return (
      join(hidden, batch), Cache(tokens: batch.tokens, kept: kept, input: input, hidden: hidden)
    )
  }

  /// Adds the gradients of the weights.
  func backward(_ gradient: Matrix, _ cache: Cache) {
    var hidden = Matrix(rows: gradient.rows, columns: shape.hidden)
    for row in 0..<hidden.rows {
      for j in 0..<shape.hidden where cache.hidden.values[row * shape.hidden + j] > 0 {
        hidden.values[row * shape.hidden + j] = gradient.values[row * outputs + j]
      }
    }
    guard let embedding else { return dense.addGradients(hidden, cache.input) }
    let input = dense.backward(hidden, cache.input)
    let width = shape.tokenWidth
    var tokens = Matrix(rows: input.rows, columns: tokenInputs)
    let scale = 1 / (1 - Self.dropout)
    for row in 0..<input.rows {
      for position in 0..<shape.positions where cache.kept[row * shape.positions + position] {
        let source = row * input.columns + position * width
        let target = row * tokenInputs + position * width
        for j in 0..<width { tokens.values[target + j] = input.values[source + j] * scale }
      }
    }
    embedding.backward(tokens, tokens: cache.tokens)
  }

  private func input(_ batch: SeriesBatch, _ vectors: Matrix?, kept: [Bool]) -> Matrix {
    guard var vectors else {
      // Where only the action before is seen, the layer still has one input: a zero.
      return shape.features == 0 ? Matrix(rows: batch.count, columns: 1) : batch.features
    }
    if !kept.isEmpty {
      let (width, scale) = (shape.tokenWidth, 1 / (1 - Self.dropout))
      for (place, isKept) in kept.enumerated() {
        let factor = isKept ? scale : 0
        for j in place * width..<(place + 1) * width { vectors.values[j] *= factor }
      }
    }
    return shape.features == 0 ? vectors : vectors.joined(with: batch.features)
  }

  private func join(_ hidden: Matrix, _ batch: SeriesBatch) -> Matrix {
    guard shape.seesPreviousAction else { return hidden }
    var previous = Matrix(rows: hidden.rows, columns: shape.codes)
    for (row, code) in batch.previous.enumerated() where code >= 0 {
      previous.values[row * shape.codes + Int(code)] = 1
    }
    return hidden.joined(with: previous)
  }
}

extension Matrix {
  /// The columns of both, side by side.
  func joined(with other: Matrix) -> Matrix {
    precondition(rows == other.rows, "\(rows) rows cannot stand beside \(other.rows)")
    var result = Matrix(rows: rows, columns: columns + other.columns)
    for row in 0..<rows {
      let start = row * result.columns
      result.values.replaceSubrange(
        start..<start + columns, with: values[row * columns..<(row + 1) * columns])
      result.values.replaceSubrange(
        start + columns..<start + result.columns,
        with: other.values[row * other.columns..<(row + 1) * other.columns])
    }
    return result
  }
}
