/// What is kept of the steps done so far, from fine to coarse.
public enum StepContext: String, Sendable, Hashable, CaseIterable {
  /// All of them in their order.
  case prefix
  /// Which were done, and which was the last.
  case visitedAndLast
  /// Which were done.
  case visited
  /// Which was the last.
  case last
  /// Nothing.
  case all
}

/// A context as a key of a table.
struct StepContextKey: Hashable {
  var visited = StepSet()
  /// The last step; -1 at the start, -2 where it does not matter.
  var last = -2
  var prefix: [Int] = []

  init(_ context: StepContext, prefix steps: ArraySlice<Int>, visited set: StepSet) {
    switch context {
    case .prefix: prefix = Array(steps)
    case .visitedAndLast:
      visited = set
      last = steps.last ?? -1
    case .visited: visited = set
    case .last: last = steps.last ?? -1
    case .all: break
    }
  }
}

/// What followed a context, sparse.
struct FollowerTally {
  private(set) var steps: [Int] = []
  private(set) var counts: [Double] = []
  private(set) var total = 0.0

  mutating func add(_ step: Int, _ count: Double) {
    total += count
    for index in steps.indices where steps[index] == step {
      counts[index] += count
      return
    }
    steps.append(step)
    counts.append(count)
  }
}
