/// Block matching between two small pictures: one motion vector a cell.
///
/// Pictures are 64 x 36; cells are 8 x 9 pixels, 8 across and 4 down. For each cell the sum of
/// absolute differences (SAD) between its pixels and those of the picture before, moved by every
/// `(dx, dy)` with `|dx| <= 8` and `|dy| <= 5`, is compared; the edge of the picture is repeated
/// outwards. The vector with the least `SAD + 2 (|dx| + |dy|)` is taken, the first in row-major
/// `(dy, dx)` order on a tie, and refined by a parabola to a fraction of a pixel.
///
/// Cost: 187 candidates x 2,304 pixels, about 0.1 ms a picture.
struct BlockMotion {
  static let width = 64
  static let height = 36
  static let columns = 8
  static let rows = 4
  static let cells = columns * rows
  static let reachX = 8
  static let reachY = 5
  private static let cellWidth = width / columns
  private static let cellHeight = height / rows
  private static let candidatesX = 2 * reachX + 1
  private static let candidates = candidatesX * (2 * reachY + 1)
  private static let paddedWidth = width + 2 * reachX

  /// What is found between a picture and the one before.
  struct Field {
    /// dx and dy of each cell in pixels of the small picture; content moved by that much.
    var vectors = [Float](repeating: 0, count: 2 * cells)
    /// Mean absolute difference that remains after each cell was moved.
    var residual: Float = 0
    /// The same without any move.
    var stillResidual: Float = 0
    /// The one vector that suits the whole picture best.
    var globalShift = (dx: 0, dy: 0)
  }

  private var padded = [UInt8](
    repeating: 0, count: paddedWidth * (height + 2 * reachY))
  /// SAD of each candidate and cell: `sad[candidate * cells + cell]`.
  private var sad = [UInt16](repeating: 0, count: candidates * cells)
  private var columnSums = [UInt16](repeating: 0, count: width)

  /// Matches `current` against `previous`, both 64 x 36 row-major.
  mutating func match(_ current: [UInt8], against previous: [UInt8]) -> Field {
    precondition(current.count == Self.width * Self.height && previous.count == current.count)
    pad(previous)
    measure(current)
    return choose()
  }

  private mutating func pad(_ picture: [UInt8]) {
    for row in 0..<(Self.height + 2 * Self.reachY) {
      let source = min(max(row - Self.reachY, 0), Self.height - 1) * Self.width
      let target = row * Self.paddedWidth
      for x in 0..<Self.paddedWidth {
        padded[target + x] = picture[source + min(max(x - Self.reachX, 0), Self.width - 1)]
      }
    }
  }

