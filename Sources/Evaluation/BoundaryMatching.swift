/// A pairing of predicted with true boundaries, each used at most once, no pair farther apart than
/// the tolerance (inclusive).
public struct BoundaryMatching: Sendable, Hashable {
  /// How pairs are chosen where a boundary has more than one candidate.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// As many pairs as possible and, among those pairings, the least total distance. Exact.
    case optimal
    /// Nearest pairs first, as TRECVID's shot boundary task and PySceneDetect's benchmark do; of
    /// equally near pairs the one with the earlier prediction, then the earlier truth. May find
    /// fewer pairs than there are.
    case greedy
  }

  /// Two boundaries that were taken for the same.
  public struct Pair: Sendable, Hashable {
    /// The position among the predictions.
    public var predicted: Int
    /// The position among the true boundaries.
    public var truth: Int
    /// How far they are apart, in the unit of the positions.
    public var distance: Double
  }

  /// The pairs in the order of the predictions.
  public let pairs: [Pair]

  /// Pairs boundaries that are given in ascending order, in any one unit.
  ///
  /// Cost of `optimal`: O(n m) time and bytes, by dynamic programming over the two sequences; on a
  /// line an optimal pairing without crossings always exists, because uncrossing two pairs keeps
  /// both within the tolerance and does not lengthen them.
  public init(
    predicted: [Double], truth: [Double], tolerance: Double, rule: Rule = .optimal
  ) {
    precondition(tolerance >= 0, "a tolerance is not below zero")
    precondition(Self.ascends(predicted) && Self.ascends(truth), "boundaries ascend")
    // Whole frames divided by a rate are not exact: what is apart by the tolerance counts.
    let limit = tolerance + 1e-9 * max(1, tolerance)
    switch rule {
    case .optimal: pairs = Self.optimalPairs(predicted, truth, limit)
    case .greedy: pairs = Self.greedyPairs(predicted, truth, limit)
    }
  }

  private static func ascends(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
  }

  private static func optimalPairs(
    _ predicted: [Double], _ truth: [Double], _ limit: Double
  ) -> [Pair] {
    enum Step: UInt8 { case skipPrediction, skipTruth, pair }
    let columns = truth.count
    var steps = [UInt8](repeating: 0, count: predicted.count * columns)
    // For each prefix of the truth: pairs found and their total distance.
    var counts = [Int](repeating: 0, count: columns + 1)
    var costs = [Double](repeating: 0, count: columns + 1)
    for row in predicted.indices {
      var (diagonalCount, diagonalCost) = (counts[0], costs[0])
      for column in 0..<columns {
        let (aboveCount, aboveCost) = (counts[column + 1], costs[column + 1])
        var (count, cost, step) = (aboveCount, aboveCost, Step.skipPrediction)
        if counts[column] > count || counts[column] == count && costs[column] < cost {
          (count, cost, step) = (counts[column], costs[column], .skipTruth)
        }
        let distance = abs(predicted[row] - truth[column])
        if distance <= limit {
          let paired = diagonalCount + 1
          let pairedCost = diagonalCost + distance
          if paired > count || paired == count && pairedCost < cost {
            (count, cost, step) = (paired, pairedCost, .pair)
          }
        }
        steps[row * columns + column] = step.rawValue
        (counts[column + 1], costs[column + 1]) = (count, cost)
        (diagonalCount, diagonalCost) = (aboveCount, aboveCost)
      }
    }
    var pairs: [Pair] = []
    var (row, column) = (predicted.count - 1, columns - 1)
    while row >= 0, column >= 0 {
      switch Step(rawValue: steps[row * columns + column]) {
      case .pair:
        let distance = abs(predicted[row] - truth[column])
        pairs.append(Pair(predicted: row, truth: column, distance: distance))
        (row, column) = (row - 1, column - 1)
      case .skipTruth: column -= 1
      default: row -= 1
      }
    }
    return pairs.reversed()
  }

  private static func greedyPairs(
    _ predicted: [Double], _ truth: [Double], _ limit: Double
  ) -> [Pair] {
    var candidates: [Pair] = []
    for (row, position) in predicted.enumerated() {
      for (column, target) in truth.enumerated() where abs(position - target) <= limit {
        candidates.append(
          Pair(predicted: row, truth: column, distance: abs(position - target)))
      }
    }
    candidates.sort {
      ($0.distance, $0.predicted, $0.truth) < ($1.distance, $1.predicted, $1.truth)
    }
    var usedPredictions: Set<Int> = []
    var usedTruth: Set<Int> = []
    var pairs: [Pair] = []
    for pair in candidates
    where !usedPredictions.contains(pair.predicted) && !usedTruth.contains(pair.truth) {
      usedPredictions.insert(pair.predicted)
      usedTruth.insert(pair.truth)
      pairs.append(pair)
    }
    return pairs.sorted { $0.predicted < $1.predicted }
  }

  /// How many pairs an optimal matching has; O(n + m), for the many draws of a baseline.
  public static func count(predicted: [Double], truth: [Double], tolerance: Double) -> Int {
    let limit = tolerance + 1e-9 * max(1, tolerance)
    var (row, column, count) = (0, 0, 0)
    while row < predicted.count, column < truth.count {
      let difference = predicted[row] - truth[column]
      if abs(difference) <= limit {
        (row, column, count) = (row + 1, column + 1, count + 1)
      } else if difference < 0 {
        row += 1
      } else {
        column += 1
      }
    }
    return count
  }
}
