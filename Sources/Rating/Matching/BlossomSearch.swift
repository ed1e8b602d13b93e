/// A perfect matching of least cost in a graph, by Edmonds' blossoms (1965).
///
/// The primal-dual method with one alternating tree at a time: each vertex has a price, each
/// blossom (a set of odd size that is treated as one vertex) a price of its own, and an edge may be
/// used where its slack, `2 cost - price - price`, is zero. A tree grows from a vertex without a
/// mate until it reaches another one; prices of its outer vertices rise and those of its inner
/// vertices fall meanwhile, at times that a heap of events keeps (Galil, Micali and Gabow, 1986).
/// Costs are doubled, so all prices are whole numbers and the result is exact.
///
/// Cost: O(n m log n) at worst; the start leaves few vertices without a mate, and each tree stays
/// small, so sparse graphs of ten thousand vertices take well below a second.
struct BlossomSearch {
  enum Label: UInt8 { case none, outer, inner }

  let graph: SparseGraph
  /// The mate of each vertex, or -1.
  var mates: [Int]
  /// The prices of vertices and of blossoms, as they were when their top blossom was labelled.
  var prices: [Int64]
  /// The outermost blossom, or the vertex itself.
  var tops: [Int]
  var parents: [Int]
  /// The parts of a blossom around its odd cycle, the one with the base first.
  var parts: [[Int]]
  /// The edge from each part to the next, from a vertex of the one to a vertex of the other.
  var links: [[(from: Int, to: Int)]]
  /// The vertex of a blossom that may have its mate outside.
  var bases: [Int]
  var labels: [Label]
  /// The edge that gave a top blossom its label; -1 at the root.
  var labelLinks: [(from: Int, to: Int)]
  /// When a top blossom was labelled.
  var stamps: [Int64]
  var unused: [Int]
  /// How far the prices of the root have risen in this search.
  var time: Int64 = 0
  var heap = EventHeap()
  var labelled: [Int] = []
  var queue: [Int] = []
  var marks: [Int]
  var mark = 0

  init(_ graph: SparseGraph) {
    self.graph = graph
    let count = graph.count
    mates = [Int](repeating: -1, count: count)
    prices = [Int64](repeating: 0, count: 2 * count)
    tops = Array(0..<count)
    parents = [Int](repeating: -1, count: 2 * count)
    parts = [[Int]](repeating: [], count: 2 * count)
    links = [[(from: Int, to: Int)]](repeating: [], count: 2 * count)
    bases = Array(0..<2 * count)
    labels = [Label](repeating: .none, count: 2 * count)
    labelLinks = [(from: Int, to: Int)](repeating: (-1, -1), count: 2 * count)
    stamps = [Int64](repeating: 0, count: 2 * count)
    unused = Array((count..<2 * count).reversed())
    marks = [Int](repeating: 0, count: 2 * count)
  }

  /// Matches every vertex; false where that cannot be, with the last tree left labelled.
  mutating func run() -> Bool {
    guard setPrices() else { return false }
    for vertex in 0..<graph.count where mates[vertex] < 0 {
      if !grow(from: vertex) { return false }
      endSearch()
    }
    return true
  }

  /// Prices that leave no slack negative, and the mates that they allow at once.
  private mutating func setPrices() -> Bool {
    for vertex in 0..<graph.count {
      let range = graph.starts[vertex]..<graph.starts[vertex + 1]
      guard let least = graph.costs[range].min() else {
        addLabel(.outer, to: vertex, by: (-1, -1))
        return false
      }
      prices[vertex] = least
    }
    for vertex in 0..<graph.count where mates[vertex] < 0 {
      var least = Int64.max
      var best = -1
      for place in graph.starts[vertex]..<graph.starts[vertex + 1] {
        let other = Int(graph.neighbours[place])
        let slack = 2 * graph.costs[place] - prices[vertex] - prices[other]
        if slack < least || (slack == least && best >= 0 && mates[best] >= 0 && mates[other] < 0) {
          least = slack
          best = other
        }
      }
      prices[vertex] += least
      if mates[best] < 0 { (mates[vertex], mates[best]) = (best, vertex) }
    }
    return true
  }

