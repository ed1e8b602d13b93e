internal import LinearAlgebra

/// Moves points to the nearest of their groups' means until none moves (Lloyd 1957).
///
/// A point moves only where another mean is nearer than its own; a group that loses all its points
/// goes. At the end each point's own mean is one of the nearest.
struct LloydMoves {
  let points: Matrix
  private(set) var assignments: [Int32]
  private(set) var centroids: Matrix
  private(set) var iterations = 0
  private(set) var converged = false

  static let roundLimit = 100

  init(points: Matrix, assignments: [Int32]) {
    self.points = points
    self.assignments = assignments
    let groups = Int(assignments.max() ?? 0) + 1
    centroids = Matrix(rows: groups, columns: points.columns)
    average()
  }

  mutating func run() {
    while !converged, iterations < Self.roundLimit {
      iterations += 1
      let next = (0..<points.rows).map { row in
        let squares = SkillDistances.squares(from: row, of: points, to: centroids)
        let own = Int(assignments[row])
        let best = squares.indices.min { squares[$0] < squares[$1] } ?? own
        return Int32(squares[best] < squares[own] ? best : own)
      }
      converged = next == assignments
      assignments = next
      if !converged { average() }
    }
  }

  /// Takes the means; groups without points are dropped.
  private mutating func average() {
    let columns = points.columns
    var sums = [Double](repeating: 0, count: centroids.rows * columns)
    var counts = [Int](repeating: 0, count: centroids.rows)
    for (row, group) in assignments.enumerated() {
      counts[Int(group)] += 1
      for column in 0..<columns {
        sums[Int(group) * columns + column] += Double(points[row, column])
      }
    }
    let kept = counts.indices.filter { counts[$0] > 0 }
    var places = [Int32](repeating: 0, count: counts.count)
    var means: [Float] = []
    for (place, group) in kept.enumerated() {
      places[group] = Int32(place)
      means += (0..<columns).map { Float(sums[group * columns + $0] / Double(counts[group])) }
    }
    assignments = assignments.map { places[Int($0)] }
    centroids = Matrix(rows: kept.count, columns: columns, values: means)
  }
}

/// Squared Euclidean distances in double precision; the same on every machine.
enum SkillDistances {
  /// From one point to each centroid.
  static func squares(from row: Int, of points: Matrix, to centroids: Matrix) -> [Double] {
    let columns = points.columns
    var result = [Double](repeating: 0, count: centroids.rows)
    unsafe points.values.withUnsafeBufferPointer { points in
      unsafe centroids.values.withUnsafeBufferPointer { centroids in
        for group in result.indices {
          var sum = 0.0
          for column in 0..<columns {
            let step = unsafe Double(
              points[row * columns + column] - centroids[group * columns + column])
            sum += step * step
          }
          result[group] = sum
        }
      }
    }
    return result
  }
}
