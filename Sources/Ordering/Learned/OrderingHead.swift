public import LinearAlgebra
public import NeuralNetworks

/// A map from a set of features to a score each, that heeds no order: items in another order get
/// their scores in that order.
public struct OrderingHead: Parameterized, Sendable {
  /// How items learn of each other.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Blocks of self-attention without any encoding of place (PL-Stitch).
    case attention
    /// Read, process, write (Order Matters, arXiv 1511.06391).
    case readProcessWrite = "read-process-write"
  }

  /// The sizes of a head.
  public struct Shape: Sendable, Hashable, Codable {
    /// How items learn of each other.
    public var kind = Kind.attention
    /// Values of a feature.
    public var inputs: Int
    /// Values of an item within.
    public var width = 64
    /// Blocks of attention, or steps of processing.
    public var depth = 2
    /// Heads of the attention.
    public var heads = 4

    /// The usual sizes for features of some width.
    public init(inputs: Int) { self.inputs = inputs }
  }

  private enum Body: Sendable {
    case attention(SetTransformer)
    case readProcessWrite(ReadProcessWrite)
  }

  /// The sizes.
  public let shape: Shape
  private let body: Body

  /// Draws the weights, those of the last layer small, so that a new head knows of no order.
  public init(_ shape: Shape, using generator: inout SplitMix64) {
    self.shape = shape
    switch shape.kind {
    case .attention: body = .attention(SetTransformer(shape, using: &generator))
    case .readProcessWrite:
      body = .readProcessWrite(ReadProcessWrite(shape, using: &generator))
    }
  }

  /// All weights.
  public var parameters: [Parameter] {
    switch body {
    case .attention(let body): body.parameters
    case .readProcessWrite(let body): body.parameters
    }
  }

  /// What the forward pass computed.
  public struct Cache: Sendable {
    fileprivate enum Kind: Sendable {
      case attention(SetTransformer.Cache)
      case readProcessWrite(ReadProcessWrite.Cache)
    }
    fileprivate var kind: Kind
  }

  /// The scores, one a row of the batch; those of empty places mean nothing.
  public func scores(_ items: SetBatch) -> [Float] { forward(items).scores }

  /// The scores, and what the backward pass needs.
  public func forward(_ items: SetBatch) -> (scores: [Float], cache: Cache) {
    switch body {
    case .attention(let body):
      let (scores, cache) = body.forward(items)
      return (scores, Cache(kind: .attention(cache)))
    case .readProcessWrite(let body):
      let (scores, cache) = body.forward(items)
      return (scores, Cache(kind: .readProcessWrite(cache)))
    }
  }

  /// Adds the weights' gradients and gives that by the features; a gradient by the score of an empty
  /// place has to be 0.
  public func backward(_ gradient: [Float], _ cache: Cache) -> Matrix {
    switch (body, cache.kind) {
    case (.attention(let body), .attention(let cache)): body.backward(gradient, cache)
    case (.readProcessWrite(let body), .readProcessWrite(let cache)):
      body.backward(gradient, cache)
    default: preconditionFailure("the cache is another head's")
    }
  }
}
