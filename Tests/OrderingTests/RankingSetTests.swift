import Ordering
import Testing

@Suite struct RankingSetTests {
  @Test func aPlainListHasOneItemAPlace() {
    #expect(Ranking([2, 0, 1]).places == [[2], [0], [1]])
    #expect(Ranking.choice(1, over: [0, 2]) == Ranking(places: [[1]], rest: [0, 2]))
  }

  @Test(arguments: 0..<20) func aSetGivesBackWhatWasAdded(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    let rankings = made.rankings(12, items: 6, ties: true, rests: true, counts: true)
    let set = try RankingSet(rankings, itemCount: 6)
    #expect((0..<set.count).map { set[$0] } == rankings, "seed \(seed)")
  }

  @Test func faultsNameTheRankingAndTheItem() {
    func fault(_ ranking: Ranking) -> RankingFault? {
      do {
        _ = try RankingSet([Ranking([0, 1]), ranking], itemCount: 3)
        return nil
      } catch {
        return error
      }
    }
    #expect(fault(Ranking([0, 1, 0]))?.reason == .repeated(0))
    #expect(fault(Ranking([0], rest: [1, 0]))?.reason == .repeated(0))
    #expect(fault(Ranking([0, 3]))?.reason == .unknown(3))
    #expect(fault(Ranking([-1]))?.reason == .unknown(-1))
    #expect(fault(Ranking([]))?.reason == .empty)
    #expect(fault(Ranking([], rest: [1]))?.reason == .empty)
    #expect(fault(Ranking(places: [[0], []]))?.reason == .empty)
    #expect(fault(Ranking([0, 1], count: 0))?.reason == .count(0))
    #expect(fault(Ranking([0, 1], count: .nan)).map { $0.ranking } == 1)
  }
}
