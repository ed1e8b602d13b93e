/// From the sums of columns to the means of cells.
///
/// A division takes longer than all the additions of a cell, so it is a multiplication with a
/// reciprocal. Cells have one of two widths, so that two reciprocals serve a row.
struct CellMeans {
  private let width: Int
  private let columns: Int
  private let narrow: Reciprocal
  private let wide: Reciprocal
  private let narrowWidth: Int

  init(width: Int, columns: Int, rows: Int, extraBits: Int) {
    self.width = width
    self.columns = columns
    narrowWidth = max(1, width / columns)
    narrow = Reciprocal(UInt64(narrowWidth * rows) << UInt64(extraBits))
    wide = Reciprocal(UInt64((narrowWidth + 1) * rows) << UInt64(extraBits))
  }

  /// Writes the rounded means of one row of cells; sums lie `step` apart.
  @inline(__always)
  func divide<Sum: UnsignedInteger & FixedWidthInteger>(
    _ sums: UnsafeBufferPointer<Sum>, step: Int, into output: inout [UInt8], at place: Int
  ) {
    for column in 0..<columns {
      let left = column * width / columns
      let right = max(left + 1, (column + 1) * width / columns)
      // A cell of 16-bit samples may be as large as the picture. Four sums do not wait for one
      // another.
      var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      var x = left * step
      let end = right * step
      while x + 3 * step < end {
        unsafe a &+= UInt64(truncatingIfNeeded: sums[x])
        unsafe b &+= UInt64(truncatingIfNeeded: sums[x + step])
        unsafe c &+= UInt64(truncatingIfNeeded: sums[x + 2 * step])
        unsafe d &+= UInt64(truncatingIfNeeded: sums[x + 3 * step])
        x += 4 * step
      }
      while x < end {
        unsafe a &+= UInt64(truncatingIfNeeded: sums[x])
        x += step
      }
      let sum = a &+ b &+ c &+ d
      let reciprocal = right - left == narrowWidth ? narrow : wide
      output[place + column] = UInt8(truncatingIfNeeded: min(255, reciprocal.rounded(sum)))
    }
  }

  /// Division by a constant as a multiplication; exact for the means of 8-bit codes.
  struct Reciprocal {
    private let divisor: UInt64
    private let factor: UInt64

    init(_ divisor: UInt64) {
      self.divisor = divisor
      // 256 d (d + e) < 2^48 keeps the error e <= d of the factor below one part.
      factor = divisor < 1 << 19 ? (1 << 48) / divisor + 1 : 0
    }

    /// `sum / divisor` to the nearest integer, halves up; `sum` is at most 256 divisors.
    func rounded(_ sum: UInt64) -> UInt64 {
      let raised = sum &+ divisor / 2
      return factor == 0 ? raised / divisor : (raised &* factor) >> 48
    }
  }
}
