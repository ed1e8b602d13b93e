/// The directions in which rows of numbers vary most, each column brought to deviation 1 before.
///
/// `z = ((x - mean) / scale) V`, V's columns the first eigenvectors of the covariance (Pearson, 1901),
/// found by orthogonal iteration. The sign of a direction is that of its largest component.
public struct PrincipalComponents: Sendable, Hashable {
  /// What each column is shifted by.
  public let means: [Float]
  /// What each column is divided by.
  public let scales: [Float]
  /// `columns x count`.
  public let directions: Matrix

  /// Takes up components that were found before.
  public init(means: [Float], scales: [Float], directions: Matrix) {
    precondition(
      means.count == directions.rows && scales.count == directions.rows,
      "\(means.count) means and \(scales.count) scales for \(directions.rows) columns")
    self.means = means
    self.scales = scales
    self.directions = directions
  }

  /// Finds the first `count` components of rows.
  ///
  /// Cost: `rows * columns^2` multiply-adds, then `columns^2 * count` an iteration.
  public init(_ rows: Matrix, count: Int, seed: UInt64, iterations: Int = 200) {
    precondition(rows.rows > 0 && count > 0, "there is nothing to take components of")
    let columns = rows.columns
    let kept = min(count, columns)
    var means = [Double](repeating: 0, count: columns)
    var squares = means
    for row in 0..<rows.rows {
      for j in 0..<columns { means[j] += Double(rows.values[row * columns + j]) }
    }
    for j in 0..<columns { means[j] /= Double(rows.rows) }
    for row in 0..<rows.rows {
      for j in 0..<columns {
        let difference = Double(rows.values[row * columns + j]) - means[j]
        squares[j] += difference * difference
      }
    }
    // A column that hardly varies is left small rather than blown up.
    let deviations = squares.map { ($0 / Double(rows.rows)).squareRoot() }
    let floor = max(1e-6, (deviations.max() ?? 0) * 1e-3)
    self.means = means.map { Float($0) }
    scales = deviations.map { Float(max(floor, $0)) }
    var centred = rows
    Self.standardise(&centred, self.means, scales)
    var covariance = Matrix(rows: columns, columns: columns)
    multiplyMatrices(
      centred.values, centred.block.transposed, by: centred.values, centred.block,
      scale: 1 / Float(rows.rows), into: &covariance.values, covariance.block)
    var generator = SplitMix64(seed: seed)
    var basis = Matrix(rows: columns, columns: kept, values: generator.normals(columns * kept))
    Self.orthonormalise(&basis)
    for _ in 0..<iterations {
      basis = covariance.product(basis)
      Self.orthonormalise(&basis)
    }
    for k in 0..<kept {
      let largest = (0..<columns).max { abs(basis[$0, k]) < abs(basis[$1, k]) } ?? 0
      if basis[largest, k] < 0 { for j in 0..<columns { basis[j, k] = -basis[j, k] } }
    }
    directions = basis
  }

  /// Rows along the components, `rows x count`.
  public func project(_ rows: Matrix) -> Matrix {
    var centred = rows
    Self.standardise(&centred, means, scales)
    return centred.product(directions)
  }

  private static func standardise(_ rows: inout Matrix, _ means: [Float], _ scales: [Float]) {
    precondition(rows.columns == means.count, "\(rows.columns) columns, not \(means.count)")
    for row in 0..<rows.rows {
      for j in 0..<rows.columns {
        let place = row * rows.columns + j
        rows.values[place] = (rows.values[place] - means[j]) / scales[j]
      }
    }
  }

  /// Gram and Schmidt; a column that vanishes becomes zero.
  private static func orthonormalise(_ basis: inout Matrix) {
    for k in 0..<basis.columns {
      for other in 0..<k {
        var product = 0.0
        for j in 0..<basis.rows { product += Double(basis[j, k]) * Double(basis[j, other]) }
        for j in 0..<basis.rows { basis[j, k] -= Float(product) * basis[j, other] }
      }
      var norm = 0.0
      for j in 0..<basis.rows { norm += Double(basis[j, k]) * Double(basis[j, k]) }
      norm = norm.squareRoot()
      for j in 0..<basis.rows { basis[j, k] = norm > 1e-12 ? Float(Double(basis[j, k]) / norm) : 0 }
    }
  }
}
