#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Scores fitted to comparisons, and how far they can be trusted.
public struct BradleyTerryFit: Sendable {
  /// The score of each item in log-odds, mean zero; nil where no finite score fits.
  public let scores: [Double?]
  /// Why an item has no score, or one that only the ridge keeps finite.
  public let standings: [Standing]
  /// Davidson's `v`: equals tie with the odds of `v` to 2; nil where ties count as half.
  public let tieStrength: Double?
  /// How many Newton steps were taken.
  public let iterations: Int
  /// Whether the last step moved no score by more than 1e-8.
  public let converged: Bool
  /// What was fitted.
  public let model: BradleyTerry
  let newton: NewtonFit

  init(_ newton: NewtonFit, isScored: [Bool], standings: [Standing]) {
    let rated = zip(newton.scores, isScored).compactMap { $1 ? $0 : nil }
    let mean = rated.isEmpty ? 0 : rated.reduce(0, +) / Double(rated.count)
    scores = zip(newton.scores, isScored).map { $1 ? $0 - mean : nil }
    self.standings = standings
    tieStrength = newton.hasTies ? exp(newton.logTieStrength) : nil
    iterations = newton.iterations
    converged = newton.converged
    model = newton.model
    self.newton = newton
  }

  /// The worth of each scored item: `exp(score)`, scaled to sum to one.
  public var worths: [Double?] {
    guard let highest = scores.compactMap({ $0 }).max() else { return scores }
    let raw = scores.map { $0.map { exp($0 - highest) } }
    let sum = raw.reduce(0) { $0 + ($1 ?? 0) }
    return raw.map { $0.map { $0 / sum } }
  }
}
