internal import LinearAlgebra

/// The negative log-likelihood of values under predicted means and deviations, less a constant.
///
/// `(y - m)^2 exp(-2 s) / 2 + s`, s the logarithm of the deviation (Nix and Weigend, 1994). A row of
/// predictions holds all m, then all s. Beyond `bounds` the loss is flat in s.
enum GaussianLoss {
  /// The least and the greatest logarithm of a deviation.
  static let bounds: ClosedRange<Float> = -5...3

  /// The mean over the known values, and its gradient by the predictions.
  static func mean(
    _ predicted: Matrix, target: Matrix, isKnown: [Bool]
  ) -> (loss: Double, gradient: Matrix) {
    let targets = target.columns
    let known = max(1, isKnown.count { $0 })
    var gradient = Matrix(rows: predicted.rows, columns: predicted.columns)
    var total = 0.0
    let (logs, inverse) = deviations(predicted, targets)
    for row in 0..<predicted.rows {
      for j in 0..<targets where isKnown[row * targets + j] {
        let place = row * 2 * targets + j
        let scaled =
          (target.values[row * targets + j] - predicted.values[place])
          * inverse[row * targets + j]
        total += Double(scaled * scaled / 2 - logs[row * targets + j])
        gradient.values[place] = -scaled * inverse[row * targets + j] / Float(known)
        if bounds.contains(predicted.values[place + targets]) {
          gradient.values[place + targets] = (1 - scaled * scaled) / Float(known)
        }
      }
    }
    return (total / Double(known), gradient)
  }

  /// The loss of each value; 0 where it is not known.
  static func each(_ predicted: Matrix, target: Matrix, isKnown: [Bool]) -> [Float] {
    let targets = target.columns
    let (logs, inverse) = deviations(predicted, targets)
    return target.values.indices.map { place in
      guard isKnown[place] else { return 0 }
      let (row, j) = (place / targets, place % targets)
      let scaled =
        (target.values[place] - predicted.values[row * 2 * targets + j]) * inverse[place]
      return scaled * scaled / 2 - logs[place]
    }
  }

  /// `-s` within its bounds, and `exp(-s)`.
  private static func deviations(
    _ predicted: Matrix, _ targets: Int
  ) -> (logs: [Float], inverse: [Float]) {
    var inverse = [Float](repeating: 0, count: targets * predicted.rows)
    for row in 0..<predicted.rows {
      for j in 0..<targets {
        let s = predicted.values[row * 2 * targets + targets + j]
        inverse[row * targets + j] = -min(max(s, bounds.lowerBound), bounds.upperBound)
      }
    }
    let logs = inverse
    Elementwise.exp(&inverse)
    return (logs, inverse)
  }
}
