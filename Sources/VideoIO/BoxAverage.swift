/// Means over a grid of cells, straight from a decoded plane.
///
/// Cell `(c, r)` of a `columns x rows` grid covers pixels `[c * width / columns, ...)` in x and the
/// same in y, at least one pixel each. Rows are summed first, which the compiler turns into vector
/// additions; then the sums are added and divided by cell. About one addition a pixel.
struct BoxAverage {
  private var sums: [UInt16] = []
  private var wideSums: [UInt32] = []

  /// A plane of samples; `step` bytes lie between two of them.
  struct Plane {
    var stride: Int
    var step: Int
    var width: Int
    var height: Int
    /// Bits above the eighth, which are dropped; 0 for 8-bit samples, which take one byte each.
    var extraBits: Int
  }

  /// Where a cell has more rows than this, only every second or third one is taken, and so on.
  ///
  /// A dozen rows of many pixels give the mean well enough, at half the cost for 1280 x 720; sums of
  /// bytes fit 16 bits with up to 256.
  static let mostRows = 12

  /// Averages a plane into `output`, row-major, rounding to the nearest code.
  mutating func average(
    _ base: UnsafePointer<UInt8>, _ plane: Plane, columns: Int, rows: Int,
    into output: inout [UInt8]
  ) {
    precondition(output.count >= columns * rows, "\(output.count) cells, not \(columns * rows)")
    for row in 0..<rows {
      let top = row * plane.height / rows
      let bottom = max(top + 1, (row + 1) * plane.height / rows)
      let thinning = (bottom - top + Self.mostRows - 1) / Self.mostRows
      let count = (bottom - top + thinning - 1) / thinning
      let first = unsafe base + top * plane.stride
      let stride = plane.stride * thinning
      let cells = CellMeans(
        width: plane.width, columns: columns, rows: count, extraBits: plane.extraBits)
      let place = row * columns
      if plane.extraBits == 0 {
        // Interleaved samples of other components are summed along: that is cheaper than picking.
        let length = (plane.width - 1) * plane.step + 1
        if sums.count != length { sums = Array(repeating: 0, count: length) }
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          unsafe sumBytes(first, stride: stride, rows: count, into: sums)
          unsafe cells.divide(UnsafeBufferPointer(sums), step: plane.step, into: &output, at: place)
        }
      } else if plane.step == 2, count << (plane.extraBits + 8) <= 1 << 16 {
        if sums.count != plane.width { sums = Array(repeating: 0, count: plane.width) }
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          unsafe sumPairs(first, stride: stride, rows: count, into: sums)
          unsafe cells.divide(UnsafeBufferPointer(sums), step: 1, into: &output, at: place)
        }
      } else {
        if wideSums.count != plane.width { wideSums = Array(repeating: 0, count: plane.width) }
        unsafe wideSums.withUnsafeMutableBufferPointer { sums in
          unsafe sumWide(first, step: plane.step, stride: stride, rows: count, into: sums)
          unsafe cells.divide(UnsafeBufferPointer(sums), step: 1, into: &output, at: place)
        }
      }
    }
  }
}

// The sums of at most 256 rows, column by column. They are free functions, so that nothing but the
// buffers is in the loops.

/// Sums rows of bytes, four at a time.
private func sumBytes(
  _ base: UnsafePointer<UInt8>, stride: Int, rows: Int,
  into sums: UnsafeMutableBufferPointer<UInt16>
) {
  unsafe sums.update(repeating: 0)
  let width = sums.count
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

/// Sums rows of little-endian pairs of bytes whose sum fits 16 bits.
private func sumPairs(
  _ base: UnsafePointer<UInt8>, stride: Int, rows: Int,
  into sums: UnsafeMutableBufferPointer<UInt16>
) {
  unsafe sums.update(repeating: 0)
  for y in 0..<rows {
    let row = unsafe UnsafeRawPointer(base + y * stride)
    for x in 0..<sums.count {
      let sample = unsafe row.loadUnaligned(fromByteOffset: 2 * x, as: UInt16.self)
      unsafe sums[x] &+= UInt16(littleEndian: sample)
    }
  }
}

/// Sums rows of little-endian pairs of bytes.
private func sumWide(
  _ base: UnsafePointer<UInt8>, step: Int, stride: Int, rows: Int,
  into sums: UnsafeMutableBufferPointer<UInt32>
) {
  unsafe sums.update(repeating: 0)
  for y in 0..<rows {
    let row = unsafe UnsafeRawPointer(base + y * stride)
    for x in 0..<sums.count {
      let sample = unsafe row.loadUnaligned(fromByteOffset: step * x, as: UInt16.self)
      unsafe sums[x] &+= UInt32(UInt16(littleEndian: sample))
    }
  }
}
