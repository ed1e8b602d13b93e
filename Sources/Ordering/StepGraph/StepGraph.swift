/// What follows what in a task whose steps need no fixed order.
///
/// Nodes are steps; an edge `a -> b` has the probability `P(b | a) = count(a, b) / count(a, any)`,
/// where the end of the task counts as a follower and the start as a predecessor (the graph script
/// of Zhou et al., 2023). Cycles are allowed.
public struct StepGraph: Sendable, Hashable {
  /// One step.
  public struct Node: Sendable, Hashable {
    /// How often it was done.
    public var occurrences = 0
    /// In how many sequences it was done.
    public var sequences = 0
    /// In how many sequences it was done more than once.
    public var repeats = 0
    /// How many sequences began with it.
    public var starts = 0
    /// How many sequences ended with it.
    public var ends = 0
    /// The mean of its first place in the sequences that have it, 0 for the first step and 1 for
    /// the last.
    public var meanPlace = 0.0
  }

  /// One step directly after another.
  public struct Edge: Sendable, Hashable {
    /// The step before; nil for the start.
    public var from: Int?
    /// The step after; nil for the end.
    public var to: Int?
    /// How often that was seen.
    public var count: Int
    /// `P(to | from)`.
    public var probability: Double
  }

  /// Two steps that were done in both orders, `first` before `second` more often.
  public struct Interchange: Sendable, Hashable {
    /// The step that more often came first.
    public var first: Int
    /// The other one.
    public var second: Int
    /// In how many sequences `first` came first, by the first time that each was done.
    public var inOrder: Int
    /// In how many sequences `second` did.
    public var reversed: Int
  }

  /// How many sequences the graph was built from.
  public let sequenceCount: Int
  /// A node a step.
  public let nodes: [Node]
  /// The edges by the step before, those of the start first; the more frequent first.
  public let edges: [Edge]
  /// In how many sequences the row's step first came before the column's, row after row.
  public let precedence: [Int]

  /// Counts the paths.
  ///
  /// Cost: the sum of the paths' squared lengths.
  public init(_ paths: StepPaths) {
    let size = paths.stepCount
    var nodes = [Node](repeating: Node(), count: size)
    var precedence = [Int](repeating: 0, count: size * size)
    // Row and column `size` are the start and the end.
    var counts = [Int](repeating: 0, count: (size + 1) * (size + 1))
    for (path, weight) in zip(paths.paths, paths.counts) {
      var previous = size
      var firstSeen: [Int] = []
      var seen = [Int](repeating: 0, count: size)
      for (place, step) in path.enumerated() {
        counts[previous * (size + 1) + step] += weight
        previous = step
        nodes[step].occurrences += weight
        seen[step] += 1
        if seen[step] == 2 { nodes[step].repeats += weight }
        if seen[step] > 1 { continue }
        nodes[step].sequences += weight
        let relative = path.count > 1 ? Double(place) / Double(path.count - 1) : 0
        nodes[step].meanPlace += relative * Double(weight)
        for earlier in firstSeen { precedence[earlier * size + step] += weight }
        firstSeen.append(step)
      }
      counts[previous * (size + 1) + size] += weight
      nodes[path[0]].starts += weight
      nodes[previous].ends += weight
    }
    for step in nodes.indices where nodes[step].sequences > 0 {
      nodes[step].meanPlace /= Double(nodes[step].sequences)
    }
    var edges: [Edge] = []
    for from in [size] + Array(0..<size) {
      let row = counts[(from * (size + 1))..<((from + 1) * (size + 1))]
      let total = row.reduce(0, +)
      let followers = row.enumerated().filter { $0.element > 0 }
        .sorted { (-$0.element, $0.offset) < (-$1.element, $1.offset) }
      for (to, count) in followers {
        edges.append(
          Edge(
            from: from == size ? nil : from, to: to == size ? nil : to, count: count,
            probability: Double(count) / Double(total)))
      }
    }
    sequenceCount = paths.sequenceCount
    (self.nodes, self.edges, self.precedence) = (nodes, edges, precedence)
  }

  /// The share of the sequences that have a step.
  public func share(of step: Int) -> Double {
    Double(nodes[step].sequences) / Double(max(1, sequenceCount))
  }

  /// The pairs that were done in both orders: the rarer order in at least `share` of the sequences
  /// that have both steps, and in at least `least` of them.
  public func interchanges(share: Double = 0.25, least: Int = 2) -> [Interchange] {
    var pairs: [Interchange] = []
    let size = nodes.count
    for a in 0..<size {
      for b in (a + 1)..<max(size, a + 1) {
        let (forth, back) = (precedence[a * size + b], precedence[b * size + a])
        let rarer = min(forth, back)
        guard rarer >= least, Double(rarer) >= share * Double(forth + back) else { continue }
        pairs.append(
          forth >= back
            ? Interchange(first: a, second: b, inOrder: forth, reversed: back)
            : Interchange(first: b, second: a, inOrder: back, reversed: forth))
      }
    }
    return pairs
  }
}
