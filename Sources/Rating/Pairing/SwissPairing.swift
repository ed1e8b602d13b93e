internal import LinearAlgebra

/// The Swiss system: everybody plays every round, against somebody of a similar score.
///
/// Of all pairings without a rematch and without a forbidden pair, the one with the least sum of
/// squared differences of score is taken, so equal scores meet first, and who must meet another
/// score meets a near one. It is a perfect matching of least cost, found exactly by
/// ``MinimumCostPairing``, never greedily. Where the number of items is odd, one of those who sat
/// out least often sits out: the one with the lowest score with which the others can be paired.
/// Among pairings of the same cost, and for the side on which an item is shown, the seed decides.
///
/// The rules are those of FIDE's C.04.1 without colours. A score may be points (``SwissPoints``), Elo
/// or Bradley-Terry; scores that are no multiples of a power of two are rounded to a millionth of
/// their range.
public struct SwissPairing: Sendable, Hashable {
  /// The seed of what the scores leave open.
  public var seed: UInt64

  /// Chooses a seed.
  public init(seed: UInt64 = 0) { self.seed = seed }

  /// Pairs the next round.
  ///
  /// Cost: seconds for ten thousand items. Throws where no pairing exists, with the reason.
  /// - Precondition: there is a finite score for each item of the history.
  public func round(
    scores: [Double], history: PairingHistory
  ) throws(PairingError) -> PairingRound {
    precondition(scores.count == history.items, "each item has a score")
    precondition(scores.allSatisfy(\.isFinite), "a score is a finite number")
    let levels = ScoreLevels(scores).levels
    return try MinimumCostPairing(history: history, seed: seed).round(
      costs: ScoreDistances(levels: levels), levels: levels)
  }
}

/// The cost of a pair: the square of the difference of two scores.
struct ScoreDistances: PairCosts {
  let levels: [Int64]

  @inline(__always)
  func cost(_ one: Int, _ other: Int) -> Int64 {
    let difference = levels[one] &- levels[other]
    return difference &* difference
  }

  /// The squares grow with the distance in the order of the levels.
  func farthest(within cost: Int64) -> Int64? {
    cost < 0 ? -1 : Int64(Double(cost).squareRoot()) + 1
  }
}
