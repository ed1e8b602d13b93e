extension Rows {
  /// `values[i, j] *= factors[j]`.
  public static func multiply(_ factors: [Float], intoEachOf values: inout [Float]) {
    let columns = factors.count
    unsafe factors.withUnsafeBufferPointer { factors in
      unsafe eachRow(of: &values, columns) { _, row in
        guard let factors = factors.baseAddress else { return }
        for j in 0..<columns { unsafe row[j] *= factors[j] }
      }
    }
  }

  /// `values[i, j] *= factors[i]`.
  public static func scale(_ values: inout [Float], by factors: [Float]) {
    guard !factors.isEmpty else { return precondition(values.isEmpty, "a factor a row is needed") }
    precondition(values.count % factors.count == 0, "a factor a row is needed")
    let columns = values.count / factors.count
    guard columns > 0 else { return }
    unsafe eachRow(of: &values, columns) { i, row in
      let factor = factors[i]
      for j in 0..<columns { unsafe row[j] *= factor }
    }
  }

  /// `sums[j] += the sum of left[i, j] * right[i, j] over i`.
  public static func addSum(
    ofProducts left: [Float], _ right: [Float], to sums: inout [Float]
  ) {
    precondition(left.count == right.count, "\(left.count) values against \(right.count)")
    let columns = sums.count
    guard columns > 0 else { return }
    let rows = rowCount(left.count, columns)
    unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          guard let a = left.baseAddress, let b = right.baseAddress, let s = sums.baseAddress
          else { return }
          for i in 0..<rows {
            let (x, y) = unsafe (a + i * columns, b + i * columns)
            for j in 0..<columns { unsafe s[j] += x[j] * y[j] }
          }
        }
      }
    }
  }

  /// Makes each row `(x - mean) / sqrt(variance + floor)` and gives each row's factor.
  public static func standardise(
    _ values: inout [Float], columns: Int, floor: Float
  ) -> [Float] {
    var factors: [Float] = []
    factors.reserveCapacity(rowCount(values.count, columns))
    unsafe eachRow(of: &values, columns) { _, row in
      let mean = unsafe sum(row, columns) / Float(columns)
      for j in 0..<columns { unsafe row[j] -= mean }
      let variance = unsafe sumOfProducts(row, row, columns) / Float(columns)
      let factor = 1 / (variance + floor).squareRoot()
      for j in 0..<columns { unsafe row[j] *= factor }
      factors.append(factor)
    }
    return factors
  }

  /// Takes the gradient by standardised rows `n` to that by the rows they came from:
  /// `f (h - mean(h) - n mean(h n))` for a gradient `h` and a factor `f`.
  public static func unstandardise(
    _ gradient: inout [Float], _ standardised: [Float], factors: [Float]
  ) {
    precondition(gradient.count == standardised.count, "a gradient a value is needed")
    guard !factors.isEmpty else { return }
    let columns = gradient.count / factors.count
    unsafe standardised.withUnsafeBufferPointer { standardised in
      unsafe eachRow(of: &gradient, columns) { i, row in
        guard let base = standardised.baseAddress else { return }
        let n = unsafe base + i * columns
        let mean = unsafe sum(row, columns) / Float(columns)
        let along = unsafe sumOfProducts(row, n, columns) / Float(columns)
        let factor = factors[i]
        for j in 0..<columns { unsafe row[j] = factor * (row[j] - mean - n[j] * along) }
      }
    }
  }
}
