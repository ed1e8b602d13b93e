/// The edges of each vertex, side by side: those of `v` lie at `starts[v]..<starts[v + 1]`.
struct SparseGraph {
  let count: Int
  private(set) var starts: [Int]
  private(set) var neighbours: [Int32]
  private(set) var costs: [Int64]

  /// Sorts the edges by their ends; of the same edge given twice, both stay.
  ///
  /// - Precondition: each edge joins two vertices below `count`.
  init(count: Int, edges: [WeightedEdge]) {
    self.count = count
    starts = [Int](repeating: 0, count: count + 1)
    for edge in edges {
      precondition(edge.first != edge.second, "an edge joins two vertices")
      starts[edge.first + 1] += 1
      starts[edge.second + 1] += 1
    }
    for vertex in 0..<count { starts[vertex + 1] += starts[vertex] }
    var next = starts
    neighbours = [Int32](repeating: 0, count: 2 * edges.count)
    costs = [Int64](repeating: 0, count: 2 * edges.count)
    for edge in edges {
      for (from, to) in [(edge.first, edge.second), (edge.second, edge.first)] {
        neighbours[next[from]] = Int32(to)
        costs[next[from]] = edge.cost
        next[from] += 1
      }
    }
  }
}
