/// One game for a rating that is updated game by game: who met whom, and how it ended.
public struct Match: Sendable, Hashable {
  /// The item shown on the left.
  public var left: Int
  /// The item shown on the right.
  public var right: Int
  /// What the left item got: 1 for a win, 0 for a loss, 0.5 for a tie, a share of the votes between.
  public var score: Double
  /// How much the match counts; 0 changes nothing.
  public var weight: Double

  /// Makes a match.
  public init(left: Int, right: Int, score: Double, weight: Double = 1) {
    self.left = left
    self.right = right
    self.score = score
    self.weight = weight
  }
}

extension Comparison {
  /// The votes as one match: the left item's share of them, ties as half, weighted by their number.
  ///
  /// A single vote is a match of weight 1. Where nobody voted, the weight is 0.
  public var sharedMatch: Match {
    let votes = leftVotes + rightVotes + ties
    let score = votes > 0 ? (leftVotes + ties / 2) / votes : 0.5
    return Match(left: left, right: right, score: score, weight: votes)
  }

  /// The votes as one match that the majority decides; as many for the left as for the right is a
  /// tie.
  ///
  /// This is what ProSkill rates (2026): five votes become one result of weight 1. Where nobody
  /// voted, the weight is 0.
  public var majorityMatch: Match {
    let votes = leftVotes + rightVotes + ties
    let score = leftVotes > rightVotes ? 1 : leftVotes < rightVotes ? 0 : 0.5
    return Match(left: left, right: right, score: score, weight: votes > 0 ? 1 : 0)
  }
}
