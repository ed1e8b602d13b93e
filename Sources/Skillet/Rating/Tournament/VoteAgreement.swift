internal import Rating
internal import Tournaments

/// How far votes on the same pairs agree, and what chance alone would give.
public struct VoteAgreement: Sendable, Hashable {
  /// Pairs with two votes or more, on which all of this rests.
  public let pairs: Int
  /// The share of a pair's most frequent answer, mean over pairs; nil without such pairs.
  public let majorityShare: Double?
  /// What that share would be if judges tossed coins: with five votes 0.6875.
  public let majorityChance: Double?
  /// The share of agreeing votes among all pairs of votes on a pair, mean over pairs.
  public let pairwise: Double?
  /// What that share would be if judges tossed coins.
  public let pairwiseChance = 0.5
  /// Krippendorff's alpha (2004) of nominal answers, missing cells allowed.
  ///
  /// 0 is chance, 1 is full agreement; nil where all votes are alike or none can be compared.
  public let alpha: Double?

  init(_ judged: [JudgedPair]) {
    let units = judged.map { pair in
      pair.votes.map { $0 == .left ? 0 : $0 == .right ? 1 : 2 }
    }.filter { $0.count > 1 }
    pairs = units.count
    majorityShare = Agreement.majorityShare(units)
    majorityChance =
      units.isEmpty
      ? nil
      : units.reduce(0) { $0 + Agreement.majorityShareByChance(votes: $1.count) }
        / Double(units.count)
    pairwise = Agreement.pairwiseAgreement(units)
    alpha = Agreement.alpha(units)?.alpha
  }
}
