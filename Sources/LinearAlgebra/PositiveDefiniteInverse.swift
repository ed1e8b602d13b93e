internal import COpenBLAS

/// The inverse of a symmetric positive definite matrix, row-major and square, by Cholesky's method
/// in double precision (LAPACK `potrf`, `potri`); nil where the matrix is not positive definite.
///
/// Only the upper triangle is read. Cost: `n^3 / 2` multiply-adds on one thread.
public func inverse(ofPositiveDefinite matrix: [Double], size: Int) -> [Double]? {
  precondition(matrix.count == size * size, "\(matrix.count) values are not \(size) x \(size)")
  guard size > 0 else { return [] }
  useOneThread()
  var values = matrix
  var (n, leading, info) = (Int32(size), Int32(size), Int32(0))
  // Rows are columns to LAPACK, so its lower triangle is the upper one here.
  var triangle = CChar(UInt8(ascii: "L"))
  unsafe values.withUnsafeMutableBufferPointer { a in
    _ = unsafe dpotrf_(&triangle, &n, a.baseAddress, &leading, &info)
    if info == 0 { _ = unsafe dpotri_(&triangle, &n, a.baseAddress, &leading, &info) }
  }
  guard info == 0 else { return nil }
  for row in 0..<size {
    for column in 0..<row { values[row * size + column] = values[column * size + row] }
  }
  return values
}
