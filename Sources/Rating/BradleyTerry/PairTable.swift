/// The votes of each pair that was compared, every pair once, in the order of its items.
///
/// The order does not depend on that of the comparisons, so sums over it do not either.
struct PairTable: Sendable {
  let items: Int
  /// The lower item of each pair.
  private(set) var first: [Int32] = []
  /// The higher item of each pair.
  private(set) var second: [Int32] = []
  /// Votes for the lower item.
  var wins: [Double] = []
  /// Votes for the higher item.
  var losses: [Double] = []
  /// Votes that saw no difference.
  var ties: [Double] = []
  /// The pair of each comparison, or -1 where nobody voted.
  private(set) var pairOfRow: [Int32] = []

  var count: Int { first.count }

  init(items: Int) { self.items = items }

  /// Adds up the votes of each pair: two counting sorts, O(comparisons + items).
  init(_ comparisons: [Comparison], items: Int) {
    self.init(items: items)
    pairOfRow = [Int32](repeating: -1, count: comparisons.count)
    for index in Self.order(comparisons, items: items) {
      let row = comparisons[Int(index)]
      let votes = row.leftVotes + row.rightVotes + row.ties
      precondition(
        row.leftVotes >= 0 && row.rightVotes >= 0 && row.ties >= 0 && votes.isFinite,
        "votes are finite numbers, 0 or more")
      if votes == 0 { continue }
      let isForward = row.left < row.right
      let (low, high) = (Int32(min(row.left, row.right)), Int32(max(row.left, row.right)))
      if first.last != low || second.last != high { appendPair(low, high) }
      let pair = first.count - 1
      pairOfRow[Int(index)] = Int32(pair)
      wins[pair] += isForward ? row.leftVotes : row.rightVotes
      losses[pair] += isForward ? row.rightVotes : row.leftVotes
      ties[pair] += row.ties
    }
  }

  private mutating func appendPair(_ low: Int32, _ high: Int32) {
    first.append(low)
    second.append(high)
    wins.append(0)
    losses.append(0)
    ties.append(0)
  }

  /// The comparisons in the order of their lower, then their higher items.
  private static func order(_ comparisons: [Comparison], items: Int) -> [Int32] {
    var order = comparisons.indices.map { Int32($0) }
    for useLower in [false, true] {
      var keys = [Int32](repeating: 0, count: comparisons.count)
      var starts = [Int](repeating: 0, count: items + 1)
      for (index, row) in comparisons.enumerated() {
        precondition(row.left != row.right, "an item is not compared with itself")
        let key = useLower ? min(row.left, row.right) : max(row.left, row.right)
        keys[index] = Int32(key)
        starts[key + 1] += 1
      }
      for item in 0..<items { starts[item + 1] += starts[item] }
      var sorted = order
      for index in order {
        let key = Int(keys[Int(index)])
        sorted[starts[key]] = index
        starts[key] += 1
      }
      order = sorted
    }
    return order
  }

  /// The pairs that a test lets through.
  func filtered(_ isKept: (Int) -> Bool) -> PairTable {
    var kept = PairTable(items: items)
    var places = [Int32](repeating: -1, count: count)
    for pair in 0..<count where isKept(pair) {
      places[pair] = Int32(kept.count)
      kept.appendPair(first[pair], second[pair])
      kept.wins[kept.count - 1] = wins[pair]
      kept.losses[kept.count - 1] = losses[pair]
      kept.ties[kept.count - 1] = ties[pair]
    }
    kept.pairOfRow = pairOfRow.map { $0 < 0 ? -1 : places[Int($0)] }
    return kept
  }
}
