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
  /// Krippendorff's alpha (2004) of nominal answers, missing cells allowed: 0 is chance, 1 is full
  /// agreement; nil where all votes are alike or none can be compared.
  public let alpha: Double?

  init(_ judged: [JudgedPair]) {
    let tallies = judged.map(\.tally).filter { $0.left + $0.right + $0.ties > 1 }
    pairs = tallies.count
    var (share, chance, agreeing) = (0.0, 0.0, 0.0)
    for tally in tallies {
      let counts = [tally.left, tally.right, tally.ties]
      let votes = counts.reduce(0, +)
      share += Double(counts.max() ?? 0) / Double(votes)
      chance += Self.coinShare(votes)
      let alike = counts.reduce(0) { $0 + $1 * ($1 - 1) }
      agreeing += Double(alike) / Double(votes * (votes - 1))
    }
    let count = Double(tallies.count)
    majorityShare = tallies.isEmpty ? nil : share / count
    majorityChance = tallies.isEmpty ? nil : chance / count
    pairwise = tallies.isEmpty ? nil : agreeing / count
    alpha = Self.alpha(tallies.map { [$0.left, $0.right, $0.ties] })
  }

  /// The expected share of the more frequent side of so many coins.
  static func coinShare(_ votes: Int) -> Double {
    var (term, sum) = (1.0, 0.0)
    for heads in 0...votes {
      if heads > 0 { term *= Double(votes - heads + 1) / Double(heads) }
      sum += term * Double(max(heads, votes - heads))
      if term > 1e280 { return 0.5 }
    }
    var all = 1.0
    for _ in 0..<votes { all *= 2 }
    return sum / all / Double(votes)
  }

  /// `1 - Do / De` from the counts of each answer a unit (Krippendorff 2004, nominal).
  static func alpha(_ units: [[Int]]) -> Double? {
    var totals = [Double](repeating: 0, count: 3)
    var observed = 0.0
    for counts in units {
      let votes = counts.reduce(0, +)
      guard votes > 1 else { continue }
      for (place, count) in counts.enumerated() {
        totals[place] += Double(count)
        observed += Double(count * (votes - count)) / Double(votes - 1)
      }
    }
    let all = totals.reduce(0, +)
    let expected = totals.reduce(0) { $0 + $1 * (all - $1) } / (all - 1)
    guard all > 1, expected > 0 else { return nil }
    return 1 - observed / expected
  }
}
