/// How different neighbouring stretches of rows are: each row at first is a stretch, and the two
/// neighbours whose union raises the sum of squares least are joined, until one is left.
///
/// Joining stretches of a and b rows whose means lie at a distance d raises the sum by
/// `a b / (a + b) d^2` (Ward, 1963, kept to neighbours; bottom-up segmentation of Keogh et al.,
/// 2001). Cutting where the height is over h leaves stretches that all differ by more than h from
/// their neighbours: nearly what the penalty h of a kernel change point search gives, for all h at
/// once. Cost: `O(count log count)`.
struct BottomUpMerging {
  /// For each row the largest rise so far when the stretch that it begins was joined to the one
  /// before; 0 for row 0.
  private(set) var heights: [Float]

  private let columns: Int
  private var sums: [Double]
  private var counts: [Double]
  private var before, after: [Int]
  /// A number that no other stretch ever had; -1 where the stretch is gone.
  private var versions: [Int]
  private var nextVersion: Int
  private var queue = MergeQueue()

  /// Merges rows of `columns` values each.
  init(_ values: [Float], columns: Int) {
    precondition(columns > 0 && values.count % columns == 0, "there are no rows of \(columns)")
    let rows = values.count / columns
    self.columns = columns
    heights = Array(repeating: 0, count: rows)
    sums = values.map { Double($0) }
    counts = Array(repeating: 1, count: rows)
    before = (0..<rows).map { $0 - 1 }
    after = (0..<rows).map { $0 + 1 }
    versions = Array(0..<rows)
    nextVersion = rows
    for row in 0..<rows { push(row) }
    var highest = 0.0
    while let join = queue.pop() {
      let earlier = before[join.row]
      // A stretch that has grown since stands in the queue anew.
      guard earlier >= 0, versions[join.row] == join.version,
        versions[earlier] == join.earlierVersion
      else { continue }
      highest = max(highest, join.rise)
      heights[join.row] = Float(highest)
      merge(join.row, into: earlier)
    }
  }

  private mutating func merge(_ row: Int, into earlier: Int) {
    for j in 0..<columns { sums[earlier * columns + j] += sums[row * columns + j] }
    counts[earlier] += counts[row]
    versions[earlier] = nextVersion
    nextVersion += 1
    versions[row] = -1
    after[earlier] = after[row]
    if after[row] < heights.count {
      before[after[row]] = earlier
      push(after[row])
    }
    push(earlier)
  }

  private mutating func push(_ row: Int) {
    let earlier = before[row]
    guard earlier >= 0 else { return }
    var square = 0.0
    for j in 0..<columns {
      let step =
        sums[row * columns + j] / counts[row] - sums[earlier * columns + j] / counts[earlier]
      square += step * step
    }
    let weight = counts[row] * counts[earlier] / (counts[row] + counts[earlier])
    queue.push(
      .init(
        rise: weight * square, row: row, version: versions[row], earlierVersion: versions[earlier]))
  }
}

/// Joins that may be made, the one of the least rise first, of equal ones the earlier row.
private struct MergeQueue {
  struct Join {
    var rise: Double
    var row: Int
    var version, earlierVersion: Int

    func precedes(_ other: Join) -> Bool { (rise, row) < (other.rise, other.row) }
  }

  private var heap: [Join] = []

  mutating func push(_ join: Join) {
    heap.append(join)
    var place = heap.count - 1
    while place > 0, heap[place].precedes(heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> Join? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[child].precedes(heap[least]) { least = child }
      guard least != place else { return first }
      heap.swapAt(place, least)
      place = least
    }
  }
}
