internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Learns within a video what feature vector comes next, and says how wrong it was.
///
/// The next step `x_t - x_(t-1)` is predicted linearly from 31 random sign projections of
/// `x_(t-1) - x_0` and a constant, by recursive least squares with forgetting:
/// `k = P phi / (forgetting + phi' P phi)`, `W += k e'`, `P = (P - k (P phi)') / forgetting`.
/// The surprise is `ln(mean e^2 + 0.001)`. Causal; needs no training and no weights.
///
/// Cost: `32^2 + 3 * 32 * D` multiply-adds a sample. Memory: the same order.
public struct OnlinePredictor: Sendable {
  private static let regressors = 32

  private let dimensions: Int
  private let forgetting: Float
  private let projection: Matrix
  private var inverse: Matrix
  private var weights: Matrix
  private var first: [Float] = []
  private var last: [Float] = []
  private var regressor: [Float]
  private var gain: [Float]
  private var predicted: [Float]

  /// Makes a predictor that has seen nothing.
  ///
  /// - Parameters:
  ///   - dimensions: values in a feature vector.
  ///   - forgetting: weight that a sample keeps a step later; 0.995 remembers about 200 samples.
  ///   - seed: of the random projections.
  public init(dimensions: Int, forgetting: Float = 0.995, seed: UInt64 = 12_345) {
    precondition(dimensions > 0 && forgetting > 0 && forgetting <= 1)
    self.dimensions = dimensions
    self.forgetting = forgetting
    let count = Self.regressors
    var projection = Matrix(rows: count - 1, columns: dimensions)
    var state = seed
    let size = 1 / Float(dimensions).squareRoot()
    for i in projection.values.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      projection.values[i] = state >> 63 == 1 ? size : -size
    }
    self.projection = projection
    inverse = Matrix(identity: count)
    weights = Matrix(rows: count, columns: dimensions)
    regressor = Array(repeating: 0, count: count)
    gain = Array(repeating: 0, count: count)
    predicted = Array(repeating: 0, count: dimensions)
  }

  /// Takes the next feature vector and gives its surprise; 0 for the first.
  public mutating func process(_ features: [Float]) -> Float {
    precondition(features.count == dimensions, "\(features.count) features, not \(dimensions)")
    guard !last.isEmpty else {
      (first, last) = (features, features)
      return 0
    }
    regress()
    weights.multiplyTransposed(regressor, into: &predicted)
    var error = predicted
    var square: Float = 0
    for i in 0..<dimensions {
      error[i] = features[i] - last[i] - predicted[i]
      square += error[i] * error[i]
    }
    learn(error)
    last = features
    return log(square / Float(dimensions) + 1e-3)
  }

  /// The regressor: a constant and the projections of the last vector.
  private mutating func regress() {
    var centred = last
    for i in 0..<dimensions { centred[i] -= first[i] }
    var projected = [Float](repeating: 0, count: Self.regressors - 1)
    projection.multiply(centred, into: &projected)
    regressor[0] = 1
    for i in projected.indices { regressor[i + 1] = projected[i] }
  }

  private mutating func learn(_ error: [Float]) {
    inverse.multiply(regressor, into: &gain)
    let scale = 1 / (forgetting + dotProduct(regressor, gain))
    weights.addOuterProduct(scale, gain, error)
    inverse.addOuterProduct(-scale, gain, gain)
    // Forgetting without news would let the inverse grow for ever; its trace is held.
    var trace: Float = 0
    for i in 0..<Self.regressors { trace += inverse[i, i] / forgetting }
    let factor = (trace > 1e4 ? 1e4 / trace : 1) / forgetting
    for i in inverse.values.indices { inverse.values[i] *= factor }
  }
}
