import Ordering
import Testing

@Suite struct PartialOrderTests {
  private typealias Pair = PartialOrder.Pair

  @Test func closureAndReductionAreEachOthersInverse() {
    let order = PartialOrder(itemCount: 4, [Pair(0, 1), Pair(1, 2), Pair(0, 2), Pair(3, 2)])
    #expect(order.pairs == [Pair(0, 1), Pair(0, 2), Pair(1, 2), Pair(3, 2)])
    #expect(order.covers == [Pair(0, 1), Pair(1, 2), Pair(3, 2)])
    #expect(PartialOrder(itemCount: 4, order.covers) == order)
  }

  @Test func circlesAreLeftOut() {
    let order = PartialOrder(itemCount: 3, [Pair(0, 1), Pair(1, 0), Pair(1, 2), Pair(0, 0)])
    #expect(order.pairs == [Pair(0, 2), Pair(1, 2)])
  }

  @Test func thePlainRuleKeepsWhatWasNeverBroken() throws {
    let rankings = try RankingSet([Ranking([0, 1, 2]), Ranking([0, 2, 1])], itemCount: 3)
    #expect(PartialOrder(keptIn: rankings).covers == [Pair(0, 1), Pair(0, 2)])
  }

  @Test func whatExplainsLittleIsDropped() throws {
    let rankings = try RankingSet([Ranking([0, 1, 2]), Ranking([0, 1, 2])], itemCount: 3)
    #expect(PartialOrder(supportedBy: rankings, gain: 0).covers == [Pair(0, 1), Pair(1, 2)])
    // Dropping one cover of a chain costs log 2 a ranking.
    #expect(PartialOrder(supportedBy: rankings, gain: 1.3).covers == [Pair(0, 1), Pair(1, 2)])
    #expect(PartialOrder(supportedBy: rankings, gain: 1.4).pairs.count < 3)
    #expect(PartialOrder(supportedBy: rankings, gain: 100).pairs == [])
  }

  @Test func aSureModelPutsAllInALine() {
    let model = PlackettLuce(logWorths: [4, 0, -4])
    #expect(PartialOrder(probableIn: model, atLeast: 0.9).covers == [Pair(0, 1), Pair(1, 2)])
    #expect(PartialOrder(probableIn: model, atLeast: 0.999).covers == [Pair(0, 2)])
  }
}
