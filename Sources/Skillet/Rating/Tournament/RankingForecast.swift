internal import Foundation
internal import LinearAlgebra
internal import Rating

/// What one more round would bring, by simulation from what is known.
///
/// True scores that the votes so far allow are drawn (``ScorePosterior``). From each draw the votes of
/// one more round follow, in which clips meet neighbours in the ranking whom they have not met, ties
/// as often as so far. The rankings by Bradley-Terry without and with them are held against the drawn
/// truth with Kendall's tau-a (a pair that is tied in the ranking counts as neither right nor wrong);
/// the mean difference is the expected gain, as good as the model.
///
/// Cost: a fit and a few sweeps a draw; fewer draws where there are many clips.
public struct RankingForecast: Sendable, Hashable {
  /// Kendall's tau between the ranking of the votes so far and the true one, expected.
  public let now: Double
  /// The same after one more round.
  public let next: Double
  /// The standard error of the gain, from the draws.
  public let standardError: Double
  /// How many draws were made.
  public let draws: Int

  /// What one more round adds to Kendall's tau.
  public var gain: Double { next - now }

  /// Below this gain, more rounds are said not to move the ranking.
  public static let smallGain = 0.01

  /// Simulates.
  ///
  /// - Parameters:
  ///   - comparisons: each pair with its votes.
  ///   - items: how many clips there are.
  ///   - votes: votes a pair gets in the next round.
  ///   - seed: what the draws follow from.
  /// - Returns: nil without votes, with fewer than three clips, and where all have met.
  init?(_ comparisons: [Comparison], items: Int, votes: Int, seed: UInt64) {
    let met = Set(comparisons.map { ItemPair($0.left, $0.right) })
    let all = comparisons.reduce(0) { $0 + $1.ties + $1.leftVotes + $1.rightVotes }
    guard items > 2, all > 0, met.count < items * (items - 1) / 2 else { return nil }
    let ties = comparisons.reduce(0) { $0 + $1.ties }
    let scores = Self.fit(comparisons, items)
    let pairs = Self.neighbours(by: scores, notIn: met)
    var posterior = ScorePosterior(comparisons, items: items, seed: seed)
    var draw = VoteDraw(tieShare: ties / all, random: SplitMix64(seed: ~seed))
    var (nows, nexts): ([Double], [Double]) = ([], [])
    posterior.sweep(300)
    for _ in 0..<max(8, min(100, 20_000 / items)) {
      posterior.sweep(10)
      let truth = posterior.scores
      let round = pairs.map { draw.votes($0.0, $0.1, votes, truth) }
      nows.append(Self.tau(scores, truth))
      nexts.append(Self.tau(Self.fit(comparisons + round, items), truth))
    }
    draws = nows.count
    let count = Double(draws)
    now = nows.reduce(0, +) / count
    next = nexts.reduce(0, +) / count
    let gains = zip(nexts, nows).map { $0 - $1 }
    let mean = gains.reduce(0, +) / count
    let spread = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    standardError = (spread / count).squareRoot()
  }

  private static func fit(_ comparisons: [Comparison], _ items: Int) -> [Double] {
    BradleyTerry().fit(comparisons, items: items).scores.map { $0 ?? 0 }
  }

  /// Kendall's tau-a of scores that may be tied with a truth that is not.
  static func tau(_ scores: [Double], _ truth: [Double]) -> Double {
    guard let tau = RankCorrelation.kendall(scores, truth) else { return 0 }
    let pairs = Double(scores.count * (scores.count - 1) / 2)
    var counts: [Double: Int] = [:]
    for score in scores { counts[score, default: 0] += 1 }
    let tied = counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    return tau * (1 - Double(tied) / pairs).squareRoot()
  }

  /// Pairs of clips that are near in the ranking and have not met, each clip once; near enough to a
  /// Swiss round to forecast one.
  private static func neighbours(
    by scores: [Double], notIn met: Set<ItemPair>
  ) -> [(Int, Int)] {
    var order = scores.indices.sorted { (scores[$0], $0) > (scores[$1], $1) }
    var pairs: [(Int, Int)] = []
    while let first = order.first {
      order.removeFirst()
      guard let place = order.firstIndex(where: { !met.contains(ItemPair(first, $0)) }) else {
        continue
      }
      pairs.append((first, order.remove(at: place)))
    }
    return pairs
  }
}

/// Votes drawn from the model of Bradley and Terry.
private struct VoteDraw {
  let tieShare: Double
  var random: SplitMix64

  mutating func votes(_ left: Int, _ right: Int, _ count: Int, _ truth: [Double]) -> Comparison {
    let share = 1 / (1 + exp(truth[right] - truth[left]))
    var votes = Comparison(left: left, right: right, leftVotes: 0, rightVotes: 0)
    for _ in 0..<count {
      if Double(random.uniform()) < tieShare {
        votes.ties += 1
      } else if Double(random.uniform()) < share {
        votes.leftVotes += 1
      } else {
        votes.rightVotes += 1
      }
    }
    return votes
  }
}
