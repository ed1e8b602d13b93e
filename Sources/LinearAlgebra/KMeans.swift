/// Groups points around centroids (Lloyd 1957) that are chosen apart from each other at the start
/// (k-means++, Arthur and Vassilvitskii 2007).
///
/// The draws depend on the seed alone and sums are taken in the order of the points, so a fit
/// repeats bit for bit on the same processor and OpenBLAS. Points are shifted by their mean before
/// products are taken, so that a large common offset costs no digits.
public enum KMeans {
  /// What a fit found.
  public struct Fit: Sendable, Hashable {
    /// A row a centroid; fewer than asked for where there are fewer distinct points.
    public var centroids: Matrix
    /// The centroid of each point.
    public var assignments: [Int32]
    /// Rounds of assigning and averaging.
    public var iterations: Int
    /// Whether the last round changed no assignment; else it stopped at the limit.
    public var converged: Bool
  }

  /// Finds at most `count` centroids.
  ///
  /// A group that loses all its points takes the point that lies furthest from its centroid. Cost:
  /// `points * count * columns` multiply-adds for the start, and by BLAS for each round.
  ///
  /// - Parameters:
  ///   - points: a row a point, at least one, all values within 1e15 of zero.
  ///   - count: how many centroids, above zero.
  ///   - seed: what the draws at the start follow from.
  ///   - iterations: the most rounds, above zero.
  public static func fit(
    points: Matrix, count: Int, seed: UInt64, iterations: Int = 100
  ) -> Fit {
    precondition(points.rows > 0 && points.columns > 0, "there is no point to group")
    precondition(count > 0 && iterations > 0, "\(count) groups in \(iterations) rounds are none")
    precondition(
      points.values.allSatisfy { abs($0) <= 1e15 }, "a point is no number, or beyond 1e15")
    let mean = columnMeans(points)
    let shifted = points.shifted(by: mean, sign: -1)
    var centroids = start(shifted, count: count, seed: seed)
    var search = NearestCentroids(points: shifted)
    var assignments = search.assignments(centroids)
    var (rounds, isSettled) = (1, false)
    while !isSettled, rounds < iterations {
      centroids = averages(shifted, assignments, of: centroids)
      let next = search.assignments(centroids)
      isSettled = next == assignments
      assignments = next
      rounds += 1
    }
    return Fit(
      centroids: centroids.shifted(by: mean, sign: 1), assignments: assignments,
      iterations: rounds, converged: isSettled)
  }

  /// The centroid nearest to each point, of equally near ones the first.
  ///
  /// Cost: `points * centroids * columns` multiply-adds, by BLAS. Where two are almost equally near,
  /// ``nearest(to:centroids:)`` may take the other, as it rounds differently.
  public static func nearest(_ points: Matrix, centroids: Matrix) -> [Int32] {
    precondition(
      points.columns == centroids.columns && centroids.rows > 0,
      "points of \(points.columns) values cannot be compared with \(centroids.rows) centroids of "
        + "\(centroids.columns)")
    guard points.rows > 0 else { return [] }
    let mean = columnMeans(centroids)
    var search = NearestCentroids(points: points.shifted(by: mean, sign: -1))
    return search.assignments(centroids.shifted(by: mean, sign: -1))
  }

  /// The centroid nearest to one point, of equally near ones the first; the same on every machine.
  public static func nearest(to point: [Float], centroids: Matrix) -> Int {
    precondition(
      point.count == centroids.columns && centroids.rows > 0,
      "a point of \(point.count) values cannot be compared with \(centroids.rows) centroids of "
        + "\(centroids.columns)")
    var (best, least) = (0, Float.infinity)
    for row in 0..<centroids.rows {
      var square: Float = 0
      for column in 0..<point.count {
        let step = point[column] - centroids.values[row * point.count + column]
        square += step * step
      }
      if square < least { (best, least) = (row, square) }
    }
    return best
  }
}

extension Matrix {
  /// Adds `sign * row` to each row.
  fileprivate func shifted(by row: [Float], sign: Float) -> Matrix {
    var copy = self
    Rows.add(row.map { sign * $0 }, toEachOf: &copy.values)
    return copy
  }
}

/// The mean of each column, summed in double precision.
private func columnMeans(_ matrix: Matrix) -> [Float] {
  let columns = matrix.columns
  var sums = [Double](repeating: 0, count: columns)
  unsafe matrix.values.withUnsafeBufferPointer { values in
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      for row in 0..<matrix.rows {
        for column in 0..<columns {
          unsafe sums[column] += Double(values[row * columns + column])
        }
      }
    }
  }
  return sums.map { Float($0 / Double(matrix.rows)) }
}
