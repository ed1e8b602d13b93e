/// The eigenvalues of a small symmetric matrix by Jacobi's rotations (1846), in double precision.
///
/// Cost: about `10 n^3`; meant for tens of rows.
struct SymmetricEigenvalues {
  /// The eigenvalues, the largest first.
  let values: [Double]
  /// The eigenvectors, a column each in the order of the values.
  let vectors: Matrix

  /// Decomposes `matrix`, of which the mean with its transpose is taken.
  init(of matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "only a square matrix is symmetric")
    let n = matrix.rows
    let zeros = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    var (a, v) = (zeros, zeros)
    var size = 0.0
    for row in 0..<n {
      v[row][row] = 1
      for column in 0..<n {
        a[row][column] = (Double(matrix[row, column]) + Double(matrix[column, row])) / 2
        size += a[row][column] * a[row][column]
      }
    }
    for _ in 0..<50 {
      var off = 0.0
      for p in 0..<n {
        for q in 0..<p { off += a[p][q] * a[p][q] }
      }
      if off <= 1e-22 * size { break }
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) where a[p][q] != 0 {
          Self.rotate(&a, &v, p, q)
        }
      }
    }
    let diagonal = (0..<n).map { a[$0][$0] }
    let order = diagonal.indices.sorted { one, other in
      diagonal[one] == diagonal[other] ? one < other : diagonal[one] > diagonal[other]
    }
    values = order.map { diagonal[$0] }
    var vectors = Matrix(rows: n, columns: n)
    for (column, place) in order.enumerated() {
      for row in 0..<n { vectors[row, column] = Float(v[row][place]) }
    }
    self.vectors = vectors
  }

  /// Turns the axes p and q so that `a[p][q]` becomes zero.
  private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
    let theta: Double = (a[q][q] - a[p][p]) / (2 * a[p][q])
    let sign: Double = theta < 0 ? -1 : 1
    let t: Double = sign / (theta.magnitude + (theta * theta + 1).squareRoot())
    let c: Double = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in a.indices {
      let (x, y) = (a[k][p], a[k][q])
      (a[k][p], a[k][q]) = (c * x - s * y, s * x + c * y)
    }
    for k in a.indices {
      let (x, y) = (a[p][k], a[q][k])
      (a[p][k], a[q][k]) = (c * x - s * y, s * x + c * y)
    }
    for k in a.indices {
      let (x, y) = (v[k][p], v[k][q])
      (v[k][p], v[k][q]) = (c * x - s * y, s * x + c * y)
    }
  }
}
