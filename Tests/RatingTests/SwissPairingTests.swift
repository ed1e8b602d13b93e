import LinearAlgebra
import Testing

@testable import Rating

@Suite struct SwissPairingTests {
  private func least(
    _ open: [Int], _ scores: [Double], _ history: PairingHistory
  ) -> Double? {
    guard let first = open.first else { return 0 }
    var best: Double?
    for other in open.dropFirst() where history.allows(first, other) {
      guard let rest = least(open.filter { $0 != first && $0 != other }, scores, history) else {
        continue
      }
      let difference = scores[first] - scores[other]
      best = min(best ?? .infinity, difference * difference + rest)
    }
    return best
  }

  private func cost(_ round: PairingRound, _ scores: [Double]) -> Double {
    round.pairs.reduce(0) {
      $0 + (scores[$1.left] - scores[$1.right]) * (scores[$1.left] - scores[$1.right])
    }
  }

  @Test(arguments: [4, 5, 7, 8, 9, 10]) func `no allowed pairing has nearer scores`(items: Int) {
    var impossible = 0
    for seed in 0..<150 {
      var generator = SplitMix64(seed: UInt64(seed))
      let scores = (0..<items).map { _ in Double(generator.next(below: 9)) / 2 }
      var history = PairingHistory(byes: (0..<items).map { _ in generator.next(below: 2) })
      for one in 0..<items {
        for other in (one + 1)..<max(one + 1, items) where generator.next(below: 100) < 45 {
          if generator.next(below: 2) == 0 {
            history.played.insert(ItemPair(one, other))
          } else {
            history.forbidden.insert(ItemPair(one, other))
          }
        }
      }
      // The lowest of those that may sit out with whom the others can be paired.
      var expected: (bye: Double?, cost: Double)?
      if items % 2 == 0 {
        expected = least(Array(0..<items), scores, history).map { (nil, $0) }
      } else {
        let fewest = history.byes.min() ?? 0
        for bye in 0..<items where history.byes[bye] == fewest {
          guard let cost = least((0..<items).filter { $0 != bye }, scores, history) else {
            continue
          }
          if let best = expected, (best.bye ?? 0, best.cost) <= (scores[bye], cost) { continue }
          expected = (scores[bye], cost)
        }
      }
      do {
        let round = try SwissPairing(seed: UInt64(seed)).round(scores: scores, history: history)
        #expect(cost(round, scores) == expected?.cost, "seed \(seed)")
        #expect(round.bye.map { scores[$0] } == expected?.bye, "seed \(seed)")
        #expect(round.pairs.allSatisfy { history.allows($0.left, $0.right) }, "seed \(seed)")
        let everybody =
          round.pairs.flatMap { [$0.left, $0.right] } + (round.bye.map { [$0] } ?? [])
        #expect(everybody.sorted() == Array(0..<items), "seed \(seed)")
      } catch {
        impossible += 1
        #expect(expected == nil, "seed \(seed): \(error)")
      }
    }
    #expect(impossible > 0)
  }

  @Test(arguments: [15, 16]) func `many rounds can be paired, byes go round`(items: Int) throws {
    var history = PairingHistory(items: items)
    var generator = SplitMix64(seed: 3)
    var points = [Double](repeating: 0, count: items)
    for number in 0..<(items % 2 == 0 ? 9 : 10) {
      let round = try SwissPairing(seed: UInt64(number)).round(scores: points, history: history)
      history.append(round)
      for pair in round.pairs {
        points[generator.next(below: 2) == 0 ? pair.left : pair.right] += 1
      }
      #expect((history.byes.max() ?? 0) - (history.byes.min() ?? 0) <= 1)
    }
    #expect(history.played.count == items / 2 * (items % 2 == 0 ? 9 : 10))
  }

  @Test func `the seed decides what the scores leave open, and the same seed decides alike`()
    throws
  {
    let history = PairingHistory(items: 16)
    let scores = [Double](repeating: 0, count: 16)
    let rounds = try (0..<20).map {
      try SwissPairing(seed: UInt64($0)).round(scores: scores, history: history)
    }
    #expect(Set(rounds).count > 15)
    #expect(rounds[7] == (try SwissPairing(seed: 7).round(scores: scores, history: history)))
  }

  @Test func `who has met everybody is named`() {
    var history = PairingHistory(items: 4)
    for other in 1..<4 { history.played.insert(ItemPair(0, other)) }
    #expect(throws: PairingError.noOpponent(item: 0)) {
      try SwissPairing().round(scores: [0, 0, 0, 0], history: history)
    }
    #expect(throws: PairingError.tooFewItems) {
      try SwissPairing().round(scores: [0], history: PairingHistory(items: 1))
    }
  }

  @Test func `two who may meet only the same one are named`() {
    var history = PairingHistory(items: 4)
    for (one, other) in [(0, 1), (0, 2), (1, 2)] { history.forbidden.insert(ItemPair(one, other)) }
    #expect {
      try SwissPairing().round(scores: [0, 1, 2, 3], history: history)
    } throws: { error in
      guard case .noPairing(let items, groups: 2, opponents: [3])? = error as? PairingError else {
        return false
      }
      return items.count == 2
    }
  }

  @Test func `what is left out of a large round could not have made it cheaper`() throws {
    // Prices of the sparse graph against all pairs: the same cost as with every pair looked at.
    for seed in 0..<6 {
      var generator = SplitMix64(seed: UInt64(seed))
      let items = 120
      let scores = (0..<items).map { _ in
        seed % 2 == 0 ? Double(generator.next(below: 5)) : Double(generator.uniform())
      }
      var history = PairingHistory(items: items)
      for _ in 0..<1500 {
        let (one, other) = (generator.next(below: items), generator.next(below: items))
        if one != other { history.played.insert(ItemPair(one, other)) }
      }
      let round = try SwissPairing(seed: 1).round(scores: scores, history: history)
      let levels = ScoreLevels(scores).levels
      var edges: [WeightedEdge] = []
      for one in 0..<items {
        for other in (one + 1)..<max(one + 1, items) where history.allows(one, other) {
          let difference = levels[one] - levels[other]
          edges.append(WeightedEdge(one, other, cost: difference * difference))
        }
      }
      var search = BlossomSearch(SparseGraph(count: items, edges: edges))
      let isMatched = search.run()
      #expect(isMatched)
      func squared(_ one: Int, _ other: Int) -> Int64 {
        (levels[one] - levels[other]) * (levels[one] - levels[other])
      }
      let complete = search.mates.enumerated().reduce(Int64(0)) {
        $0 + ($1.offset < $1.element ? squared($1.offset, $1.element) : 0)
      }
      let sparse = round.pairs.reduce(Int64(0)) { $0 + squared($1.left, $1.right) }
      #expect(sparse == complete, "seed \(seed)")
    }
  }
}
