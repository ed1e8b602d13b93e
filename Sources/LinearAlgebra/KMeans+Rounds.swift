extension KMeans {
  /// The start of k-means++: the first point at random, each further one with a chance that grows
  /// with the square of its distance from those already chosen; ends where every point is chosen.
  static func start(_ points: Matrix, count: Int, seed: UInt64) -> Matrix {
    var generator = SplitMix64(seed: seed)
    let columns = points.columns
    var chosen: [Float] = []
    var squares = [Float](repeating: .infinity, count: points.rows)
    var next = generator.next(below: points.rows)
    for _ in 0..<min(count, points.rows) {
      let centroid = Array(points.values[(next * columns)..<((next + 1) * columns)])
      chosen += centroid
      let total = shrink(&squares, points, to: centroid)
      guard total > 0 else { break }
      // 53 random bits of the total.
      var rest = Double(generator.next() >> 11) * 0x1p-53 * total
      // Rounding may leave a rest behind the last point; then the last one with a distance is taken.
      for row in 0..<points.rows where squares[row] > 0 {
        next = row
        rest -= Double(squares[row])
        if rest < 0 { break }
      }
    }
    return Matrix(rows: chosen.count / columns, columns: columns, values: chosen)
  }

  /// Lowers each squared distance to that from one more centroid, and gives their sum.
  private static func shrink(
    _ squares: inout [Float], _ points: Matrix, to centroid: [Float]
  ) -> Double {
    let columns = points.columns
    var total = 0.0
    unsafe points.values.withUnsafeBufferPointer { values in
      unsafe centroid.withUnsafeBufferPointer { centroid in
        unsafe squares.withUnsafeMutableBufferPointer { squares in
          for row in 0..<points.rows {
            var square: Float = 0
            for column in 0..<columns {
              let step = unsafe values[row * columns + column] - centroid[column]
              square += step * step
            }
            unsafe squares[row] = min(squares[row], square, Float.greatestFiniteMagnitude)
            unsafe total += Double(squares[row])
          }
        }
      }
    }
    return total
  }

  /// The mean of each group's points; an empty group takes the point furthest from its centroid.
  static func averages(_ points: Matrix, _ assignments: [Int32], of old: Matrix) -> Matrix {
    let columns = points.columns
    var sums = [Double](repeating: 0, count: old.values.count)
    var counts = [Int](repeating: 0, count: old.rows)
    unsafe points.values.withUnsafeBufferPointer { values in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for (row, group) in assignments.enumerated() {
          counts[Int(group)] += 1
          for column in 0..<columns {
            unsafe sums[Int(group) * columns + column] += Double(values[row * columns + column])
          }
        }
      }
    }
    var means = old
    for group in 0..<old.rows where counts[group] > 0 {
      for column in 0..<columns {
        let place = group * columns + column
        means.values[place] = Float(sums[place] / Double(counts[group]))
      }
    }
    let empty = counts.indices.filter { counts[$0] == 0 }
    if empty.isEmpty { return means }
    for (group, row) in zip(empty, furthest(points, assignments, from: means, empty.count)) {
      means.values.replaceSubrange(
        (group * columns)..<((group + 1) * columns),
        with: points.values[(row * columns)..<((row + 1) * columns)])
    }
    return means
  }

  /// The points furthest from their centroids, the furthest first; those at a distance only.
  private static func furthest(
    _ points: Matrix, _ assignments: [Int32], from centroids: Matrix, _ count: Int
  ) -> [Int] {
    let columns = points.columns
    let squares = assignments.enumerated().map { row, group in
      (0..<columns).reduce(Float(0)) { sum, column in
        let step = points[row, column] - centroids[Int(group), column]
        return sum + step * step
      }
    }
    return Array(
      squares.indices.filter { squares[$0] > 0 }
        .sorted { squares[$0] == squares[$1] ? $0 < $1 : squares[$0] > squares[$1] }
        .prefix(count))
  }
}

/// Finds the nearest centroid of many points by one matrix product a block of rows:
/// `|c|^2 - 2 x . c` is the squared distance less `|x|^2`, which is the same for every centroid.
struct NearestCentroids {
  let points: Matrix
  private var scores: [Float] = []

  /// Points that lie around the origin, so that the differences keep their digits.
  init(points: Matrix) { self.points = points }

  private static let blockRows = 1024

  mutating func assignments(_ centroids: Matrix) -> [Int32] {
    let (rows, columns, groups) = (points.rows, points.columns, centroids.rows)
    let norms = (0..<groups).map { group in
      Float(
        (0..<columns).reduce(0.0) { sum, column in
          let value = Double(centroids.values[group * columns + column])
          return sum + value * value
        })
    }
    let height = min(rows, Self.blockRows)
    if scores.count != height * groups {
      scores = [Float](repeating: 0, count: height * groups)
    }
    var result = [Int32](repeating: 0, count: rows)
    for first in stride(from: 0, to: rows, by: height) {
      let count = min(height, rows - first)
      multiplyMatrices(
        points.values, Block(rows: count, columns: columns, offset: first * columns),
        by: centroids.values, centroids.block.transposed, scale: -2,
        into: &scores, Block(rows: count, columns: groups))
      unsafe scores.withUnsafeBufferPointer { scores in
        unsafe norms.withUnsafeBufferPointer { norms in
          for row in 0..<count {
            var (best, least) = (0, Float.infinity)
            for group in 0..<groups {
              let score = unsafe scores[row * groups + group] + norms[group]
              if score < least { (best, least) = (group, score) }
            }
            result[first + row] = Int32(best)
          }
        }
      }
    }
    return result
  }
}
