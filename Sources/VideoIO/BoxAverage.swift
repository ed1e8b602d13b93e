/// Means over a grid of cells, straight from a decoded plane.
///
/// Cell `(c, r)` of a `columns x rows` grid covers pixels `[c * width / columns, ...)` in x and the
/// same in y, at least one pixel each. Rows are summed first, which the compiler turns into vector
/// additions; then the sums are divided by cell. About one addition a pixel.
struct BoxAverage {
  private var sums: [UInt16] = []
  private var wideSums: [UInt32] = []

  /// A plane of 8-bit samples; `step` bytes lie between two of them.
  struct Plane {
    var stride: Int
    var step: Int
    var width: Int
    var height: Int
    /// Bits above the eighth, which are dropped; 0 for 8-bit samples.
    var extraBits: Int
  }

  /// More rows than this in one cell are thinned out, so that sums of bytes fit 16 bits.
  private static let mostRows = 256

  /// Averages a plane into `output`, row-major, rounding to the nearest code.
  mutating func average(
    _ base: UnsafePointer<UInt8>, _ plane: Plane, columns: Int, rows: Int,
    into output: inout [UInt8]
  ) {
    for row in 0..<rows {
      let top = row * plane.height / rows
      let bottom = max(top + 1, (row + 1) * plane.height / rows)
      let thinning = (bottom - top + Self.mostRows - 1) / Self.mostRows
      let count = (bottom - top + thinning - 1) / thinning
      let first = unsafe base + top * plane.stride
      if plane.extraBits == 0, plane.step == 1 {
        unsafe sumBytes(first, stride: plane.stride * thinning, rows: count, width: plane.width)
        divide(sums, by: count, plane, columns, 0, into: &output, at: row * columns)
      } else {
        unsafe sumSamples(first, plane, stride: plane.stride * thinning, rows: count)
        divide(
          wideSums, by: count, plane, columns, plane.extraBits, into: &output, at: row * columns)
      }
    }
  }

  private mutating func sumBytes(
    _ base: UnsafePointer<UInt8>, stride: Int, rows: Int, width: Int
  ) {
    if sums.count != width { sums = Array(repeating: 0, count: width) }
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe sums.update(repeating: 0)
      var y = 0
      while y + 4 <= rows {
        let a = unsafe base + y * stride
        let (b, c, d) = unsafe (a + stride, a + 2 * stride, a + 3 * stride)
        for x in 0..<width {
          let two = unsafe UInt16(truncatingIfNeeded: a[x]) &+ UInt16(truncatingIfNeeded: b[x])
          let more = unsafe UInt16(truncatingIfNeeded: c[x]) &+ UInt16(truncatingIfNeeded: d[x])
          unsafe sums[x] &+= two &+ more
        }
        y += 4
      }
      while y < rows {
        let a = unsafe base + y * stride
        for x in 0..<width { unsafe sums[x] &+= UInt16(truncatingIfNeeded: a[x]) }
        y += 1
      }
    }
  }

  private mutating func sumSamples(
    _ base: UnsafePointer<UInt8>, _ plane: Plane, stride: Int, rows: Int
  ) {
    if wideSums.count != plane.width { wideSums = Array(repeating: 0, count: plane.width) }
    let (width, step, isWide) = (plane.width, plane.step, plane.extraBits > 0)
    unsafe wideSums.withUnsafeMutableBufferPointer { sums in
      unsafe sums.update(repeating: 0)
      for y in 0..<rows {
        let row = unsafe base + y * stride
        for x in 0..<width {
          // Little-endian pairs of bytes: the alignment of a plane is the decoder's affair.
          let low = unsafe UInt32(row[x * step])
          let high = isWide ? unsafe UInt32(row[x * step + 1]) : 0
          unsafe sums[x] &+= low | high << 8
        }
      }
    }
  }

  private func divide<Sum: UnsignedInteger & FixedWidthInteger>(
    _ sums: [Sum], by rows: Int, _ plane: Plane, _ columns: Int, _ extraBits: Int,
    into output: inout [UInt8], at offset: Int
  ) {
    for column in 0..<columns {
      let left = column * plane.width / columns
      let right = max(left + 1, (column + 1) * plane.width / columns)
      var sum: UInt64 = 0
      for x in left..<right { sum &+= UInt64(truncatingIfNeeded: sums[x]) }
      let count = UInt64((right - left) * rows) << UInt64(extraBits)
      output[offset + column] = UInt8(truncatingIfNeeded: min(255, (sum + count / 2) / count))
    }
  }
}
