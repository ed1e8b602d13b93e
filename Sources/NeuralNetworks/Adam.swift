internal import LinearAlgebra

/// Adam with decoupled weight decay (Kingma and Ba, 2015; Loshchilov and Hutter, 2019).
///
/// `m = b1 m + (1 - b1) g`, `v = b2 v + (1 - b2) g^2`,
/// `w -= rate (m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon) + decay w)`; decay only where
/// ``Parameter/decays``. Cost: one pass over values, gradient and two moments.
public struct Adam: Sendable {
  /// How fast the mean of the gradient forgets.
  public let firstDecay: Float = 0.9
  /// How fast the mean of its square forgets.
  public let secondDecay: Float = 0.999
  /// What keeps the quotient finite.
  public var epsilon: Float = 1e-8
  /// The weight decay, times the rate.
  public var weightDecay: Float

  /// Steps taken.
  public internal(set) var steps = 0
  /// The mean gradients, a list a parameter.
  public internal(set) var first: [[Float]]
  /// The mean squares, a list a parameter.
  public internal(set) var second: [[Float]]
  /// The two decays to the power of ``steps``, as repeated products: `pow` may differ between
  /// machines.
  private var powers = (first: 1.0, second: 1.0)

  /// Starts for these parameters, which have to come in the same order at each step.
  public init(_ parameters: [Parameter], weightDecay: Float = 0) {
    self.weightDecay = weightDecay
    first = parameters.map { Array(repeating: 0, count: $0.count) }
    second = first
  }

  /// Takes up moments that were stored after some steps.
  mutating func restore(steps: Int, first: [[Float]], second: [[Float]]) {
    (self.steps, self.first, self.second) = (steps, first, second)
    powers = (1, 1)
    for _ in 0..<steps {
      powers = (powers.first * Double(firstDecay), powers.second * Double(secondDecay))
    }
  }

  /// Takes a step against the gradients, which stay as they are.
  public mutating func step(_ parameters: [Parameter], rate: Float) {
    precondition(parameters.count == first.count, "\(parameters.count) parameters are not its own")
    steps += 1
    powers = (powers.first * Double(firstDecay), powers.second * Double(secondDecay))
    let constants = Constants(
      first: firstDecay, second: secondDecay, epsilon: epsilon,
      step: rate / Float(1 - powers.first),
      root: Float((1 / (1 - powers.second)).squareRoot()),
      shrink: 0)
    for (i, parameter) in parameters.enumerated() {
      precondition(parameter.count == first[i].count, "\(parameter.name) is not its own")
      var constants = constants
      if parameter.decays { constants.shrink = rate * weightDecay }
      parameter.update { values, gradient in
        Self.update(&values, gradient, &first[i], &second[i], constants)
      }
    }
  }

  private struct Constants {
    var first, second, epsilon, step, root, shrink: Float
  }

  private static func update(
    _ values: inout [Float], _ gradient: [Float], _ first: inout [Float],
    _ second: inout [Float], _ c: Constants
  ) {
    let count = min(values.count, gradient.count, first.count, second.count)
    let (keepFirst, takeFirst) = (c.first, 1 - c.first)
    let (keepSecond, takeSecond) = (c.second, 1 - c.second)
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe gradient.withUnsafeBufferPointer { gradient in
        unsafe first.withUnsafeMutableBufferPointer { first in
          unsafe second.withUnsafeMutableBufferPointer { second in
            guard let w = values.baseAddress, let g = gradient.baseAddress,
              let m = first.baseAddress, let v = second.baseAddress
            else { return }
            for i in 0..<count {
              let mean = unsafe keepFirst * m[i] + takeFirst * g[i]
              let square = unsafe keepSecond * v[i] + takeSecond * (g[i] * g[i])
              unsafe m[i] = mean
              unsafe v[i] = square
              let move = c.step * mean / (square.squareRoot() * c.root + c.epsilon)
              unsafe w[i] -= move + c.shrink * w[i]
            }
          }
        }
      }
    }
  }
}

/// The gradient of a whole model as one vector.
public enum GlobalNorm {
  /// Its length; NaN or infinite where a gradient is.
  public static func of(_ parameters: [Parameter]) -> Float {
    var total = 0.0
    for parameter in parameters { total += sumOfSquares(parameter.gradient) }
    return Float(total.squareRoot())
  }

  /// Scales all gradients so that the length is `limit` at most, and gives what it was.
  public static func clip(_ parameters: [Parameter], to limit: Float) -> Float {
    let norm = of(parameters)
    guard norm > limit, norm.isFinite else { return norm }
    let factor = limit / norm
    for parameter in parameters {
      parameter.addGradient { gradient in
        for i in gradient.indices { gradient[i] *= factor }
      }
    }
    return norm
  }
}
