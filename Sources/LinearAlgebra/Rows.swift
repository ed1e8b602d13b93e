/// Sums, maxima and soft maxima over the rows of a flat row-major matrix.
///
/// A sum is taken in eight lanes that are added at the end, in an order that the count alone
/// decides, so it repeats bit for bit.
public enum Rows {
  /// `values[i, j] += bias[j]`.
  public static func add(_ bias: [Float], toEachOf values: inout [Float]) {
    let columns = bias.count
    guard columns > 0 else { return }
    let rows = rowCount(values.count, columns)
    unsafe bias.withUnsafeBufferPointer { bias in
      unsafe values.withUnsafeMutableBufferPointer { values in
        guard let bias = bias.baseAddress, let base = values.baseAddress else { return }
        for i in 0..<rows {
          let row = unsafe base + i * columns
          for j in 0..<columns { unsafe row[j] += bias[j] }
        }
      }
    }
  }

  /// `values[i, j] = row[j]`.
  public static func fill(_ values: inout [Float], with row: ArraySlice<Float>) {
    let columns = row.count
    unsafe row.withUnsafeBufferPointer { source in
      unsafe eachRow(of: &values, columns) { _, row in
        guard let source = source.baseAddress else { return }
        unsafe row.update(from: source, count: columns)
      }
    }
  }

  /// `sums[j] += the sum of values[i, j] over i`.
  public static func addSum(of values: [Float], to sums: inout [Float]) {
    let columns = sums.count
    guard columns > 0 else { return }
    let rows = rowCount(values.count, columns)
    unsafe values.withUnsafeBufferPointer { values in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let base = values.baseAddress, let sums = sums.baseAddress else { return }
        for i in 0..<rows {
          let row = unsafe base + i * columns
          for j in 0..<columns { unsafe sums[j] += row[j] }
        }
      }
    }
  }

  /// Makes each row positive with sum 1: `e^(x - max) / sum`; a row of `-inf` becomes zeros.
  public static func softmax(_ values: inout [Float], columns: Int) {
    unsafe eachRow(of: &values, columns) { _, row in
      let top = unsafe maximum(row, columns)
      guard top > -Float.infinity else {
        for j in 0..<columns { unsafe row[j] = 0 }
        return
      }
      for j in 0..<columns { unsafe row[j] = exponential(row[j] - top) }
      let factor = unsafe 1 / sum(row, columns)
      for j in 0..<columns { unsafe row[j] *= factor }
    }
  }

  /// Takes the gradient by the results of ``softmax(_:columns:)`` to that by what went in:
  /// `p (g - sum of p g)` for shares `p` and a gradient `g`.
  public static func backThroughSoftmax(
    _ gradient: inout [Float], shares: [Float], columns: Int
  ) {
    precondition(gradient.count == shares.count, "a gradient a share is needed")
    unsafe shares.withUnsafeBufferPointer { shares in
      unsafe eachRow(of: &gradient, columns) { i, row in
        guard let base = shares.baseAddress else { return }
        let p = unsafe base + i * columns
        let along = unsafe sumOfProducts(row, p, columns)
        for j in 0..<columns { unsafe row[j] = p[j] * (row[j] - along) }
      }
    }
  }

  /// Takes `ln(sum of e^x)` from each row, so that `e^` of it sums to 1.
  public static func logSoftmax(_ values: inout [Float], columns: Int) {
    var parts = [Float](repeating: 0, count: columns)
    unsafe parts.withUnsafeMutableBufferPointer { parts in
      guard let parts = parts.baseAddress else { return }
      unsafe eachRow(of: &values, columns) { _, row in
        let normaliser = unsafe logSumExp(row, columns, parts)
        for j in 0..<columns { unsafe row[j] -= normaliser }
      }
    }
  }

  /// `ln(sum of e^x)` of each row.
  public static func logSumExp(_ values: [Float], columns: Int) -> [Float] {
    var result: [Float] = []
    var (values, parts) = (values, [Float](repeating: 0, count: columns))
    result.reserveCapacity(rowCount(values.count, columns))
    unsafe parts.withUnsafeMutableBufferPointer { parts in
      guard let parts = parts.baseAddress else { return }
      unsafe eachRow(of: &values, columns) { _, row in
        unsafe result.append(logSumExp(row, columns, parts))
      }
    }
    return result
  }

  private static func logSumExp(
    _ row: UnsafePointer<Float>, _ columns: Int, _ parts: UnsafeMutablePointer<Float>
  ) -> Float {
    let top = unsafe maximum(row, columns)
    guard top > -Float.infinity, top < Float.infinity else { return top }
    for j in 0..<columns { unsafe parts[j] = exponential(row[j] - top) }
    return unsafe top + logarithm(sum(parts, columns))
  }

  static func rowCount(_ count: Int, _ columns: Int) -> Int {
    precondition(
      columns > 0 && count % columns == 0, "\(count) values are not rows of \(columns)")
    return count / columns
  }

  @inline(__always)
  static func eachRow(
    of values: inout [Float], _ columns: Int, _ body: (Int, UnsafeMutablePointer<Float>) -> Void
  ) {
    guard !values.isEmpty else { return }
    let rows = rowCount(values.count, columns)
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for i in 0..<rows { unsafe body(i, base + i * columns) }
    }
  }
}
