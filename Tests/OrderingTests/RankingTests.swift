import Ordering
import Testing

@Suite struct RankingTests {
  @Test func aPlainListHasOneItemAPlace() {
    #expect(Ranking([2, 0, 1]).places == [[2], [0], [1]])
  }
}
