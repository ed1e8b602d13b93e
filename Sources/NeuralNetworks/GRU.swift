public import LinearAlgebra

/// A gated recurrent unit over batches of sequences (Cho, 2014; the form of cuDNN).
///
/// `r = sigmoid(x Wr + h Ur + br)`, `z = sigmoid(x Wz + h Uz + bz)`,
/// `n = tanh(x Wn + bn + r (h Un + c))`, `h = (1 - z) n + z h`; the output is `h`.
/// Shapes: `W` is `in x 3H`, `U` is `H x 3H`, columns in the order r, z, n. Cost: `3 H (in + H)`
/// multiply-adds a step and sequence forward, twice that backward; memory `8 H` values a row.
public struct GRU: RecurrentLayer {
  /// `W`, `in x 3H`.
  public let weight: Parameter
  /// `U`, `H x 3H`.
  public let recurrent: Parameter
  /// `br`, `bz`, `bn`.
  public let bias: Parameter
  /// `c`, the bias inside the reset gate.
  public let inner: Parameter

  /// Width of the input.
  public var inputs: Int { weight.shape[0] }
  /// `H`.
  public var stateWidth: Int { inner.shape[0] }

  /// Draws `W` and `U` from normal distributions of deviation `1 / sqrt(in)` and `1 / sqrt(H)`.
  public init(_ name: String, inputs: Int, width: Int, using generator: inout SplitMix64) {
    precondition(inputs > 0 && width > 0, "\(name) has no size")
    func draw(_ rows: Int) -> [Float] {
      let deviation = 1 / Float(rows).squareRoot()
      return generator.normals(rows * 3 * width).map { $0 * deviation }
    }
    weight = Parameter("\(name).weight", shape: [inputs, 3 * width], values: draw(inputs))
    recurrent = Parameter("\(name).recurrent", shape: [width, 3 * width], values: draw(width))
    let zeros = [Float](repeating: 0, count: 3 * width)
    bias = Parameter("\(name).bias", shape: [3 * width], values: zeros)
    inner = Parameter("\(name).inner", shape: [width], values: Array(zeros.prefix(width)))
  }

  /// Both weights and both biases.
  public var parameters: [Parameter] { [weight, recurrent, bias, inner] }

  /// What each step of the forward pass computed; a row a step and sequence.
  public struct Cache: Sendable {
    var input: SequenceBatch
    /// `r` and `z`, `2H` columns.
    var gates: Matrix
    /// `n`.
    var candidates: Matrix
    /// `h Un + c`.
    var inner: Matrix
    /// `h` before the step, zeroed where it was reset.
    var before: Matrix
  }

  /// All states and the last.
  public func infer(
    _ input: SequenceBatch, from initial: Matrix? = nil
  ) -> (output: Matrix, state: Matrix) {
    let (output, state, _) = forward(input, from: initial)
    return (output, state)
  }

