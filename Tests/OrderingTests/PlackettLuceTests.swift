import Foundation
import LinearAlgebra
import Ordering
import Testing

/// The model itself: probabilities, likelihood, draws.
@Suite struct PlackettLuceTests {
  private let plain = PlackettLuce(logWorths: [1.2, -0.3, 0.4, -1.1])
  private let tied = PlackettLuce(
    logWorths: [0.9, -0.3, 0.1], ties: [.init(order: 2, logParameter: -0.7)])

  private func permutations(_ items: [Int]) -> [[Int]] {
    items.count < 2
      ? [items]
      : items.indices.flatMap { place -> [[Int]] in
        var rest = items
        let first = rest.remove(at: place)
        return permutations(rest).map { [first] + $0 }
      }
  }

  @Test func logWorthsAreCentredAndWorthsAddUpToOne() {
    #expect(plain.logWorths.reduce(0, +).magnitude < 1e-12)
    #expect((plain.worths.reduce(0, +) - 1).magnitude < 1e-12)
    #expect(plain.mostProbableOrder == [0, 2, 1, 3])
  }

  @Test func theProbabilitiesOfAllOrdersAddUpToOne() throws {
    var (sum, before) = (0.0, 0.0)
    for order in permutations([0, 1, 2, 3]) {
      let chance = try plain.probability(ofOrder: order)
      sum += chance
      if let two = order.firstIndex(of: 2), let one = order.firstIndex(of: 1), two < one {
        before += chance
      }
    }
    #expect((sum - 1).magnitude < 1e-12)
    #expect((before - plain.probability(of: 2, before: 1)).magnitude < 1e-12)
    let worths = plain.worths
    #expect(
      (plain.probability(of: 2, before: 1) - worths[2] / (worths[2] + worths[1])).magnitude < 1e-12)
  }

  @Test func noOrderIsMoreProbableThanTheMostProbable() throws {
    let best = try plain.probability(ofOrder: plain.mostProbableOrder)
    for order in permutations([0, 1, 2, 3]) {
      #expect(try plain.probability(ofOrder: order) <= best + 1e-15)
    }
  }

  @Test func theProbabilitiesOfAllRankingsWithTiesAddUpToOne() {
    // All rankings of three items whose ties are of two at most.
    let all =
      permutations([0, 1, 2]).map { Ranking($0) }
      + (0..<3).flatMap { alone -> [Ranking] in
        let pair = [0, 1, 2].filter { $0 != alone }
        return [Ranking(places: [[alone], pair]), Ranking(places: [pair, [alone]])]
      }
    let sum = all.reduce(0) { $0 + exp(IterativeScaling.logLikelihood(of: [$1], tied)) }
    #expect((sum - 1).magnitude < 1e-12)
    let pair = tied.probability(of: 0, before: 1) + tied.probability(of: 1, before: 0)
    #expect((pair + tied.probability(ofTie: 0, 1) - 1).magnitude < 1e-12)
  }

  @Test(arguments: 0..<20) func theLikelihoodIsThatOfItsDefinition(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    for ties in [false, true] {
      let rankings = made.rankings(8, items: 5, ties: ties, rests: true, counts: true)
      let model = PlackettLuce(
        logWorths: (0..<5).map { _ in Double(made.below(4000)) / 1000 - 2 },
        ties: ties ? [.init(order: 2, logParameter: -0.4), .init(order: 3, logParameter: 0.8)] : [])
      let fast = try model.logLikelihood(of: RankingSet(rankings, itemCount: 5))
      let plain = IterativeScaling.logLikelihood(of: rankings, model)
      #expect((fast - plain).magnitude < 1e-10 * (1 + plain.magnitude), "seed \(seed), \(ties)")
    }
  }

  @Test func aTieThatTheModelDoesNotKnowIsImpossible() throws {
    #expect(try plain.logLikelihood(of: Ranking(places: [[0, 1], [2]])) == -.infinity)
    #expect(try tied.logLikelihood(of: Ranking(places: [[0, 1, 2]])) == -.infinity)
  }

  @Test func drawsFollowTheModelAndTheSeed() throws {
    for model in [PlackettLuce(logWorths: [0.8, 0, -0.5]), tied] {
      var counts: [[[Int]]: Int] = [:]
      var generator = SplitMix64(seed: 5)
      let draws = 4000
      for _ in 0..<draws { counts[model.sample(0..<3, using: &generator).places, default: 0] += 1 }
      for (places, count) in counts {
        let chance = exp(try model.logLikelihood(of: Ranking(places: places)))
        let spread = (chance * (1 - chance) / Double(draws)).squareRoot()
        let share = Double(count) / Double(draws)
        #expect((share - chance).magnitude < 5 * spread, "\(places): \(share), not \(chance)")
      }
      var (one, other) = (SplitMix64(seed: 9), SplitMix64(seed: 9))
      #expect(model.sample([2, 0, 1], using: &one) == model.sample([2, 0, 1], using: &other))
    }
  }
}
