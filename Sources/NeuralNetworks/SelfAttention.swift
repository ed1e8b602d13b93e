public import LinearAlgebra

/// Sets of equally many places, some of them empty: row `s * places + i` is place `i` of set `s`.
public struct SetBatch: Sendable {
  /// `sets * places` rows.
  public var values: Matrix
  /// Rows of a set.
  public var places: Int
  /// Which rows hold an element; empty where all do.
  public var isPresent: [Bool]

  /// Joins rows and marks.
  public init(_ values: Matrix, places: Int, isPresent: [Bool] = []) {
    precondition(
      places > 0 && values.rows % places == 0, "\(values.rows) rows are not sets of \(places)")
    precondition(
      isPresent.isEmpty || isPresent.count == values.rows,
      "\(isPresent.count) marks, \(values.rows) rows")
    self.values = values
    self.places = places
    self.isPresent = isPresent
  }

  /// How many sets there are.
  public var sets: Int { values.rows / places }
}

/// Attention of the elements of a set to each other, with several heads (Vaswani, 2017).
///
/// `P = softmax(Q K' / sqrt(d))` over the elements present, `y = (P V, heads side by side) Wo + bo`
/// with `[Q K V] = x W`. No place is encoded: elements in another order give the same outputs in
/// that order. Empty places neither count nor come out (their output is 0). Shapes: `N places x
/// width` to the same. Cost: `places (4 width^2 + 2 places width)` multiply-adds a set forward.
public struct SelfAttention: Parameterized, Sendable {
  /// `W`, `width x 3 width`.
  public let projections: Dense
  /// `Wo` and `bo`.
  public let output: Dense
  /// Into how many parts the width is divided.
  public let heads: Int

  /// Values of an element.
  public var width: Int { output.inputs }

  /// Draws both weights from a normal distribution of deviation `1 / sqrt(width)`.
  public init(_ name: String, width: Int, heads: Int, using generator: inout SplitMix64) {
    precondition(heads > 0 && width % heads == 0, "\(width) values are not \(heads) heads")
    self.heads = heads
    projections = Dense(
      "\(name).projections", inputs: width, outputs: 3 * width, hasBias: false, using: &generator)
    output = Dense("\(name).output", inputs: width, outputs: width, using: &generator)
  }

  /// The weights and the bias.
  public var parameters: [Parameter] { projections.parameters + output.parameters }

  /// What the forward pass computed.
  public struct Cache: Sendable {
    var input: SetBatch
    var projected: Matrix
    /// `P`, `places x places` for each head of each set.
    var shares: [Float]
    var mixed: Matrix
  }

  /// The outputs alone.
  public func infer(_ input: SetBatch) -> Matrix { forward(input).output }

  /// The outputs, and what the backward pass needs.
  public func forward(_ input: SetBatch) -> (output: Matrix, cache: Cache) {
    let (places, width) = (input.places, width)
    let projected = projections.infer(input.values)
    var shares = [Float](repeating: 0, count: input.sets * heads * places * places)
    var mixed = Matrix(rows: input.values.rows, columns: width)
    let scale = 1 / Float(width / heads).squareRoot()
    eachHead(of: input) { part in
      multiplyMatrices(
        projected.values, part.query, by: projected.values, part.key.transposed, scale: scale,
        into: &shares, part.shares)
    }
    Self.mask(&shares, input, heads: heads)
    Rows.softmax(&shares, columns: places)
    eachHead(of: input) { part in
      multiplyMatrices(
        shares, part.shares, by: projected.values, part.value, into: &mixed.values, part.mixed)
    }
    var result = output.infer(mixed)
    Self.clearEmpty(&result, input)
    return (result, Cache(input: input, projected: projected, shares: shares, mixed: mixed))
  }

  /// Adds the parameters' gradients and gives that by the input; 0 at empty places.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    var outputGradient = outputGradient
    Self.clearEmpty(&outputGradient, cache.input)
    let mixed = output.backward(outputGradient, cache.mixed)
    let places = cache.input.places
    let scale = 1 / Float(width / heads).squareRoot()
    var projected = Matrix(rows: mixed.rows, columns: 3 * width)
    var shares = [Float](repeating: 0, count: cache.shares.count)
    eachHead(of: cache.input) { part in
      multiplyMatrices(
        cache.shares, part.shares.transposed, by: mixed.values, part.mixed,
        into: &projected.values, part.value)
      multiplyMatrices(
        mixed.values, part.mixed, by: cache.projected.values, part.value.transposed,
        into: &shares, part.shares)
    }
    Rows.backThroughSoftmax(&shares, shares: cache.shares, columns: places)
    eachHead(of: cache.input) { part in
      multiplyMatrices(
        shares, part.shares, by: cache.projected.values, part.key, scale: scale,
        into: &projected.values, part.query)
      multiplyMatrices(
        shares, part.shares.transposed, by: cache.projected.values, part.query, scale: scale,
        into: &projected.values, part.key)
    }
    return projections.backward(projected, cache.input.values)
  }

  /// Where the parts of one head of one set lie.
  private struct Part {
    var query, key, value, mixed, shares: Block
  }

  private func eachHead(of input: SetBatch, _ body: (Part) -> Void) {
    let (places, width, size) = (input.places, width, width / heads)
    for set in 0..<input.sets {
      for head in 0..<heads {
        let start = set * places * 3 * width + head * size
        func projection(_ index: Int) -> Block {
          Block(rows: places, columns: size, offset: start + index * width, stride: 3 * width)
        }
        body(
          Part(
            query: projection(0), key: projection(1), value: projection(2),
            mixed: Block(
              rows: places, columns: size, offset: set * places * width + head * size,
              stride: width),
            shares: Block(
              rows: places, columns: places, offset: (set * heads + head) * places * places)))
      }
    }
  }

  /// Makes the scores of empty places `-inf`, and all scores in their own rows.
  private static func mask(_ shares: inout [Float], _ input: SetBatch, heads: Int) {
    guard !input.isPresent.isEmpty else { return }
    let places = input.places
    for set in 0..<input.sets {
      let present = input.isPresent[(set * places)..<((set + 1) * places)]
      guard present.contains(false) else { continue }
      for head in 0..<heads {
        let start = (set * heads + head) * places * places
        for i in 0..<places {
          for j in 0..<places
          where !(present[present.startIndex + i] && present[present.startIndex + j]) {
            shares[start + i * places + j] = -.infinity
          }
        }
      }
    }
  }

  private static func clearEmpty(_ matrix: inout Matrix, _ input: SetBatch) {
    for (row, isPresent) in input.isPresent.enumerated() where !isPresent {
      for j in 0..<matrix.columns { matrix.values[row * matrix.columns + j] = 0 }
    }
  }
}