  /// All states, the last, and what the backward pass needs.
  public func forward(
    _ input: SequenceBatch, from initial: Matrix? = nil
  ) -> (output: Matrix, state: Matrix, cache: Cache) {
    let (width, rows, batch) = (stateWidth, input.values.rows, input.sequences)
    precondition(input.values.columns == inputs, "\(input.values.columns) columns, not \(inputs)")
    var state = initialState(initial, input)
    var cache = Cache(
      input: input, gates: Matrix(rows: rows, columns: 2 * width),
      candidates: Matrix(rows: rows, columns: width), inner: Matrix(rows: rows, columns: width),
      before: Matrix(rows: rows, columns: width))
    let blocks = Blocks(inputs: inputs, width: width)
    let (weight, recurrent, bias) = (weight.values, recurrent.values, bias.values)
    Rows.fill(&cache.gates.values, with: bias[..<(2 * width)])
    Rows.fill(&cache.candidates.values, with: bias[(2 * width)...])
    Rows.fill(&cache.inner.values, with: inner.values[...])
    multiplyMatrices(
      input.values.values, input.values.block, by: weight, blocks.weightGates,
      into: &cache.gates.values, cache.gates.block, keeping: 1)
    multiplyMatrices(
      input.values.values, input.values.block, by: weight, blocks.weightCandidate,
      into: &cache.candidates.values, cache.candidates.block, keeping: 1)

    var output = Matrix(rows: rows, columns: width)
    for t in 0..<input.steps {
      let first = t * batch
      for i in 0..<batch where input.isReset(first + i) {
        for j in 0..<width { state.values[i * width + j] = 0 }
      }
      Self.copy(state.values, into: &cache.before.values, at: first * width)
      multiplyMatrices(
        state.values, state.block, by: recurrent, blocks.recurrentGates, into: &cache.gates.values,
        Block(rows: batch, columns: 2 * width, offset: first * 2 * width), keeping: 1)
      multiplyMatrices(
        state.values, state.block, by: recurrent, blocks.recurrentCandidate,
        into: &cache.inner.values, Block(rows: batch, columns: width, offset: first * width),
        keeping: 1)
      Elementwise.sigmoid(
        &cache.gates.values, in: (first * 2 * width)..<((first + batch) * 2 * width))
      Self.advance(&state, &cache, first: first, batch: batch)
      Self.copy(state.values, into: &output.values, at: first * width)
    }
    return (output, state, cache)
  }

  /// Where the parts for r and z, and for n, lie in the weights.
  struct Blocks {
    let weightGates, weightCandidate, recurrentGates, recurrentCandidate: Block

    init(inputs: Int, width: Int) {
      let stride = 3 * width
      weightGates = Block(rows: inputs, columns: 2 * width, stride: stride)
      weightCandidate = Block(rows: inputs, columns: width, offset: 2 * width, stride: stride)
      recurrentGates = Block(rows: width, columns: 2 * width, stride: stride)
      recurrentCandidate = Block(rows: width, columns: width, offset: 2 * width, stride: stride)
    }
  }

  /// `n = tanh(x Wn + bn + r q)` and `h = n + z (h - n)` of one step.
  private static func advance(
    _ state: inout Matrix, _ cache: inout Cache, first: Int, batch: Int
  ) {
    let width = state.columns
    unsafe cache.candidates.values.withUnsafeMutableBufferPointer { n in
      unsafe cache.inner.values.withUnsafeBufferPointer { q in
        unsafe cache.gates.values.withUnsafeBufferPointer { gates in
          guard let n = n.baseAddress, let q = q.baseAddress, let gates = gates.baseAddress
          else { return }
          for i in first..<(first + batch) {
            let (n, q, r) = unsafe (n + i * width, q + i * width, gates + i * 2 * width)
            for j in 0..<width { unsafe n[j] += r[j] * q[j] }
          }
        }
      }
    }
    Elementwise.tanh(&cache.candidates.values, in: (first * width)..<((first + batch) * width))
    unsafe cache.candidates.values.withUnsafeBufferPointer { n in
      unsafe cache.gates.values.withUnsafeBufferPointer { gates in
        unsafe state.values.withUnsafeMutableBufferPointer { h in
          guard let n = n.baseAddress, let gates = gates.baseAddress, let h = h.baseAddress
          else { return }
          for i in 0..<batch {
            let n = unsafe n + (first + i) * width
            let (z, h) = unsafe (gates + (first + i) * 2 * width + width, h + i * width)
            for j in 0..<width { unsafe h[j] = n[j] + z[j] * (h[j] - n[j]) }
          }
        }
      }
    }
  }

  /// Copies a whole array to a place in another.
  static func copy(_ source: [Float], into target: inout [Float], at place: Int) {
    precondition(place + source.count <= target.count, "a copy reaches beyond its array")
    unsafe target.withUnsafeMutableBufferPointer { target in
      unsafe source.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + place).update(from: from, count: source.count)
      }
    }
  }
}
