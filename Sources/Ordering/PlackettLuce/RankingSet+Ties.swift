extension RankingSet {
  /// How often places of each size were seen, by size.
  var tieSizes: [Int: Double] {
    var sizes: [Int: Double] = [:]
    guard longestTie > 1 else { return [1: total] }
    forEachPlace { size, _, count in sizes[size, default: 0] += count }
    return sizes
  }

  /// Whether a ranking says anything of two items.
  var comparesAny: Bool {
    (0..<count).contains { starts[$0 + 1] - starts[$0] > 1 }
  }

  /// Whether a place of another size was seen where one of this size was possible.
  func decidesTies(of order: Int) -> Bool {
    var found = false
    forEachPlace { size, open, _ in
      if open > 1, open >= order, size != order { found = true }
    }
    return found
  }

  /// The same rankings and an item more, against which every item wins and loses so often.
  func connected(by pseudoRankings: Double) -> RankingSet {
    var wider = RankingSet(itemCount: itemCount + 1)
    wider.copy(self)
    for item in 0..<itemCount {
      wider.copyPair(item, itemCount, count: pseudoRankings)
      wider.copyPair(itemCount, item, count: pseudoRankings)
    }
    return wider
  }

  /// Calls `body` with the size of each place, the items that were open, and the count.
  private func forEachPlace(_ body: (Int, Int, Double) -> Void) {
    for ranking in 0..<count {
      var first = starts[ranking]
      for entry in first..<(first + placed[ranking]) where endsPlace[entry] {
        body(entry + 1 - first, starts[ranking + 1] - first, counts[ranking])
        first = entry + 1
      }
    }
  }
}
