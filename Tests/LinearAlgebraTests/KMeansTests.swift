import LinearAlgebra
import Testing

@Suite struct KMeansTests {
  /// Points around given places.
  private func cloud(_ places: [[Float]], each: Int, spread: Float, seed: UInt64) -> Matrix {
    var generator = SplitMix64(seed: seed)
    let columns = places[0].count
    var values: [Float] = []
    for index in 0..<(each * places.count) {
      let noise = generator.normals(columns)
      values += zip(places[index % places.count], noise).map { $0 + spread * $1 }
    }
    return Matrix(rows: each * places.count, columns: columns, values: values)
  }

  private func square(_ points: Matrix, _ row: Int, _ centroids: Matrix, _ group: Int) -> Double {
    (0..<points.columns).reduce(0) { sum, column in
      let step = Double(points[row, column]) - Double(centroids[group, column])
      return sum + step * step
    }
  }

  @Test(arguments: [0, 1, 2, 3, 1_000_000]) func `groups far apart are found`(seed: UInt64) {
    let places: [[Float]] = [[0, 0], [10, 0], [0, 10], [-10, -10], [30, 30]]
    let points = cloud(places, each: 200, spread: 0.5, seed: seed)
    let fit = KMeans.fit(points: points, count: 5, seed: seed)
    #expect(fit.converged && fit.iterations < 100)
    for place in places {
      // The mean of 200 draws is off by 0.5 / sqrt(200) a dimension; six of these.
      let group = KMeans.nearest(to: place, centroids: fit.centroids)
      for column in 0..<2 {
        #expect(abs(fit.centroids[group, column] - place[column]) < 0.22, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<12) func `each point has its nearest centroid`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let columns = 1 + generator.next(below: 9)
    let rows = 1 + generator.next(below: 3000)
    // A large common offset must not cost the digits that tell the groups apart.
    let offset: Float = seed % 3 == 0 ? 4096 : 0
    let points = Matrix(
      rows: rows, columns: columns,
      values: generator.normals(rows * columns).map { $0 + offset })
    let fit = KMeans.fit(points: points, count: 17, seed: 5, iterations: 6)
    let again = KMeans.nearest(points, centroids: fit.centroids)
    for row in 0..<rows {
      let squares = (0..<fit.centroids.rows).map { square(points, row, fit.centroids, $0) }
      let least = squares.min() ?? 0
      // Single precision, and centroids that were rounded when the offset was put back.
      let slack = 1e-5 * (1 + least) + (offset > 0 ? 0.02 : 0)
      #expect(squares[Int(fit.assignments[row])] <= least + slack, "seed \(seed), row \(row)")
      #expect(squares[Int(again[row])] <= least + slack, "seed \(seed), row \(row)")
    }
  }

  @Test func `more rounds never make it worse`() {
    let points = cloud([[0, 0, 0], [3, 1, 0], [0, 4, 1]], each: 100, spread: 2, seed: 9)
    func cost(_ iterations: Int) -> Double {
      let fit = KMeans.fit(points: points, count: 8, seed: 1, iterations: iterations)
      return (0..<points.rows).reduce(0) {
        $0 + square(points, $1, fit.centroids, Int(fit.assignments[$1]))
      }
    }
    let costs = (1...12).map(cost)
    for (before, after) in zip(costs, costs.dropFirst()) { #expect(after <= before * 1.000_01) }
    let settled = KMeans.fit(points: points, count: 8, seed: 1)
    #expect(settled.converged)
    #expect(!KMeans.fit(points: points, count: 8, seed: 1, iterations: 1).converged)
  }

  @Test func `two fits of one seed are the same and other seeds differ`() {
    let points = cloud([[0, 0], [1, 1]], each: 300, spread: 1, seed: 2)
    let fits = [1, 1, 2].map { KMeans.fit(points: points, count: 12, seed: $0) }
    #expect(fits[0] == fits[1] && fits[0] != fits[2])
  }

  @Test func `fewer distinct points than groups give fewer centroids`() {
    let values: [Float] = [1, 5, 1, 1, 5, 9, 9, 1]
    let points = Matrix(rows: 8, columns: 1, values: values)
    let fit = KMeans.fit(points: points, count: 40, seed: 0)
    #expect(fit.centroids.rows == 3 && fit.centroids.values.sorted() == [1, 5, 9])
    #expect(
      fit.assignments.indices.allSatisfy {
        fit.centroids.values[Int(fit.assignments[$0])] == values[$0]
      })
    let one = KMeans.fit(points: Matrix(rows: 3, columns: 2), count: 4, seed: 0)
    #expect(one.centroids.rows == 1 && one.assignments == [0, 0, 0] && one.converged)
  }

  @Test func `of equally near centroids the first is taken`() {
    let centroids = Matrix(rows: 2, columns: 1, values: [-1, 1])
    #expect(KMeans.nearest(to: [0], centroids: centroids) == 0)
    #expect(KMeans.nearest(Matrix(rows: 1, columns: 1), centroids: centroids) == [0])
    #expect(KMeans.nearest(Matrix(rows: 0, columns: 1), centroids: centroids) == [])
  }
}
