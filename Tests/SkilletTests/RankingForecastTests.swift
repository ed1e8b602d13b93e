import Foundation
import LinearAlgebra
import Rating
import Testing

@testable import Skillet

/// What one more round is said to bring, held against what it brings where the truth is known.
@Suite struct RankingForecastTests {
  private func played(
    _ truth: [Double], rounds: Int, votes: Int, random: inout SplitMix64
  ) throws -> [[Comparison]] {
    var history = PairingHistory(items: truth.count)
    var played: [[Comparison]] = []
    for _ in 0..<rounds {
      let scores = BradleyTerry().fit(played.flatMap { $0 }, items: truth.count).scores
      let round = try SwissPairing(seed: random.next()).round(
        scores: scores.map { $0 ?? 0 }, history: history)
      history.append(round)
      played.append(
        round.pairs.map { pair in
          let share = 1 / (1 + exp(truth[pair.right] - truth[pair.left]))
          let left = (0..<votes).count { _ in Double(random.uniform()) < share }
          return Comparison(
            left: pair.left, right: pair.right, leftVotes: Double(left),
            rightVotes: Double(votes - left))
        })
    }
    return played
  }

  @Test(arguments: [(rounds: 1, spread: 1.0), (3, 1.0), (6, 2.0)])
  func theForecastIsNearWhatHappens(rounds: Int, spread: Double) throws {
    var random = SplitMix64(seed: 11)
    let items = 12
    var (said, true_, saidNow, trueNow) = (0.0, 0.0, 0.0, 0.0)
    let trials = 40
    for trial in 0..<trials {
      let truth = random.normals(items).map { Double($0) * spread }
      let played = try played(truth, rounds: rounds + 1, votes: 5, random: &random)
      let before = played.dropLast().flatMap { $0 }
      let forecast = try #require(
        RankingForecast(before, items: items, votes: 5, seed: UInt64(trial)))
      func tau(_ comparisons: [Comparison]) -> Double {
        RankingForecast.tau(
          BradleyTerry().fit(comparisons, items: items).scores.map { $0 ?? 0 }, truth)
      }
      said += forecast.gain
      saidNow += forecast.now
      trueNow += tau(before)
      true_ += tau(played.flatMap { $0 }) - tau(before)
    }
    let story = "said \(said / 40) true \(true_ / 40), now \(saidNow / 40) true \(trueNow / 40)"
    // A gain varies by about 0.13 from trial to trial, so its mean over 40 by about 0.02.
    #expect(abs(said - true_) / Double(trials) < 0.06, "\(story)")
    #expect(abs(saidNow - trueNow) / Double(trials) < 0.1, "\(story)")
  }

  @Test func thereIsNothingToForecastWithoutVotesOrWhereAllHaveMet() {
    let one = Comparison(left: 0, right: 1, leftVotes: 3, rightVotes: 2)
    #expect(RankingForecast([], items: 4, votes: 5, seed: 1) == nil)
    #expect(RankingForecast([one], items: 2, votes: 5, seed: 1) == nil)
    let all = [(0, 1), (0, 2), (1, 2)].map {
      Comparison(left: $0.0, right: $0.1, leftVotes: 3, rightVotes: 2)
    }
    #expect(RankingForecast(all, items: 3, votes: 5, seed: 1) == nil)
  }

  @Test func oneVoteSaysLittleAndTheNextRoundMore() throws {
    let one = Comparison(left: 0, right: 1, leftVotes: 1, rightVotes: 0)
    let forecast = try #require(RankingForecast([one], items: 8, votes: 5, seed: 1))
    #expect(forecast.now < 0.3 && forecast.gain > 0.05, "\(forecast)")
  }
}
