internal import Foundation
internal import Rating

/// How well fitted scores foretell comparisons that were kept apart.
public struct HeldOutPairs: Sendable, Hashable {
  /// Comparisons of two items that have scores, ties left out.
  public let pairs: Int
  /// Comparisons of which an item has no score, or that were ties.
  public let passedOver: Int
  /// The share of pairs whose winner has the higher score; equal scores count as half.
  public let accuracy: Double?
  /// Half the width of the 95 % interval of the accuracy (normal approximation).
  public let margin: Double?

  /// Holds scores of training comparisons against others.
  public init(_ skill: RatedSkill, _ others: ComparisonSet) {
    let scores = Dictionary(
      uniqueKeysWithValues: skill.entries.compactMap { entry in
        entry.score.map { (entry.item, $0) }
      })
    var (count, skipped, right) = (0, 0, 0.0)
    for row in others.comparisons {
      guard let left = scores[others.names[row.left]], let other = scores[others.names[row.right]],
        row.leftVotes != row.rightVotes
      else {
        skipped += 1
        continue
      }
      count += 1
      right += left == other ? 0.5 : (left > other) == (row.leftVotes > row.rightVotes) ? 1 : 0
    }
    (pairs, passedOver) = (count, skipped)
    let share = right / Double(max(1, count))
    accuracy = count > 0 ? share : nil
    margin = count > 0 ? 1.96 * (share * (1 - share) / Double(count)).squareRoot() : nil
  }

  /// The figures in one line.
  public var text: String {
    guard let accuracy, let margin else { return "held out: no pair of scored items" }
    return "held out: \(decimals(100 * accuracy, 1)) % of \(pairs) pairs right "
      + "(± \(decimals(100 * margin, 1))), chance 50 %, \(passedOver) passed over"
  }
}
