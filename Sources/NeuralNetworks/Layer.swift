public import LinearAlgebra

/// A differentiable map from batches to batches; a row is a sample.
///
/// A layer holds no state of a computation: ``forward(_:)`` hands out what ``backward(_:_:)`` needs,
/// so a layer may be used several times in one step, and from several threads.
public protocol Layer: Parameterized, Sendable {
  /// What the backward pass needs of the forward pass.
  associatedtype Cache: Sendable

  /// The output alone, which keeps nothing for a backward pass.
  func infer(_ input: Matrix) -> Matrix

  /// The output and what the backward pass needs.
  func forward(_ input: Matrix) -> (output: Matrix, cache: Cache)

  /// Takes the gradient by the output, adds those by the parameters, gives that by the input.
  func backward(_ outputGradient: Matrix, _ cache: Cache) -> Matrix
}
