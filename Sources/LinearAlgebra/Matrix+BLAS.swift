internal import COpenBLAS

/// The version and build of the OpenBLAS that is loaded, such as `OpenBLAS 0.3.21 ...`.
public func linearAlgebraLibrary() -> String {
  guard let text = unsafe openblas_get_config() else { return "OpenBLAS" }
  return unsafe String(cString: text)
}

/// Sets OpenBLAS to one thread, once: parallel work is across videos, and results repeat.
private let oneThread: Void = openblas_set_num_threads(1)

/// Sets OpenBLAS to one thread before its first use.
func useOneThread() { _ = oneThread }

extension Matrix {
  /// `result = self * vector`; `rows * columns` multiply-adds by BLAS `sgemv`.
  public func multiply(_ vector: [Float], into result: inout [Float]) {
    precondition(vector.count == columns, "\(rows) x \(columns) times \(vector.count) values")
    precondition(result.count == rows, "\(rows) results do not fit \(result.count) places")
    _ = oneThread
    guard rows > 0, columns > 0 else { return }
    unsafe values.withUnsafeBufferPointer { a in
      unsafe vector.withUnsafeBufferPointer { x in
        unsafe result.withUnsafeMutableBufferPointer { y in
          unsafe cblas_sgemv(
            CblasRowMajor, CblasNoTrans, Int32(rows), Int32(columns), 1, a.baseAddress,
            Int32(columns), x.baseAddress, 1, 0, y.baseAddress, 1)
        }
      }
    }
  }

  /// `self += scale * left * right^T`; `rows * columns` multiply-adds by BLAS `sger`.
  public mutating func addOuterProduct(_ scale: Float, _ left: [Float], _ right: [Float]) {
    precondition(
      left.count == rows && right.count == columns,
      "\(left.count) x \(right.count) does not fit \(rows) x \(columns)")
    _ = oneThread
    guard rows > 0, columns > 0 else { return }
    let (m, n) = (Int32(rows), Int32(columns))
    unsafe values.withUnsafeMutableBufferPointer { a in
      unsafe left.withUnsafeBufferPointer { x in
        unsafe right.withUnsafeBufferPointer { y in
          unsafe cblas_sger(
            CblasRowMajor, m, n, scale, x.baseAddress, 1, y.baseAddress, 1, a.baseAddress, n)
        }
      }
    }
  }

  /// `result = self^T * vector`; `rows * columns` multiply-adds by BLAS `sgemv`.
  public func multiplyTransposed(_ vector: [Float], into result: inout [Float]) {
    precondition(vector.count == rows, "\(columns) x \(rows) times \(vector.count) values")
    precondition(result.count == columns, "\(columns) results do not fit \(result.count) places")
    _ = oneThread
    guard rows > 0, columns > 0 else { return }
    unsafe values.withUnsafeBufferPointer { a in
      unsafe vector.withUnsafeBufferPointer { x in
        unsafe result.withUnsafeMutableBufferPointer { y in
          unsafe cblas_sgemv(
            CblasRowMajor, CblasTrans, Int32(rows), Int32(columns), 1, a.baseAddress,
            Int32(columns), x.baseAddress, 1, 0, y.baseAddress, 1)
        }
      }
    }
  }
}

/// The sum of the products of two vectors of equal length, by BLAS `sdot`.
public func dotProduct(_ left: [Float], _ right: [Float]) -> Float {
  precondition(left.count == right.count, "\(left.count) values against \(right.count)")
  _ = oneThread
  return unsafe left.withUnsafeBufferPointer { x in
    unsafe right.withUnsafeBufferPointer { y in
      unsafe cblas_sdot(Int32(x.count), x.baseAddress, 1, y.baseAddress, 1)
    }
  }
}