  private mutating func measure(_ current: [UInt8]) {
    unsafe current.withUnsafeBufferPointer { current in
      unsafe padded.withUnsafeBufferPointer { padded in
        unsafe columnSums.withUnsafeMutableBufferPointer { sums in
          unsafe sad.withUnsafeMutableBufferPointer { sad in
            for candidate in 0..<Self.candidates {
              let dy = candidate / Self.candidatesX - Self.reachY
              let dx = candidate % Self.candidatesX - Self.reachX
              let shift = (Self.reachY - dy) * Self.paddedWidth + Self.reachX - dx
              unsafe Self.measureCandidate(
                current, padded, shift: shift, sums: sums, sad: sad, at: candidate * Self.cells)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func measureCandidate(
    _ current: UnsafeBufferPointer<UInt8>, _ padded: UnsafeBufferPointer<UInt8>, shift: Int,
    sums: UnsafeMutableBufferPointer<UInt16>, sad: UnsafeMutableBufferPointer<UInt16>, at base: Int
  ) {
    guard let here = current.baseAddress, let there = padded.baseAddress,
      let sums = sums.baseAddress
    else { return }
    for row in 0..<rows {
      for x in 0..<width { unsafe sums[x] = 0 }
      for y in 0..<cellHeight {
        let line = row * cellHeight + y
        let a = unsafe here + line * width
        let b = unsafe there + line * paddedWidth + shift
        for x in 0..<width {
          let difference = unsafe Int16(truncatingIfNeeded: a[x]) &- Int16(truncatingIfNeeded: b[x])
          unsafe sums[x] &+= UInt16(bitPattern: difference < 0 ? 0 &- difference : difference)
        }
      }
      for column in 0..<columns {
        var sum: UInt16 = 0
        for x in 0..<cellWidth { unsafe sum &+= sums[column * cellWidth + x] }
        unsafe sad[base + row * columns + column] = sum
      }
    }
  }

  /// What a vector costs beside its SAD, in whole pixels `|dx| + |dy|`.
  private static let lengths = (0..<candidates).map { candidate in
    UInt32(abs(candidate / candidatesX - reachY) + abs(candidate % candidatesX - reachX))
  }

  private func choose() -> Field {
    var field = Field()
    var best = [UInt32](repeating: 0, count: Self.cells)
    let shift = findBest(&best)
    field.globalShift = (
      shift % Self.candidatesX - Self.reachX, shift / Self.candidatesX - Self.reachY
    )
    var total = 0
    for cell in 0..<Self.cells {
      let best = Int(best[cell])
      total += Int(sad[best * Self.cells + cell])
      let (row, column) = (best / Self.candidatesX, best % Self.candidatesX)
      field.vectors[2 * cell] =
        Float(column - Self.reachX)
        + refine(cell, best, step: 1, isInside: column > 0 && column < 2 * Self.reachX)
      field.vectors[2 * cell + 1] =
        Float(row - Self.reachY)
        + refine(
          cell, best, step: Self.candidatesX, isInside: row > 0 && row < 2 * Self.reachY)
    }
    let area = Float(Self.width * Self.height)
    let zero = Self.reachY * Self.candidatesX + Self.reachX
    let still = sad[(zero * Self.cells)..<((zero + 1) * Self.cells)].reduce(0) { $0 + Int($1) }
    field.residual = Float(total) / area
    field.stillResidual = Float(still) / area
    return field
  }

  /// The first best candidate of each cell by `SAD + 2 length`, and that of the whole picture by
  /// `SAD + 64 length`.
  private func findBest(_ best: inout [UInt32]) -> Int {
    var costs = [UInt32](repeating: .max, count: Self.cells)
    var (shift, leastSum) = (0, UInt32.max)
    unsafe sad.withUnsafeBufferPointer { sad in
      unsafe best.withUnsafeMutableBufferPointer { best in
        unsafe costs.withUnsafeMutableBufferPointer { costs in
          for candidate in 0..<Self.candidates {
            let length = Self.lengths[candidate]
            let base = candidate * Self.cells
            var sum = 64 &* length
            for cell in 0..<Self.cells {
              let value = unsafe UInt32(sad[base + cell])
              let cost = value &+ 2 &* length
              let isLess = unsafe cost < costs[cell]
              unsafe costs[cell] = isLess ? cost : costs[cell]
              unsafe best[cell] = isLess ? UInt32(candidate) : best[cell]
              sum &+= value
            }
            if sum < leastSum { (shift, leastSum) = (candidate, sum) }
          }
        }
      }
    }
    return shift
  }

  /// The lowest point of the parabola through a candidate and its two neighbours, within half a
  /// pixel; 0 where the three hardly differ.
  private func refine(_ cell: Int, _ best: Int, step: Int, isInside: Bool) -> Float {
    guard isInside else { return 0 }
    let before = Float(sad[(best - step) * Self.cells + cell])
    let here = Float(sad[best * Self.cells + cell])
    let after = Float(sad[(best + step) * Self.cells + cell])
    let curvature = before + after - 2 * here
    guard curvature > 36 else { return 0 }
    return max(-0.5, min(0.5, 0.5 * (before - after) / curvature))
  }
}
