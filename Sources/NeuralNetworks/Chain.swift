public import LinearAlgebra

/// Two layers, the second fed by the first: `Dense(…).then(Activation.gelu).then(Dense(…))`.
public struct Chain<First: Layer, Second: Layer>: Layer {
  /// The layer that sees the input.
  public let first: First
  /// The layer that gives the output.
  public let second: Second

  /// What both layers need for the backward pass.
  public struct Cache: Sendable {
    var first: First.Cache
    var second: Second.Cache
  }

  /// Joins two layers.
  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  /// Those of the first layer, then those of the second.
  public var parameters: [Parameter] { first.parameters + second.parameters }

  /// The output alone.
  public func infer(_ input: Matrix) -> Matrix { second.infer(first.infer(input)) }

  /// The output, and what both layers need.
  public func forward(_ input: Matrix) -> (output: Matrix, cache: Cache) {
    let (middle, firstCache) = first.forward(input)
    let (output, secondCache) = second.forward(middle)
    return (output, Cache(first: firstCache, second: secondCache))
  }

  /// Back through the second layer, then through the first.
  public func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix {
    first.backward(second.backward(outputGradient, cache.second), cache.first)
  }
}

extension Layer {
  /// This layer with another behind it.
  public func then<Next: Layer>(_ next: Next) -> Chain<Self, Next> { Chain(self, next) }
}
