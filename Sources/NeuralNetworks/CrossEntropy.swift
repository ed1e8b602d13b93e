public import LinearAlgebra

/// The loss of a choice among classes: `-ln softmax(logits)[target]`, in nats.
public enum CrossEntropy {
  /// The loss of each row; 0 where the target is negative, which marks a row without one.
  public static func losses(logits: Matrix, targets: [Int]) -> [Float] {
    check(logits, targets)
    let normalisers = Rows.logSumExp(logits.values, columns: logits.columns)
    return targets.indices.map { i in
      targets[i] < 0 ? 0 : normalisers[i] - logits[i, targets[i]]
    }
  }

  /// The mean loss over the rows that have a target, and its gradient by the logits.
  ///
  /// Weights make it the weighted mean: `sum of w loss / sum of w`. It is 0 where no row counts.
  public static func mean(
    logits: Matrix, targets: [Int], weights: [Float]? = nil
  ) -> (loss: Float, gradient: Matrix) {
    precondition(weights.map { $0.count == targets.count } ?? true, "a weight a row is needed")
    let losses = losses(logits: logits, targets: targets)
    var (sum, total) = (0.0, 0.0)
    let shares = targets.indices.map { targets[$0] < 0 ? 0 : weights?[$0] ?? 1 }
    for (loss, share) in zip(losses, shares) where share != 0 {
      sum += Double(loss) * Double(share)
      total += Double(share)
    }
    guard total > 0 else { return (0, Matrix(rows: logits.rows, columns: logits.columns)) }
    var gradient = logits
    Rows.softmax(&gradient.values, columns: logits.columns)
    for (i, target) in targets.enumerated() where target >= 0 { gradient[i, target] -= 1 }
    Rows.scale(&gradient.values, by: shares.map { $0 / Float(total) })
    return (Float(sum / total), gradient)
  }

  private static func check(_ logits: Matrix, _ targets: [Int]) {
    precondition(targets.count == logits.rows, "\(targets.count) targets, \(logits.rows) rows")
    for target in targets {
      precondition(target < logits.columns, "there is no class \(target) of \(logits.columns)")
    }
  }
}
