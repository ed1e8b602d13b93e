public import LinearAlgebra

/// Attention and a small network over each element of a set, both beside a way around them.
///
/// `h = x + attention(norm(x))`, `y = h + W2 gelu(W1 norm(h))` with the norm before each part
/// (Xiong, 2020). Elements in another order give the same outputs in that order; empty places count
/// for nothing. Shapes: `N places x width` to the same. Cost: `places (8 width^2 + 2 places width)`
/// multiply-adds a set forward with a hidden layer of twice the width.
public struct TransformerBlock: Parameterized, Sendable {
  /// The attention.
  public let attention: SelfAttention
  private let attentionNorm: LayerNorm
  private let network: Chain<LayerNorm, Chain<Chain<Dense, Activation>, Dense>>

  /// Draws the weights; the hidden layer is `expansion` times as wide.
  public init(
    _ name: String, width: Int, heads: Int, expansion: Int = 2, using generator: inout SplitMix64
  ) {
    attentionNorm = LayerNorm("\(name).attentionNorm", width: width)
    attention = SelfAttention("\(name).attention", width: width, heads: heads, using: &generator)
    let hidden = Dense(
      "\(name).hidden", inputs: width, outputs: expansion * width, gain: 1.4, using: &generator)
    let output = Dense(
      "\(name).output", inputs: expansion * width, outputs: width, using: &generator)
    network = LayerNorm("\(name).norm", width: width)
      .then(hidden.then(Activation.gelu).then(output))
  }

  /// All weights.
  public var parameters: [Parameter] {
    attentionNorm.parameters + attention.parameters + network.parameters
  }

  /// What the forward pass computed.
  public struct Cache: Sendable {
    var norm: LayerNorm.Cache
    var attention: SelfAttention.Cache
    var network: Chain<LayerNorm, Chain<Chain<Dense, Activation>, Dense>>.Cache
  }

  /// The outputs alone.
  public func infer(_ input: SetBatch) -> SetBatch { forward(input).output }

  /// The outputs, and what the backward pass needs.
  public func forward(_ input: SetBatch) -> (output: SetBatch, cache: Cache) {
    let (normed, norm) = attentionNorm.forward(input.values)
    var seen = input
    seen.values = normed
    let (attended, attention) = attention.forward(seen)
    let middle = input.values.adding(attended)
    let (change, network) = network.forward(middle)
    var output = input
    output.values = middle.adding(change)
    return (output, Cache(norm: norm, attention: attention, network: network))
  }

  /// Adds the parameters' gradients and gives that by the input.
  ///
  /// The gradient by the output has to be 0 at empty places.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    let middle = outputGradient.adding(network.backward(outputGradient, cache.network))
    let seen = attention.backward(middle, cache.attention)
    return middle.adding(attentionNorm.backward(seen, cache.norm))
  }
}

extension Matrix {
  /// The sum with a matrix of the same shape.
  public func adding(_ other: Matrix) -> Matrix {
    var sum = self
    Rows.add(other.values, toEachOf: &sum.values)
    return sum
  }
}
