/// The directions in which points spread most (Pearson 1901), found by subspace iteration.
///
/// The covariance is taken once; a random subspace is multiplied by it and made orthonormal again
/// until the spread along each direction changes by less than a millionth (Halko, Martinsson and
/// Tropp 2011, with more rounds). The draws depend on the seed alone, and of each direction the
/// largest part is positive, so a fit repeats bit for bit on the same processor and OpenBLAS. Columns
/// keep their scales; ``PrincipalComponents`` brings each to deviation 1 first.
public struct PrincipalAxes: Sendable, Hashable {
  /// A column a direction, `columns x count`, orthonormal; the widest spread first.
  public let basis: Matrix
  /// The variance along each direction.
  public let variances: [Float]

  /// The most rounds of the iteration.
  static let roundLimit = 60

  /// Finds at most `count` directions; fewer where the points span fewer.
  ///
  /// Cost: `rows * columns^2` for the covariance and `columns^2 * (count + 8)` a round, by BLAS.
  ///
  /// - Parameters:
  ///   - points: a row a point; their mean is taken off here.
  ///   - count: how many directions, above zero.
  ///   - seed: what the first subspace is drawn from.
  public init(of points: Matrix, count: Int, seed: UInt64) {
    precondition(points.rows > 0 && points.columns > 0 && count > 0, "nothing to decompose")
    let columns = points.columns
    let width = min(columns, count + 8)
    let covariance = Self.covariance(points)
    var generator = SplitMix64(seed: seed)
    var space = Matrix(
      rows: columns, columns: width, values: generator.normals(columns * width))
    space.orthonormaliseColumns()
    var last: [Double] = []
    var (turned, values) = (space, [Double]())
    for _ in 0..<Self.roundLimit {
      turned = covariance.product(space)
      // Rayleigh and Ritz: the spread within the subspace, along its own axes.
      var inner = Matrix(rows: width, columns: width)
      multiplyMatrices(
        space.values, space.block.transposed, by: turned.values, turned.block,
        into: &inner.values, inner.block)
      let axes = SymmetricEigenvalues(of: inner)
      values = axes.values
      let change = zip(values, last).prefix(count).map { abs($0 - $1) }.max() ?? .infinity
      if change <= 1e-6 * max(values.first ?? 0, 1e-30), !last.isEmpty {
        space = space.product(axes.vectors)
        break
      }
      last = values
      space = turned.product(axes.vectors)
      space.orthonormaliseColumns()
    }
    let least = 1e-6 * max(values.first ?? 0, 0)
    let kept = max(1, values.prefix(count).count { $0 > least })
    var basis = Matrix(rows: columns, columns: kept)
    for column in 0..<kept {
      let places = (0..<columns).map { space[$0, column] }
      let largest = places.max { abs($0) < abs($1) } ?? 1
      for row in 0..<columns { basis[row, column] = largest < 0 ? -places[row] : places[row] }
    }
    self.basis = basis
    variances = values.prefix(kept).map { Float(max(0, $0)) }
  }

  private static func covariance(_ points: Matrix) -> Matrix {
    let columns = points.columns
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<points.rows {
      for column in 0..<columns { sums[column] += Double(points[row, column]) }
    }
    var centred = points
    Rows.add(sums.map { Float(-$0 / Double(points.rows)) }, toEachOf: &centred.values)
    var result = Matrix(rows: columns, columns: columns)
    multiplyMatrices(
      centred.values, centred.block.transposed, by: centred.values, centred.block,
      scale: 1 / Float(points.rows), into: &result.values, result.block)
    return result
  }
}

extension Matrix {
  /// Makes the columns orthonormal by the modified method of Gram and Schmidt, twice; a column that
  /// the ones before it span becomes zero.
  mutating func orthonormaliseColumns() {
    var all = (0..<columns).map { column in (0..<rows).map { Double(self[$0, column]) } }
    for column in all.indices {
      let before = all[column].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for _ in 0..<2 {
        for other in 0..<column {
          let along = zip(all[column], all[other]).reduce(0) { $0 + $1.0 * $1.1 }
          for row in 0..<rows { all[column][row] -= along * all[other][row] }
        }
      }
      let norm = all[column].reduce(0) { $0 + $1 * $1 }.squareRoot()
      let factor = norm > 1e-6 * before ? 1 / norm : 0
      for row in 0..<rows { self[row, column] = Float(all[column][row] * factor) }
      all[column] = all[column].map { $0 * factor }
    }
  }
}
