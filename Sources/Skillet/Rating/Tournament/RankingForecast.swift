internal import Foundation
internal import LinearAlgebra
internal import Rating
internal import Tournaments

/// What one more round would bring, by simulation from what is known.
///
/// The scores that the votes so far give (Bradley-Terry with the default ridge) are taken for the
/// truth. From it the votes so far are drawn anew, and the votes of one more round on top, in which
/// clips meet their neighbours in the ranking whom they have not met. Both rankings are held against
/// the truth with Kendall's tau; the mean difference is the expected gain. A parametric bootstrap,
/// so as good as the model; ties come as often as they came so far.
///
/// Cost: a few dozen fits, fewer where there are many clips.
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

  /// Simulates; nil where there is nothing to simulate from, or no two clips that have not met.
  init?(_ field: SkillField, votes: Int, seed: UInt64) {
    let comparisons = field.comparisons()
    let items = field.clips.count
    guard items > 2, !comparisons.isEmpty else { return nil }
    let truth = BradleyTerry().fit(comparisons, items: items).scores.map { $0 ?? 0 }
    var met: Set<ItemPair> = []
    for comparison in comparisons { met.insert(ItemPair(comparison.left, comparison.right)) }
    guard met.count < items * (items - 1) / 2 else { return nil }
    let ties = comparisons.reduce(0) { $0 + $1.ties }
    let all = comparisons.reduce(0) { $0 + $1.ties + $1.leftVotes + $1.rightVotes }
    var draw = VoteDraw(truth: truth, tieShare: ties / all, random: SplitMix64(seed: seed))
    var (nows, nexts): ([Double], [Double]) = ([], [])
    for _ in 0..<max(4, min(40, 4000 / items)) {
      let present = comparisons.map {
        draw.votes($0.left, $0.right, Int($0.leftVotes + $0.rightVotes + $0.ties))
      }
      let scores = BradleyTerry().fit(present, items: items).scores.map { $0 ?? 0 }
      let round = Self.neighbours(by: scores, notIn: met).map { draw.votes($0.0, $0.1, votes) }
      let more = BradleyTerry().fit(present + round, items: items).scores.map { $0 ?? 0 }
      guard let first = RankCorrelation.kendall(scores, truth),
        let second = RankCorrelation.kendall(more, truth)
      else { continue }
      nows.append(first)
      nexts.append(second)
    }
    guard nows.count > 1 else { return nil }
    draws = nows.count
    let count = Double(draws)
    now = nows.reduce(0, +) / count
    next = nexts.reduce(0, +) / count
    let gains = zip(nexts, nows).map { $0 - $1 }
    let mean = gains.reduce(0, +) / count
    let spread = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    standardError = (spread / count).squareRoot()
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
  let truth: [Double]
  let tieShare: Double
  var random: SplitMix64

  mutating func votes(_ left: Int, _ right: Int, _ count: Int) -> Comparison {
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
