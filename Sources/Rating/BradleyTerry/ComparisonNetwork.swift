/// Who can be told apart from whom: the groups of items within which every item has, by way of
/// others, both won and lost against every other.
///
/// Finite scores of greatest likelihood exist exactly within such groups (Ford, 1957): the strongly
/// connected components of the graph that has an arrow from each winner to each loser, and both ways
/// for a tie.
struct ComparisonNetwork {
  /// Where each item stands, seen from the largest group.
  private(set) var standings: [Standing]
  /// Whether an item belongs to the largest group.
  private(set) var isMain: [Bool]

  /// Cost: O(items + pairs).
  init(_ table: PairTable) {
    var won = [Double](repeating: 0, count: table.items)
    var lost = won
    for pair in 0..<table.count {
      let (one, other) = (Int(table.first[pair]), Int(table.second[pair]))
      won[one] += table.wins[pair] + table.ties[pair]
      lost[one] += table.losses[pair] + table.ties[pair]
      won[other] += table.losses[pair] + table.ties[pair]
      lost[other] += table.wins[pair] + table.ties[pair]
    }
    let both = zip(won, lost).map { $0 + $1 }
    let (groups, components) = (Self.strongGroups(table), Self.components(table))
    isMain = Self.largest(groups, votes: both, least: 2)
    let isNear = Self.largest(components, votes: both, least: 2)
    standings = (0..<table.items).map { item in
      if both[item] == 0 { return .notCompared }
      if lost[item] == 0 { return .onlyWins }
      if won[item] == 0 { return .onlyLosses }
      if !isNear[item] { return .notConnected }
      return .rated
    }
    for item in standings.indices where standings[item] == .rated && !isMain[item] {
      standings[item] = .separated
    }
  }

  /// The members of the group with the most items, of equals the one with the most votes; nobody
  /// where two are alike, for then there is no reason to prefer either.
  private static func largest(_ groups: [Int], votes: [Double], least: Int) -> [Bool] {
    var sizes = [Int](repeating: 0, count: groups.count)
    var sums = [Double](repeating: 0, count: groups.count)
    for (item, group) in groups.enumerated() {
      sizes[group] += 1
      sums[group] += votes[item]
    }
    let order = sizes.indices.sorted { (sizes[$0], sums[$0]) > (sizes[$1], sums[$1]) }
    guard let best = order.first, sizes[best] >= least else {
      return groups.map { _ in false }
    }
    if order.count > 1, sizes[order[1]] == sizes[best], sums[order[1]] == sums[best] {
      return groups.map { _ in false }
    }
    return groups.map { $0 == best }
  }

  /// The component of each item where arrows count both ways.
  private static func components(_ table: PairTable) -> [Int] {
    var roots = Array(0..<table.items)
    func root(_ item: Int) -> Int {
      var item = item
      while roots[item] != item {
        roots[item] = roots[roots[item]]
        item = roots[item]
      }
      return item
    }
    for pair in 0..<table.count {
      let (one, other) = (root(Int(table.first[pair])), root(Int(table.second[pair])))
      roots[max(one, other)] = min(one, other)
    }
    return roots.indices.map(root)
  }

  /// The strongly connected component of each item: Tarjan's search (1972) with its own stack.
  private static func strongGroups(_ table: PairTable) -> [Int] {
    let (starts, targets) = arrows(table)
    var indices = [Int](repeating: -1, count: table.items)
    var lowest = indices
    var groups = indices
    var next = starts
    var (stack, path) = ([Int](), [Int]())
    var (visited, found) = (0, 0)
    for source in 0..<table.items where indices[source] < 0 {
      path.append(source)
      while let item = path.last {
        if indices[item] < 0 {
          indices[item] = visited
          lowest[item] = visited
          visited += 1
          stack.append(item)
        }
        if next[item] < starts[item + 1] {
          let target = Int(targets[next[item]])
          next[item] += 1
          if indices[target] < 0 {
            path.append(target)
          } else if groups[target] < 0 {
            lowest[item] = min(lowest[item], indices[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { lowest[parent] = min(lowest[parent], lowest[item]) }
        if lowest[item] == indices[item] {
          while let member = stack.popLast() {
            groups[member] = found
            if member == item { break }
          }
          found += 1
        }
      }
    }
    return groups
  }

  /// The arrows of each item to those that it won against, side by side.
  private static func arrows(_ table: PairTable) -> (starts: [Int], targets: [Int32]) {
    var starts = [Int](repeating: 0, count: table.items + 1)
    for pair in 0..<table.count {
      if table.wins[pair] + table.ties[pair] > 0 { starts[Int(table.first[pair]) + 1] += 1 }
      if table.losses[pair] + table.ties[pair] > 0 { starts[Int(table.second[pair]) + 1] += 1 }
    }
    for item in 0..<table.items { starts[item + 1] += starts[item] }
    var next = starts
    var targets = [Int32](repeating: 0, count: starts[table.items])
    for pair in 0..<table.count {
      let (one, other) = (table.first[pair], table.second[pair])
      if table.wins[pair] + table.ties[pair] > 0 {
        targets[next[Int(one)]] = other
        next[Int(one)] += 1
      }
      if table.losses[pair] + table.ties[pair] > 0 {
        targets[next[Int(other)]] = one
        next[Int(other)] += 1
      }
    }
    return (starts, targets)
  }
}
