internal import LinearAlgebra
public import NeuralNetworks

/// Says what action a demonstrator takes next, from what was seen so far.
///
/// `p(a_t | o_1 ... o_t) = softmax(V h_t + c)` with `h = memory(encoder(o))`: the unconditional
/// policy of Skill Boundary Detection, fitted to the mean negative log-likelihood of the actions
/// taken. Its losses feed the published rule (``PublishedSegmentation``) and the
/// ``LikelihoodRatio``. Without the action before by default: seeing it lowers the loss but hides
/// the change of skill. Cost: a dense layer and a recurrent step a row.
public struct ActionPredictor: Parameterized, Sendable {
  /// The sizes.
  public struct Shape: Sendable, Hashable {
    /// What is remembered.
    public enum Memory: String, Sendable, Hashable, CaseIterable {
      /// A gated recurrent unit of `width` values.
      case gated
      /// A diagonal state space of `width` complex values.
      case stateSpace
    }

    /// What is seen.
    public var encoder: ObservationEncoder.Shape
    /// What is remembered.
    public var memory = Memory.gated
    /// Width of the memory.
    public var width = 96

    /// Collects the sizes; the action before is not seen.
    public init(encoder: ObservationEncoder.Shape) {
      self.encoder = encoder
      self.encoder.seesPreviousAction = false
    }
  }

  /// The sizes.
  public let shape: Shape
  let encoder: ObservationEncoder
  let memory: ActionMemory
  let output: Dense

  /// Draws the weights.
  public init(_ shape: Shape, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    self.shape = shape
    encoder = ObservationEncoder(shape.encoder, using: &generator)
    memory = ActionMemory(shape, inputs: encoder.outputs, using: &generator)
    output = Dense(
      "output", inputs: memory.outputs, outputs: shape.encoder.codes, gain: 0.5, using: &generator)
  }

  /// All weights.
  public var parameters: [Parameter] {
    encoder.parameters + memory.parameters + output.parameters
  }

  /// The negative log-likelihood of each row's action in nats, the memory carried over the whole
  /// demonstration; 0 where no action is known.
  public func losses(_ series: DemonstrationSeries) -> [Float] {
    var (state, result): (Matrix?, [Float]) = (nil, [])
    result.reserveCapacity(series.count)
    for start in stride(from: 0, to: series.count, by: Self.chunk) {
      let rows = start..<min(series.count, start + Self.chunk)
      let seen = encoder.infer(SeriesBatch(series, rows: rows))
      let (remembered, last) = memory.infer(SequenceBatch(seen, sequences: 1), from: state)
      state = last
      result += CrossEntropy.losses(
        logits: output.infer(remembered), targets: series.codes[rows].map { Int($0) })
    }
    return result
  }

  /// Rows that are encoded at once.
  static let chunk = 1024
}
