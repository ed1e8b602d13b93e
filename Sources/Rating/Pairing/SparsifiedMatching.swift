internal import LinearAlgebra

/// A matching of least cost in a complete graph of which only few edges are ever looked at.
///
/// Vertices are places in an order of the items by level, so near costs lie near each other; the
/// last vertex, where the number of items is odd, stands for sitting out.
struct SparsifiedMatching<Costs: PairCosts> {
  let costs: Costs
  let levels: [Int64]
  let order: [Int]
  let history: PairingHistory
  var generator: SplitMix64

  /// Below this many items, all pairs are looked at.
  private static var small: Int { 48 }
  private static var nearest: Int { 5 }
  private static var random: Int { 4 }

  /// The mate of each item, -1 for the one that sits out.
  mutating func solve(sittingOut: [Int]) -> Result<[Int], PairingError> {
    let count = order.count
    var edges = candidates()
    var known = Set(edges.map { ItemPair($0.first, $0.second) })
    if !sittingOut.isEmpty {
      let maySit = Set(sittingOut)
      edges += order.indices.filter { maySit.contains(order[$0]) }.map {
        WeightedEdge($0, count, cost: 0)
      }
    }
    var most = 4
    while true {
      var search = BlossomSearch(
        SparseGraph(count: sittingOut.isEmpty ? count : count + 1, edges: edges))
      let isMatched = search.run()
      let missing =
        isMatched
        ? cheaperPairs(search, known, most: most) : reachingPairs(search, known, most: most)

      if missing.isEmpty {
        return isMatched ? .success(mates(search)) : .failure(fault(search))
      }
      for pair in missing { known.insert(pair) }
      edges += missing.map { edge($0.first, $0.second) }
      most *= 2
    }
  }

  private func edge(_ one: Int, _ other: Int) -> WeightedEdge {
    WeightedEdge(one, other, cost: costs.cost(order[one], order[other]))
  }

  private func mates(_ search: BlossomSearch) -> [Int] {
    var mates = [Int](repeating: -1, count: order.count)
    for place in order.indices where search.mates[place] < order.count {
      mates[order[place]] = order[search.mates[place]]
    }
    return mates
  }

  /// The pairs to begin with.
  private mutating func candidates() -> [WeightedEdge] {
    let count = order.count
    var pairs = Set<ItemPair>()
    var groupEnds = [Int](repeating: count, count: count)
    for place in order.indices.dropLast().reversed() {
      groupEnds[place] =
        levels[order[place]] == levels[order[place + 1]] ? groupEnds[place + 1] : place + 1
    }
    var groupStart = 0
    for place in order.indices {
      var (found, next) = (0, place + 1)
      let wanted = count <= Self.small ? count : Self.nearest
      while next < count, found < wanted {
        if history.allows(order[place], order[next]) {
          pairs.insert(ItemPair(place, next))
          found += 1
        }
        next += 1
      }
      if place > 0, groupEnds[place] != groupEnds[place - 1] { groupStart = place }
      let size = groupEnds[place] - groupStart
      if count <= Self.small || size <= 2 * Self.nearest { continue }
      for _ in 0..<Self.random {
        let other = groupStart + generator.next(below: size)
        if other != place, history.allows(order[place], order[other]) {
          pairs.insert(ItemPair(place, other))
        }
      }
    }
    return pairs.sorted().map { edge($0.first, $0.second) }
  }

  /// Pairs left out that the prices would rather have: at most `most` for each place, the best.
  private func cheaperPairs(
    _ search: BlossomSearch, _ known: Set<ItemPair>, most: Int
  ) -> [ItemPair] {
    let prices = search.prices
    guard let highest = prices[..<order.count].max() else { return [] }
    let sorted = order.map { levels[$0] }
    var inner = BlossomPrices(search)
    var missing: [ItemPair] = []
    var found: [(slack: Int64, pair: ItemPair)] = []
    for place in order.indices {
      inner.choose(place)
      let bound = (prices[place] + highest) / 2
      let farthest = costs.farthest(within: bound)
      found.removeAll(keepingCapacity: true)
      for other in (place + 1)..<max(order.count, place + 1) {
        if let farthest, sorted[other] - sorted[place] > farthest { break }
        let slack = 2 * costs.cost(order[place], order[other]) - prices[place] - prices[other]
        guard slack < 0, slack + inner.shared(with: other) < 0,
          !known.contains(ItemPair(place, other)), history.allows(order[place], order[other])
        else { continue }
        found.append((slack, ItemPair(place, other)))
      }
      missing += best(found, most)
    }
    return missing
  }

  /// Pairs left out by which the last tree could have grown: at most `most` for each place.
  private func reachingPairs(
    _ search: BlossomSearch, _ known: Set<ItemPair>, most: Int
  ) -> [ItemPair] {
    var missing: [ItemPair] = []
    for place in order.indices where search.labels[search.tops[place]] == .outer {
      var found: [(slack: Int64, pair: ItemPair)] = []
      for other in order.indices where search.tops[other] != search.tops[place] {
        if search.labels[search.tops[other]] == .inner { continue }
        let pair = ItemPair(place, other)
        if known.contains(pair) || !history.allows(order[place], order[other]) { continue }
        found.append((costs.cost(order[place], order[other]), pair))
      }
      missing += best(found, most)
    }
    return Set(missing).sorted()
  }

  private func best(_ found: [(slack: Int64, pair: ItemPair)], _ most: Int) -> [ItemPair] {
    if found.count <= most { return found.map(\.pair) }
    return found.sorted { ($0.slack, $0.pair) < ($1.slack, $1.pair) }.prefix(most).map(\.pair)
  }

  /// Why the complete graph has no perfect matching: outer groups outnumber inner ones.
  private func fault(_ search: BlossomSearch) -> PairingError {
    var (outer, inner) = ([Int](), [Int]())
    var groups = Set<Int>()
    for place in order.indices {
      switch search.labels[search.tops[place]] {
      case .outer:
        outer.append(order[place])
        groups.insert(search.tops[place])
      case .inner: inner.append(order[place])
      case .none: break
      }
    }
    if outer.count == 1, inner.isEmpty { return .noOpponent(item: outer[0]) }
    return .noPairing(items: outer.sorted(), groups: groups.count, opponents: inner.sorted())
  }
}
