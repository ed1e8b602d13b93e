import LinearAlgebra
import Testing

@testable import Rating

@Suite struct BlossomSearchTests {
  /// The least cost of a perfect matching by trying all; nil where there is none.
  private func bruteForce(_ count: Int, _ edges: [WeightedEdge]) -> Int64? {
    var costs = [Int64?](repeating: nil, count: count * count)
    for edge in edges {
      for place in [edge.first * count + edge.second, edge.second * count + edge.first] {
        costs[place] = min(costs[place] ?? .max, edge.cost)
      }
    }
    func least(_ open: [Int]) -> Int64? {
      guard let first = open.first else { return 0 }
      var best: Int64?
      for other in open.dropFirst() {
        guard let cost = costs[first * count + other],
          let rest = least(open.filter { $0 != first && $0 != other })
        else { continue }
        best = min(best ?? .max, cost + rest)
      }
      return best
    }
    return least(Array(0..<count))
  }

  private func cost(_ search: BlossomSearch, _ edges: [WeightedEdge]) -> Int64 {
    var sum: Int64 = 0
    for (vertex, mate) in search.mates.enumerated() where vertex < mate {
      let costs = edges.filter {
        ($0.first, $0.second) == (vertex, mate) || ($0.second, $0.first) == (vertex, mate)
      }.map(\.cost)
      sum += costs.min() ?? 1_000_000_000
    }
    return sum
  }

  @Test(arguments: [(4, 3), (6, 2), (6, 10), (8, 1), (8, 4), (8, 50), (10, 3), (10, 1000)])
  func `no matching costs less, and none is missed`(count: Int, range: Int) {
    var (matched, unmatched) = (0, 0)
    for seed in 0..<300 {
      var generator = SplitMix64(seed: UInt64(seed))
      let density = 20 + generator.next(below: 81)
      var edges: [WeightedEdge] = []
      for one in 0..<count {
        for other in (one + 1)..<max(one + 1, count) where generator.next(below: 100) < density {
          edges.append(
            WeightedEdge(one, other, cost: Int64(generator.next(below: 2 * range) - range)))
        }
      }
      var search = BlossomSearch(SparseGraph(count: count, edges: edges))
      let found = search.run()
      let expected = bruteForce(count, edges)
      #expect(found == (expected != nil), "seed \(seed)")
      if found {
        matched += 1
        #expect(cost(search, edges) == expected, "seed \(seed)")
        for (vertex, mate) in search.mates.enumerated() {
          #expect(search.mates[mate] == vertex, "seed \(seed)")
        }
      } else {
        unmatched += 1
      }
    }
    #expect(matched > 20 && unmatched > 0)
  }

  @Test func `the prices prove the cost of matchings too large to try`() {
    for seed in 0..<20 {
      var generator = SplitMix64(seed: UInt64(seed))
      let count = 200
      var edges: [WeightedEdge] = []
      for one in 0..<count {
        edges.append(WeightedEdge(one, (one + 1) % count, cost: Int64(generator.next(below: 1000))))
        for _ in 0..<4 {
          let other = generator.next(below: count)
          if other != one {
            edges.append(WeightedEdge(one, other, cost: Int64(generator.next(below: 1000))))
          }
        }
      }
      var search = BlossomSearch(SparseGraph(count: count, edges: edges))
      let isMatched = search.run()
      #expect(isMatched, "seed \(seed)")
      var inner = BlossomPrices(search)
      for edge in edges {
        inner.choose(edge.first)
        let slack =
          2 * edge.cost - search.prices[edge.first] - search.prices[edge.second]
          + inner.shared(with: edge.second)
        #expect(slack >= 0, "seed \(seed)")
      }
      // Twice the cost is what the prices add up to, less what each blossom holds inside.
      var bound = search.prices[..<count].reduce(0, +)
      for blossom in count..<2 * count where !search.parts[blossom].isEmpty {
        var size: Int64 = 0
        search.forEachVertex(of: blossom) { _, _ in size += 1 }
        #expect(search.prices[blossom] >= 0)
        bound -= search.prices[blossom] * (size - 1) / 2
      }
      #expect(bound == 2 * cost(search, edges), "seed \(seed)")
    }
  }
}