  /// Grows a tree from a vertex without a mate until another is reached; false where none can be.
  private mutating func grow(from root: Int) -> Bool {
    time = 0
    heap.removeAll()
    addLabel(.outer, to: tops[root], by: (-1, -1))
    while true {
      while let vertex = queue.popLast() { scan(vertex) }
      guard let event = heap.pop() else { return false }
      time = max(time, event.time)
      if event.second < 0 {
        takeApartIfDue(Int(event.first))
      } else if useIfTight(Int(event.first), Int(event.second), cost: event.cost) {
        return true
      }
    }
  }

  /// Notes when each edge of an outer vertex may be used.
  private mutating func scan(_ vertex: Int) {
    for place in graph.starts[vertex]..<graph.starts[vertex + 1] {
      note(vertex, Int(graph.neighbours[place]), cost: graph.costs[place])
    }
  }

  /// Notes when an edge may be used, of which the first end is an outer vertex.
  mutating func note(_ vertex: Int, _ other: Int, cost: Int64) {
    if tops[vertex] == tops[other] { return }
    let label = labels[tops[other]]
    if label == .inner { return }
    let slack = 2 * cost - price(vertex) - price(other)
    let wait = label == .outer ? slack / 2 : slack
    heap.push(
      .init(time: time + wait, first: Int32(vertex), second: Int32(other), cost: cost))
  }

  /// Uses an edge that has no slack left; true where that found another vertex without a mate.
  ///
  /// An edge is noted anew whenever a label changes what its slack does, so an event whose ends no
  /// longer are what they were is passed over.
  private mutating func useIfTight(_ vertex: Int, _ other: Int, cost: Int64) -> Bool {
    var (from, to) = (vertex, other)
    if labels[tops[from]] != .outer { swap(&from, &to) }
    let (first, second) = (tops[from], tops[to])
    guard first != second, labels[first] == .outer, labels[second] != .inner,
      2 * cost == price(from) + price(to)
    else { return false }
    if labels[second] == .outer {
      join(from, to)
    } else if mates[bases[second]] < 0 {
      augment(from, to)
      return true
    } else {
      addInner(second, by: (from, to))
    }
    return false
  }

  /// The price of a vertex as it is now.
  func price(_ vertex: Int) -> Int64 {
    let top = tops[vertex]
    switch labels[top] {
    case .none: return prices[vertex]
    case .outer: return prices[vertex] + (time - stamps[top])
    case .inner: return prices[vertex] - (time - stamps[top])
    }
  }

  mutating func addLabel(_ label: Label, to top: Int, by link: (from: Int, to: Int)) {
    labels[top] = label
    labelLinks[top] = link
    stamps[top] = time
    labelled.append(top)
    if label == .outer { forEachVertex(of: top) { $0.queue.append($1) } }
    if label == .inner, top >= graph.count {
      heap.push(.init(time: time + prices[top] / 2, first: Int32(top), second: -1))
    }
  }

  /// Makes a top blossom an inner one, and the one that holds its mate an outer one.
  mutating func addInner(_ top: Int, by link: (from: Int, to: Int)) {
    addLabel(.inner, to: top, by: link)
    let base = bases[top]
    addLabel(.outer, to: tops[mates[base]], by: (base, mates[base]))
  }

  /// Writes down what the prices of a top blossom have come to.
  mutating func settle(_ top: Int) {
    let change = labels[top] == .outer ? time - stamps[top] : stamps[top] - time
    stamps[top] = time
    if labels[top] == .none || change == 0 { return }
    if top >= graph.count { prices[top] += 2 * change }
    forEachVertex(of: top) { $0.prices[$1] += change }
  }

  private mutating func endSearch() {
    for top in labelled where labels[top] != .none {
      settle(top)
      labels[top] = .none
    }
    labelled.removeAll(keepingCapacity: true)
    queue.removeAll(keepingCapacity: true)
  }

  /// Calls the body with each vertex of a blossom.
  mutating func forEachVertex(of blossom: Int, _ body: (inout BlossomSearch, Int) -> Void) {
    if blossom < graph.count { return body(&self, blossom) }
    var open = [blossom]
    while let next = open.popLast() {
      if next < graph.count { body(&self, next) } else { open += parts[next].reversed() }
    }
  }
}
