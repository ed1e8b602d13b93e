import Testing

@testable import VideoIO

@Suite struct BoxAverageTests {
  /// The plain version: every pixel of every cell, one after another.
  static func reference(
    _ bytes: [UInt8], offset: Int, _ plane: BoxAverage.Plane, columns: Int, rows: Int
  ) -> [UInt8] {
    var output: [UInt8] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let top = row * plane.height / rows
        let bottom = max(top + 1, (row + 1) * plane.height / rows)
        let left = column * plane.width / columns
        let right = max(left + 1, (column + 1) * plane.width / columns)
        let skip = (bottom - top + BoxAverage.mostRows - 1) / BoxAverage.mostRows
        var (sum, count) = (0, 0)
        for y in stride(from: top, to: bottom, by: skip) {
          for x in left..<right {
            let at = offset + y * plane.stride + x * plane.step
            sum += plane.extraBits > 0 ? Int(bytes[at]) + Int(bytes[at + 1]) * 256 : Int(bytes[at])
            count += 1 << plane.extraBits
          }
        }
        output.append(UInt8(min(255, (sum + count / 2) / count)))
      }
    }
    return output
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func meansEqualThePlainVersion(seed: UInt64) {
    var random = Seeded(seed)
    // 8-bit planar, NV12, packed YUYV, 10, 12 and 16 bits, 10 bits interleaved.
    let (step, extra) = [(1, 0), (2, 0), (4, 0), (2, 2), (2, 4), (2, 8), (4, 2)][Int(seed) % 7]
    let width = Int.random(in: 1...150, using: &random)
    let isTall = seed % 5 == 0
    let height = Int.random(in: isTall ? 500...1500 : 1...90, using: &random)
    let rows = isTall ? 2 : Int.random(in: 1...40, using: &random)
    let columns = Int.random(in: 1...60, using: &random)
    let offset = step > 1 && extra == 0 ? Int.random(in: 0..<step, using: &random) : 0
    let stride = width * step + Int.random(in: 0...9, using: &random)
    let plane = BoxAverage.Plane(
      stride: stride, step: step, width: width, height: height, extraBits: extra)
    let top = seed % 3 == 0 ? 255 : UInt8.random(in: 1...255, using: &random)
    var bytes = (0..<stride * height).map { _ in UInt8.random(in: 0...top, using: &random) }
    if seed % 3 == 0 { bytes = bytes.map { $0 < 250 ? 255 : $0 } }
    if extra > 0 {
      for y in 0..<height {
        for x in 0..<width {
          bytes[y * stride + x * step + 1] &= UInt8((1 << extra) - 1)
        }
      }
    }
    var output = [UInt8](repeating: 0, count: columns * rows)
    var box = BoxAverage()
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe box.average(base + offset, plane, columns: columns, rows: rows, into: &output)
    }
    let expected = Self.reference(bytes, offset: offset, plane, columns: columns, rows: rows)
    #expect(output == expected, "seed \(seed): \(plane), \(columns) x \(rows)")
  }

  @Test(arguments: [1, 2, 3, 7, 90, 110, 255, 6_400, 65_535, 524_287, 524_288, 7_000_000])
  func aReciprocalDividesExactly(divisor: UInt64) {
    let reciprocal = CellMeans.Reciprocal(divisor)
    for code in 0...255 as ClosedRange<UInt64> {
      let half = divisor - divisor / 2
      for sum in [code * divisor, code * divisor + half, code * divisor + half - 1] {
        #expect(reciprocal.rounded(sum) == (sum + divisor / 2) / divisor, "\(sum) / \(divisor)")
      }
    }
  }
}
