import Ordering
import Testing

@Suite struct PrecedenceNetworkTests {
  private func components(_ rankings: [Ranking], _ items: Int) throws -> [[Int]] {
    PrecedenceNetwork(try RankingSet(rankings, itemCount: items)).components
  }

  @Test func aCycleIsOneComponent() throws {
    #expect(
      try components([Ranking([0, 1]), Ranking([1, 2]), Ranking([2, 0])], 3) == [[0, 1, 2]])
  }

  @Test func whatAlwaysComesFirstStandsFirst() throws {
    #expect(try components([Ranking([2, 0, 1]), Ranking([2, 1, 0])], 3) == [[2], [0, 1]])
    #expect(try components([Ranking([0, 1, 2, 3])], 4) == [[0], [1], [2], [3]])
  }

  @Test func aRestComesBehindEveryPlaceAndTiesDoNotConnect() throws {
    let rankings = [
      Ranking([0], rest: [1, 2]), Ranking([1], rest: [0]), Ranking(places: [[1, 2]]),
    ]
    #expect(try components(rankings, 3) == [[0, 1], [2]])
  }

  /// Against reachability over every pair by repeated products.
  @Test(arguments: 0..<30) func componentsAreThoseOfMutualReach(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    let items = 7
    let rankings = made.rankings(1 + made.below(6), items: items, ties: true, rests: true)
    var reach = [[Bool]](
      repeating: [Bool](repeating: false, count: items), count: items)
    for ranking in rankings {
      let all = ranking.places + (ranking.rest.isEmpty ? [] : [ranking.rest])
      for (place, first) in all.enumerated() {
        for later in all[(place + 1)...] {
          for a in first { for b in later { reach[a][b] = true } }
        }
      }
    }
    for k in 0..<items {
      for a in 0..<items where reach[a][k] {
        for b in 0..<items where reach[k][b] { reach[a][b] = true }
      }
    }
    let found = try components(rankings, items)
    #expect(found.flatMap { $0 }.sorted() == Array(0..<items), "seed \(seed)")
    for (place, component) in found.enumerated() {
      for a in component {
        for b in component where a != b { #expect(reach[a][b] && reach[b][a], "seed \(seed)") }
        for later in found[(place + 1)...] {
          for b in later { #expect(!reach[b][a], "seed \(seed): \(b) is before \(a)") }
        }
      }
    }
  }
}
