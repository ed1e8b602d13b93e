/// Which items were ever ranked before which, and how far that connects them.
///
/// The likelihood of a Plackett-Luce model has a finite maximum only where every split of the items
/// into two parts has been decided both ways (Ford, 1957; Hunter, 2004): where the network is one
/// strong component.
public struct PrecedenceNetwork: Sendable, Hashable {
  /// The strong components: a component that was only ever ranked before another stands before it;
  /// items in rising order.
  public let components: [[Int]]

  /// Whether the maximum of the likelihood is finite.
  public var isConnected: Bool { components.count <= 1 }

  /// Finds the components by Tarjan's method (1972).
  ///
  /// Items that share a place do not connect. Cost: linear in
  /// the rankings' length.
  public init(_ rankings: RankingSet) {
    let edges = Self.edges(rankings)
    let n = rankings.itemCount
    var firstEdge = [Int](repeating: 0, count: n + 1)
    for edge in edges { firstEdge[Int(edge.from) + 1] += 1 }
    for item in 0..<n { firstEdge[item + 1] += firstEdge[item] }
    var next = firstEdge
    var targets = [Int32](repeating: 0, count: edges.count)
    for edge in edges {
      targets[next[Int(edge.from)]] = edge.to
      next[Int(edge.from)] += 1
    }

    next = firstEdge
    var order = [Int](repeating: -1, count: n)
    var low = [Int](repeating: 0, count: n)
    var isOpen = [Bool](repeating: false, count: n)
    var (open, path): ([Int], [Int]) = ([], [])
    var found: [[Int]] = []
    var visited = 0
    for root in 0..<n where order[root] < 0 {
      path.append(root)
      while let item = path.last {
        if order[item] < 0 {
          order[item] = visited
          low[item] = visited
          visited += 1
          open.append(item)
          isOpen[item] = true
        }
        if next[item] < firstEdge[item + 1] {
          let target = Int(targets[next[item]])
          next[item] += 1
          if order[target] < 0 {
            path.append(target)
          } else if isOpen[target] {
            low[item] = min(low[item], order[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[parent] = min(low[parent], low[item]) }
        guard low[item] == order[item], let place = open.lastIndex(of: item) else { continue }
        for member in open[place...] { isOpen[member] = false }
        found.append(open[place...].sorted())
        open.removeSubrange(place...)
      }
    }
    components = found.reversed()
  }

  private struct Edge: Hashable {
    var from: Int32
    var to: Int32
  }

  /// From each item of a place to each of the next; the others follow from these.
  private static func edges(_ rankings: RankingSet) -> [Edge] {
    var seen: Set<Edge> = []
    var edges: [Edge] = []
    // A table of bits is faster than a set, where it is not too large.
    let n = rankings.itemCount
    var table = [Bool](repeating: false, count: n <= 4096 ? n * n : 0)
    func add(_ from: Range<Int>, _ to: Range<Int>) {
      for a in from {
        for b in to {
          let edge = Edge(from: rankings.items[a], to: rankings.items[b])
          if table.isEmpty {
            if !seen.insert(edge).inserted { continue }
          } else {
            let place = Int(edge.from) * n + Int(edge.to)
            if table[place] { continue }
            table[place] = true
          }
          edges.append(edge)
        }
      }
    }
    for ranking in 0..<rankings.count {
      let start = rankings.starts[ranking]
      let rest = start + rankings.placed[ranking]
      var last = start..<start
      var first = start
      for entry in start..<rest where rankings.endsPlace[entry] {
        add(last, first..<(entry + 1))
        last = first..<(entry + 1)
        first = entry + 1
      }
      add(last, rest..<rankings.starts[ranking + 1])
    }
    return edges
  }
}
