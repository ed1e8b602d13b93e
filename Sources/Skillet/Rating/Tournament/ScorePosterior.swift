internal import Foundation
internal import LinearAlgebra
internal import Rating

/// Scores that would explain the votes, drawn one set after the other.
///
/// The model of Bradley and Terry with scores that are normal, `N(0, v)`, and a spread `v` that is not
/// known either, `1/v ~ Gamma(1, 1)`; a tie is half a vote for each. One sweep moves every score by a
/// Metropolis step and then draws `v` from what is left of it (Metropolis within Gibbs). Cost of a
/// sweep: O(items + pairs).
struct ScorePosterior {
  /// The present draw, in log-odds.
  private(set) var scores: [Double]
  private var variance = 1.0
  private var random: SplitMix64

  /// The neighbours of item `i` stand at `starts[i]..<starts[i + 1]`.
  private let starts: [Int]
  private let neighbours: [Int]
  private let wins: [Double]
  private let losses: [Double]

  init(_ comparisons: [Comparison], items: Int, seed: UInt64) {
    scores = [Double](repeating: 0, count: items)
    random = SplitMix64(seed: seed)
    var counts = [Int](repeating: 0, count: items + 1)
    for comparison in comparisons {
      counts[comparison.left + 1] += 1
      counts[comparison.right + 1] += 1
    }
    for item in 0..<items { counts[item + 1] += counts[item] }
    starts = counts
    var (others, won, lost) = (
      [Int](repeating: 0, count: counts[items]), [Double](repeating: 0, count: counts[items]),
      [Double](repeating: 0, count: counts[items])
    )
    for comparison in comparisons {
      let left = comparison.leftVotes + comparison.ties / 2
      let right = comparison.rightVotes + comparison.ties / 2
      for (one, other, wins, losses) in [
        (comparison.left, comparison.right, left, right),
        (comparison.right, comparison.left, right, left),
      ] {
        let place = counts[one]
        counts[one] += 1
        (others[place], won[place], lost[place]) = (other, wins, losses)
      }
    }
    (neighbours, wins, losses) = (others, won, lost)
  }

  /// Moves on by so many sweeps.
  mutating func sweep(_ times: Int) {
    for _ in 0..<times {
      let steps = random.normals(scores.count)
      for item in scores.indices {
        let now = scores[item]
        // About 2.4 conditional standard deviations, at which a walk in one dimension mixes best.
        let votes = (starts[item]..<starts[item + 1]).reduce(0) { $0 + wins[$1] + losses[$1] }
        let next = now + Double(steps[item]) * 2.4 / (1 / variance + votes / 5).squareRoot()
        let gain = logDensity(of: item, at: next) - logDensity(of: item, at: now)
        if gain >= 0 || Double(random.uniform()) < exp(gain) { scores[item] = next }
      }
      let squares = scores.reduce(0) { $0 + $1 * $1 }
      // v given the scores: (squares + 2) over a chi square of as many degrees as items, and two.
      let chiSquare = random.normals(scores.count + 2).reduce(0) { $0 + Double($1 * $1) }
      variance = (squares + 2) / max(chiSquare, 1e-9)
    }
  }

  private func logDensity(of item: Int, at score: Double) -> Double {
    var sum = -score * score / (2 * variance)
    for place in starts[item]..<starts[item + 1] {
      let difference = score - scores[neighbours[place]]
      // log of 1 / (1 + exp(-d)) and of 1 / (1 + exp(d)), without overflow.
      let small = log1p(exp(-abs(difference)))
      sum -= wins[place] * (max(0, -difference) + small)
      sum -= losses[place] * (max(0, difference) + small)
    }
    return sum
  }
}
