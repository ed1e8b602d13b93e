internal import COpenBLAS

/// Puts `scale * left * right + keeping * result` into a block of `result`, by BLAS `sgemm`.
///
/// Shapes: `left` is `m x k`, `right` is `k x n`, `result` is `m x n` and stored as it is read.
/// With `keeping` at 0 the old values do not count, not even a NaN. Cost: `m k n` multiply-adds.
/// One BLAS thread: the same call gives the same bits on the same processor and OpenBLAS.
public func multiplyMatrices(
  _ left: [Float], _ leftBlock: Block, by right: [Float], _ rightBlock: Block, scale: Float = 1,
  into result: inout [Float], _ resultBlock: Block, keeping: Float = 0
) {
  let (m, n, k) = (leftBlock.rows, rightBlock.columns, leftBlock.columns)
  precondition(
    rightBlock.rows == k, "\(m) x \(k) times \(rightBlock.rows) x \(n) is not defined")
  precondition(
    resultBlock.rows == m && resultBlock.columns == n && !resultBlock.isTransposed,
    "a product of \(m) x \(n) does not fit \(resultBlock.rows) x \(resultBlock.columns)")
  precondition(
    leftBlock.end <= left.count && rightBlock.end <= right.count && resultBlock.end <= result.count,
    "a block reaches beyond its array")
  guard m > 0, n > 0 else { return }
  useOneThread()
  unsafe left.withUnsafeBufferPointer { a in
    unsafe right.withUnsafeBufferPointer { b in
      unsafe result.withUnsafeMutableBufferPointer { c in
        guard let c = c.baseAddress else { return }
        // An empty factor has no address; BLAS does not follow it, for k is 0 then.
        unsafe cblas_sgemm(
          CblasRowMajor, leftBlock.order, rightBlock.order, Int32(m), Int32(n), Int32(k), scale,
          a.baseAddress.map { unsafe $0 + leftBlock.offset }, leftBlock.leading,
          b.baseAddress.map { unsafe $0 + rightBlock.offset }, rightBlock.leading, keeping,
          c + resultBlock.offset, resultBlock.leading)
      }
    }
  }
}

extension Matrix {
  /// `self * other`.
  public func product(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: other.columns)
    multiplyMatrices(
      values, block, by: other.values, other.block, into: &result.values, result.block)
    return result
  }
}

extension Block {
  fileprivate var order: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }

  fileprivate var leading: Int32 { Int32(max(1, stride)) }
}
