#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import LinearAlgebra

/// Judges who prefer an item with the chance that the logistic model gives: true skills are known.
public struct SimulatedJudges: Sendable, Hashable {
  /// The true skill of each item.
  public var skills: [Double]
  /// How much a difference of one in skill counts, in log-odds of a single vote.
  public var slope: Double
  /// How many judges vote on a pair.
  public var votes: Int
  private var generator: SplitMix64

  /// Draws skills from the standard normal distribution.
  public init(items: Int, slope: Double, votes: Int, seed: UInt64) {
    generator = SplitMix64(seed: seed)
    skills = generator.normals(items).map(Double.init)
    self.slope = slope
    self.votes = votes
  }

  /// The votes on a pair.
  public mutating func vote(_ left: Int, _ right: Int) -> Comparison {
    let chance = 1 / (1 + exp(slope * (skills[right] - skills[left])))
    var wins = 0
    for _ in 0..<votes where Double(generator.uniform()) < chance { wins += 1 }
    return Comparison(
      left: left, right: right, leftVotes: Double(wins), rightVotes: Double(votes - wins))
  }
}
