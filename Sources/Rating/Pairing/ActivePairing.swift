#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Rounds in which the pairs are those whose answers would tell most.
///
/// Under ``BradleyTerry`` the scores are known up to a normal distribution: the fit and the inverse of
/// its curvature. `n` votes on a pair shrink the volume of that distribution by the factor
/// `sqrt(1 + n p (1 - p) v)`, where `p` is the chance of a win and `v` the variance of the difference
/// of the two scores (D-optimal design; for paired comparisons Glickman and Jensen, 2005). A round is
/// the perfect matching with the largest sum of the logarithms, so everybody plays, nobody meets the
/// same item again, and pairs that are both even and uncertain come first.
public struct ActivePairing: Sendable, Hashable {
  /// The seed of what the gains leave open.
  public var seed: UInt64
  /// How many votes a pair will get.
  public var votes: Double

  /// Up to this many items, covariances of pairs are heeded; beyond, variances alone.
  public static let covarianceLimit = BradleyTerryFit.exactErrorLimit

  /// Chooses a seed and the votes a pair.
  public init(seed: UInt64 = 0, votes: Double = 5) {
    self.seed = seed
    self.votes = votes
  }

  /// Pairs the next round after a fit with a ridge.
  ///
  /// Items without comparisons are taken to have score 0 and variance `1 / ridge`. Cost: O(n^3) below
  /// ``covarianceLimit``. Throws where no pairing exists.
  /// - Precondition: the fit has a ridge and the items of the history.
  public func round(
    fit: BradleyTerryFit, history: PairingHistory
  ) throws(PairingError) -> PairingRound {
    precondition(fit.model.ridge > 0, "an item that was never compared needs a prior")
    precondition(fit.scores.count == history.items, "each item has a score")
    let costs = InformationCosts(fit, votes: votes, seed: seed)
    let levels = ScoreLevels(fit.scores.map { $0 ?? 0 }).levels
    return try MinimumCostPairing(history: history, seed: seed).round(costs: costs, levels: levels)
  }
}

/// The cost of a pair: what its votes would tell, with its sign changed, in millionths.
private struct InformationCosts: PairCosts {
  private let scores: [Double]
  private let votes: Double
  private let variances: [Double]
  /// The covariances, row by row; empty for many items.
  private let covariances: [Double]

  init(_ fit: BradleyTerryFit, votes: Double, seed: UInt64) {
    self.votes = votes
    scores = fit.scores.map { $0 ?? 0 }
    let items = Array(scores.indices)
    if items.count <= ActivePairing.covarianceLimit, let all = fit.covariance(of: items) {
      covariances = all
      variances = items.map { all[$0 * items.count + $0] }
    } else {
      covariances = []
      variances = fit.standardErrors(seed: seed).map { $0.map { $0 * $0 } ?? 1 / fit.model.ridge }
    }
  }

  func cost(_ one: Int, _ other: Int) -> Int64 {
    let shared = covariances.isEmpty ? 0 : covariances[one * scores.count + other]
    let variance = max(0, variances[one] + variances[other] - 2 * shared)
    let chance = 1 / (1 + exp(scores[other] - scores[one]))
    return -Int64(1e6 * log1p(votes * chance * (1 - chance) * variance))
  }

  func farthest(within cost: Int64) -> Int64? { nil }
}
