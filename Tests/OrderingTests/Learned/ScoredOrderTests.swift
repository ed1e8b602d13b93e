import LinearAlgebra
import Ordering
import Testing

@Suite struct ScoredOrderTests {
  @Test func theProbabilitiesOfAllOrdersSumToOneAndTheMostProbableIsFound() {
    let scored = ScoredOrder(scores: [0.3, -1, 1.2, 0.5])
    func orders(_ left: [Int]) -> [[Int]] {
      left.isEmpty ? [[]] : left.flatMap { i in orders(left.filter { $0 != i }).map { [i] + $0 } }
    }
    let all = orders(Array(0..<4)).map { ($0, scored.logProbability(of: $0)) }
    // e^x by its limit would be coarse: sums are compared through the model's own probability.
    let top = all.max { $0.1 < $1.1 }
    #expect(top?.0 == scored.order && scored.order == [2, 3, 0, 1])
    let shares = all.map { ScoredOrder(scores: [$0.1, 0]).precedence(of: 0, before: 1) }
    // p / (1 + p) gives p back.
    #expect(abs(shares.reduce(0) { $0 + $1 / (1 - $1) } - 1) < 1e-9)
    // A precedes B as often as the orders say.
    let early = zip(all, shares).filter { one, _ in
      (one.0.firstIndex(of: 3) ?? 0) < (one.0.firstIndex(of: 1) ?? 0)
    }.reduce(0.0) { $0 + $1.1 / (1 - $1.1) }
    #expect(abs(early - scored.precedence(of: 3, before: 1)) < 1e-9)
  }

  @Test func equalScoresKeepTheGivenOrderAndMayBeSwapped() {
    let scored = ScoredOrder(scores: [1, 1, 9])
    #expect(scored.order == [2, 0, 1])
    #expect(scored.swappable(below: 0.75).map { [$0.first, $0.second] } == [[0, 1]])
    #expect(scored.precedence(of: 0, before: 1) == 0.5)
  }

  @Test(arguments: UInt64(1)...20) func tauIsThatOfCountedPairs(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let order = generator.permutation(2 + generator.next(below: 30))
    var balance = 0
    for (i, a) in order.enumerated() {
      for b in order[(i + 1)...] { balance += a < b ? 1 : -1 }
    }
    let agreement = OrderAgreement(order: order)
    #expect(
      abs(agreement.tau - Double(2 * balance) / Double(order.count * (order.count - 1))) < 1e-12,
      "seed \(seed)")
    #expect(agreement.isExact == (order == order.sorted()))
  }
}
