/// What edges inside blossoms have to spare, once a search is over.
///
/// The vertices of a blossom lie side by side in one order of all vertices, so what one vertex shares
/// with every other of its top blossom is written in one pass over that.
struct BlossomPrices {
  private let tops: [Int]
  private let parents: [Int]
  /// The prices of a blossom and of all that hold it.
  private var sums: [Int64]
  /// Where the vertices of a blossom lie.
  private var ranges: [Range<Int>]
  /// What the chosen vertex shares with the vertex at each place.
  private var shared: [Int64]
  private var chosen = -1
  private var isWritten = false

  init(_ search: BlossomSearch) {
    tops = search.tops
    parents = search.parents
    let count = search.graph.count
    sums = [Int64](repeating: 0, count: parents.count)
    ranges = [Range<Int>](repeating: 0..<0, count: parents.count)
    shared = [Int64](repeating: 0, count: count)
    var next = 0
    for vertex in 0..<count where tops[vertex] == vertex || ranges[tops[vertex]].isEmpty {
      var open: [(blossom: Int, isDone: Bool)] = [(tops[vertex], false)]
      while let (blossom, isDone) = open.popLast() {
        let above = parents[blossom] >= 0 ? sums[parents[blossom]] : 0
        if blossom < count {
          ranges[blossom] = next..<next + 1
          next += 1
        } else if isDone {
          ranges[blossom] = ranges[blossom].lowerBound..<next
        } else {
          sums[blossom] = above + search.prices[blossom]
          ranges[blossom] = next..<next
          open.append((blossom, true))
          open += search.parts[blossom].map { ($0, false) }
        }
      }
    }
  }

  /// Chooses the one end of the edges that are asked about next.
  mutating func choose(_ vertex: Int) {
    chosen = vertex
    isWritten = false
  }

  /// The prices of all blossoms that hold both the chosen vertex and another.
  mutating func shared(with other: Int) -> Int64 {
    if tops[chosen] != tops[other] { return 0 }
    if !isWritten { write() }
    return shared[ranges[other].lowerBound]
  }

  private mutating func write() {
    isWritten = true
    var blossom = chosen
    while parents[blossom] >= 0 {
      let inner = ranges[blossom]
      blossom = parents[blossom]
      for place in ranges[blossom].lowerBound..<inner.lowerBound { shared[place] = sums[blossom] }
      for place in inner.upperBound..<ranges[blossom].upperBound { shared[place] = sums[blossom] }
    }
  }
}
