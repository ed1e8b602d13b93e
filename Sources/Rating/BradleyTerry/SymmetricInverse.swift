/// The inverse of a small symmetric positive definite matrix, kept row by row.
enum SymmetricInverse {
  /// Cholesky's factor, inverted and multiplied with itself; nil where that cannot be.
  ///
  /// The matrix has to be positive definite. Cost: O(n^3).
  static func inverse(_ matrix: [Double], size: Int) -> [Double]? {
    var lower = matrix
    for column in 0..<size {
      for row in column..<size {
        var sum = lower[row * size + column]
        for inner in 0..<column { sum -= lower[row * size + inner] * lower[column * size + inner] }
        if row == column {
          guard sum > 0 else { return nil }
          lower[row * size + column] = sum.squareRoot()
        } else {
          lower[row * size + column] = sum / lower[column * size + column]
        }
      }
    }
    // The inverse of the factor, transposed: row `i` holds what solves for the unit vector `i`.
    var factor = [Double](repeating: 0, count: size * size)
    for unit in 0..<size {
      factor[unit * size + unit] = 1 / lower[unit * size + unit]
      for row in (unit + 1)..<max(size, unit + 1) {
        var sum = 0.0
        for inner in unit..<row { sum -= lower[row * size + inner] * factor[unit * size + inner] }
        factor[unit * size + row] = sum / lower[row * size + row]
      }
    }
    var inverse = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = 0.0
        for inner in row..<size {
          sum += factor[row * size + inner] * factor[column * size + inner]
        }
        inverse[row * size + column] = sum
        inverse[column * size + row] = sum
      }
    }
    return inverse
  }
}
