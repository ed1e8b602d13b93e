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
/// Cost: `2 * 32^2 + 3 * 32 * D` multiply-adds a sample, no allocation. Memory: the same order.
public struct OnlinePredictor: Sendable {
  private static let regressors = 32

  private let dimensions: Int
  private let projection: Matrix
  private var inverse: InverseCovariance
  private var weights: Matrix
  private var first: [Float] = []
  private var last: [Float] = []
  private var regressor: [Float]
  private var gain: [Float]
  private var predicted: [Float]
  private var error: [Float]
  private var projected: [Float]

  /// Makes a predictor that has seen nothing.
  ///
  /// - Parameters:
  ///   - dimensions: values in a feature vector.
  ///   - forgetting: weight that a sample keeps a step later; 0.995 remembers about 200 samples.
  ///   - seed: of the random projections.
  public init(dimensions: Int, forgetting: Float = 0.995, seed: UInt64 = 12_345) {
    precondition(dimensions > 0 && forgetting > 0 && forgetting <= 1)
    self.dimensions = dimensions
    let count = Self.regressors
    var projection = Matrix(rows: count - 1, columns: dimensions)
    var state = seed
    let size = 1 / Float(dimensions).squareRoot()
    for i in projection.values.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      projection.values[i] = state >> 63 == 1 ? size : -size
    }
    self.projection = projection
    inverse = InverseCovariance(size: count, forgetting: Double(forgetting))
    weights = Matrix(rows: count, columns: dimensions)
    regressor = Array(repeating: 0, count: count)
    gain = Array(repeating: 0, count: count)
    predicted = Array(repeating: 0, count: dimensions)
    error = predicted
    projected = Array(repeating: 0, count: count - 1)
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
    let square = Self.error(of: predicted, from: last, to: features, into: &error)
    inverse.update(regressor, gain: &gain)
    weights.addOuterProduct(1, gain, error)
    last = features
    return log(square / Float(dimensions) + 1e-3)
  }

  /// The regressor: a constant and the projections of the last vector.
  private mutating func regress() {
    Self.subtract(first, from: last, into: &error)
    projection.multiply(error, into: &projected)
    regressor[0] = 1
    for i in projected.indices { regressor[i + 1] = projected[i] }
  }

  private static func subtract(_ first: [Float], from last: [Float], into result: inout [Float]) {
    for i in 0..<min(result.count, first.count, last.count) { result[i] = last[i] - first[i] }
  }

  /// What a prediction missed of a step, and the sum of its squares.
  private static func error(
    of predicted: [Float], from last: [Float], to next: [Float], into error: inout [Float]
  ) -> Float {
    var square: Float = 0
    for i in 0..<min(error.count, predicted.count, last.count, next.count) {
      let missed = next[i] - last[i] - predicted[i]
      error[i] = missed
      square += missed * missed
    }
    return square
  }
}
