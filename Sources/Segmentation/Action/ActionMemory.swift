internal import LinearAlgebra
internal import NeuralNetworks

/// What an action predictor remembers of a demonstration: a GRU, or a state space behind a GELU.
enum ActionMemory: Sendable {
  case gated(GRU)
  case stateSpace(DiagonalStateSpace)

  /// What the backward pass needs.
  enum Cache: Sendable {
    case gated(GRU.Cache)
    case stateSpace(DiagonalStateSpace.Cache, Activation.Cache)
  }

  /// Draws the weights.
  init(_ shape: ActionPredictor.Shape, inputs: Int, using generator: inout SplitMix64) {
    switch shape.memory {
    case .gated:
      self = .gated(GRU("memory", inputs: inputs, width: shape.width, using: &generator))
    case .stateSpace:
      self = .stateSpace(
        DiagonalStateSpace("memory", width: inputs, states: shape.width, using: &generator))
    }
  }

  var parameters: [Parameter] {
    switch self {
    case .gated(let gru): gru.parameters
    case .stateSpace(let space): space.parameters
    }
  }

  /// Columns that come out.
  var outputs: Int {
    switch self {
    case .gated(let gru): gru.stateWidth
    case .stateSpace(let space): space.width
    }
  }

  /// The outputs of all steps and the state after the last, from a given state or from zeros.
  func infer(_ input: SequenceBatch, from initial: Matrix?) -> (output: Matrix, state: Matrix) {
    switch self {
    case .gated(let gru): return gru.infer(input, from: initial)
    case .stateSpace(let space):
      let (linear, state) = space.infer(input, from: initial)
      return (Activation.gelu.infer(linear), state)
    }
  }

  /// The outputs from an empty state, and what the backward pass needs.
  func forward(_ input: SequenceBatch) -> (output: Matrix, cache: Cache) {
    switch self {
    case .gated(let gru):
      let (output, _, cache) = gru.forward(input)
      return (output, .gated(cache))
    case .stateSpace(let space):
      let (linear, _, cache) = space.forward(input, from: nil)
      let (output, activation) = Activation.gelu.forward(linear)
      return (output, .stateSpace(cache, activation))
    }
  }

  /// The gradient by the inputs; adds the weights'.
  func backward(_ gradient: Matrix, _ cache: Cache) -> Matrix {
    switch (self, cache) {
    case (.gated(let gru), .gated(let cache)):
      return gru.backward(gradient, stateGradient: nil, cache).input
    case (.stateSpace(let space), .stateSpace(let cache, let activation)):
      return space.backward(
        Activation.gelu.backward(gradient, activation), stateGradient: nil, cache
      ).input
    default: preconditionFailure("the cache is another memory's")
    }
  }
}
