public import LinearAlgebra
public import NeuralNetworks

/// A clip as an assessor reads it.
public struct AssessedClip: Sendable, Hashable {
  /// Standardised rows in the order of time, at least one.
  public var rows: Matrix
  /// What is known of the clip as a whole: means and spreads of its rows, and such.
  public var summary: [Float]

  /// Joins both.
  public init(rows: Matrix, summary: [Float]) {
    precondition(rows.rows > 0, "a clip without rows cannot be assessed")
    self.rows = rows
    self.summary = summary
  }
}

/// Scores clips: a small recurrent network over the rows beside a linear map of the summary.
///
/// `e_t = tanh(x_t E + b)`, `h = GRU(e)`, `y = (attention over h_t, h_last)`,
/// `s = y V + z w`, with rows `x_t`, the summary `z`, and weights `E`, `b`, `V`, `w`. Only differences
/// of scores mean anything, so `s` has no bias. Cost: about `H (D + 6 H)` multiply-adds a row.
public struct AssessorNetwork: Parameterized, Sendable {
  /// How wide it is.
  public struct Shape: Sendable, Hashable {
    /// Columns of a row.
    public var columns: Int
    /// Values of a summary.
    public var summary: Int
    /// `H`, the state of the recurrent layer; 0 for the linear map alone.
    public var hidden: Int

    /// Describes a shape.
    public init(columns: Int, summary: Int, hidden: Int) {
      precondition(columns > 0 && summary > 0 && hidden >= 0, "an assessor has to see something")
      self.columns = columns
      self.summary = summary
      self.hidden = hidden
    }
  }

  /// The sizes.
  public let shape: Shape
  private let embedding: Dense
  private let recurrent: GRU
  private let pooling: AttentionPooling
  private let head: Dense
  private let linear: Dense

  /// Draws the weights; both parts of the score start near 0.
  public init(_ shape: Shape, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let width = max(1, shape.hidden)
    self.shape = shape
    embedding = Dense("embedding", inputs: shape.columns, outputs: width, using: &generator)
    recurrent = GRU("recurrent", inputs: width, width: width, using: &generator)
    pooling = AttentionPooling("pooling", width: width)
    head = Dense(
      "head", inputs: 2 * width, outputs: 1, gain: 0.3, hasBias: false, using: &generator)
    linear = Dense(
      "linear", inputs: shape.summary, outputs: 1, gain: 0.1, hasBias: false, using: &generator)
  }

  /// Those of all layers; without a recurrent part only those of the linear map.
  public var parameters: [Parameter] {
    shape.hidden == 0
      ? linear.parameters
      : embedding.parameters + recurrent.parameters + pooling.parameters + head.parameters
        + linear.parameters
  }

  /// What the backward pass needs of the forward pass.
  public struct Cache: Sendable {
    var summaries: Matrix
    var deep: Deep?

    struct Deep: Sendable {
      var rows: Matrix
      var embedding: Activation.Cache
      var recurrent: GRU.Cache
      var pooling: AttentionPooling.Cache
      var pooled: Matrix
      var lengths: [Int]
    }
  }

  /// The scores of clips.
  public func scores(_ clips: [AssessedClip]) -> [Float] { forward(clips).scores }

  /// The scores of clips, and what the backward pass needs.
  public func forward(_ clips: [AssessedClip]) -> (scores: [Float], cache: Cache) {
    precondition(!clips.isEmpty, "there is no clip to score")
    for clip in clips {
      precondition(
        clip.rows.columns == shape.columns && clip.summary.count == shape.summary,
        "a clip of \(clip.rows.columns) columns and \(clip.summary.count) values does not fit")
    }
    let summaries = Matrix(
      rows: clips.count, columns: shape.summary, values: clips.flatMap(\.summary))
    var scores = linear.infer(summaries).values
    guard shape.hidden > 0 else { return (scores, Cache(summaries: summaries)) }
    let (deep, cache) = forwardDeep(clips)
    for i in scores.indices { scores[i] += deep[i] }
    return (scores, Cache(summaries: summaries, deep: cache))
  }

  /// Adds the gradients of all weights, given those by the scores.
  public func backward(_ scoreGradient: [Float], _ cache: Cache) {
    let gradient = Matrix(rows: scoreGradient.count, columns: 1, values: scoreGradient)
    linear.addGradients(gradient, cache.summaries)
    if let deep = cache.deep { backwardDeep(gradient, deep) }
  }

  private func forwardDeep(_ clips: [AssessedClip]) -> (scores: [Float], cache: Cache.Deep) {
    let (count, columns) = (clips.count, shape.columns)
    let lengths = clips.map(\.rows.rows)
    let steps = lengths.reduce(1, max)
    var rows = Matrix(rows: steps * count, columns: columns)
    for (i, clip) in clips.enumerated() {
      for step in 0..<lengths[i] {
        for j in 0..<columns {
          rows.values[(step * count + i) * columns + j] = clip.rows.values[step * columns + j]
        }
      }
    }
    let (embedded, embeddingCache) = Activation.tanh.forward(embedding.infer(rows))
    let (states, _, recurrentCache) = recurrent.forward(
      SequenceBatch(embedded, sequences: count), from: nil)
    let (attended, poolingCache) = pooling.forward(
      SequenceBatch(states, sequences: count), lengths: lengths)
    let width = states.columns
    var pooled = Matrix(rows: count, columns: 2 * width)
    for i in 0..<count {
      let last = ((lengths[i] - 1) * count + i) * width
      for j in 0..<width {
        pooled[i, j] = attended[i, j]
        pooled[i, width + j] = states.values[last + j]
      }
    }
    let cache = Cache.Deep(
      rows: rows, embedding: embeddingCache, recurrent: recurrentCache, pooling: poolingCache,
      pooled: pooled, lengths: lengths)
    return (head.infer(pooled).values, cache)
  }

  private func backwardDeep(_ gradient: Matrix, _ cache: Cache.Deep) {
    let count = gradient.rows
    let byPooled = head.backward(gradient, cache.pooled)
    let width = byPooled.columns / 2
    var byAttended = Matrix(rows: count, columns: width)
    for i in 0..<count {
      for j in 0..<width { byAttended[i, j] = byPooled[i, j] }
    }
    var byStates = pooling.backward(byAttended, cache.pooling)
    for i in 0..<count {
      let last = ((cache.lengths[i] - 1) * count + i) * width
      for j in 0..<width { byStates.values[last + j] += byPooled[i, width + j] }
    }
    let byEmbedded = recurrent.backward(byStates, stateGradient: nil, cache.recurrent).input
    embedding.addGradients(Activation.tanh.backward(byEmbedded, cache.embedding), cache.rows)
  }
}
