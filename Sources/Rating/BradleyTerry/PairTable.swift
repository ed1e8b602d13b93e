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
    self.items = items
    let entries = Self.sorted(Self.entries(comparisons), items: items)
    var count = 0
    for place in entries.indices
    where place == 0 || !entries[place].isSamePair(as: entries[place - 1]) { count += 1 }
    var (first, second) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
    var wins = [Double](repeating: 0, count: count)
    var (losses, ties) = (wins, wins)
    var pairOfRow = [Int32](repeating: -1, count: comparisons.count)
    var pair = -1
    for place in entries.indices {
      let entry = entries[place]
      if place == 0 || !entry.isSamePair(as: entries[place - 1]) {
        pair += 1
        first[pair] = entry.low
        second[pair] = entry.high
      }
      let row = comparisons[Int(entry.row)]
      pairOfRow[Int(entry.row)] = Int32(pair)
      let isForward = row.left < row.right
      wins[pair] += isForward ? row.leftVotes : row.rightVotes
      losses[pair] += isForward ? row.rightVotes : row.leftVotes
      ties[pair] += row.ties
    }
    (self.first, self.second, self.pairOfRow) = (first, second, pairOfRow)
    (self.wins, self.losses, self.ties) = (wins, losses, ties)
  }

  /// A comparison by its items, the lower first.
  private struct Entry {
    var low: Int32
    var high: Int32
    var row: Int32

    @inline(__always)
    func isSamePair(as other: Entry) -> Bool { low == other.low && high == other.high }
  }

  /// The comparisons on which somebody voted.
  private static func entries(_ comparisons: [Comparison]) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(comparisons.count)
    for (index, row) in comparisons.enumerated() {
      let votes = row.leftVotes + row.rightVotes + row.ties
      precondition(row.left != row.right, "an item is not compared with itself")
      precondition(
        row.leftVotes >= 0 && row.rightVotes >= 0 && row.ties >= 0 && votes.isFinite,
        "votes are finite numbers, 0 or more")
      if votes == 0 { continue }
      entries.append(
        Entry(
          low: Int32(min(row.left, row.right)), high: Int32(max(row.left, row.right)),
          row: Int32(index)))
    }
    return entries
  }

  /// The entries in the order of their lower, then their higher items.
  private static func sorted(_ entries: [Entry], items: Int) -> [Entry] {
    var (entries, sorted) = (entries, entries)
    for useLower in [false, true] {
      var starts = [Int](repeating: 0, count: items + 1)
      for entry in entries { starts[Int(useLower ? entry.low : entry.high) + 1] += 1 }
      for item in 0..<items { starts[item + 1] += starts[item] }
      for entry in entries {
        let key = Int(useLower ? entry.low : entry.high)
        sorted[starts[key]] = entry
        starts[key] += 1
      }
      swap(&entries, &sorted)
    }
    return entries
  }

  private mutating func appendPair(_ low: Int32, _ high: Int32) {
    first.append(low)
    second.append(high)
    wins.append(0)
    losses.append(0)
    ties.append(0)
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
