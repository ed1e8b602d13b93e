public import LinearAlgebra

/// Changes a picture of patches by chance, so that an order is not told by its brightness alone.
///
/// Brightness, contrast and colour with probability 0.8, no colour with 0.2. Never mirrored: left and
/// right may tell the order.
public struct PictureAugmentation: Sendable, Hashable {
  /// Patches in a row.
  public let columns: Int
  /// Rows of patches.
  public let rows: Int

  private static let side = 4

  /// For pictures of a grid of patches.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// Changes the colours of each picture for itself.
  public func jitterColours(_ pictures: inout Matrix, using generator: inout SplitMix64) {
    jitterColours(
      &pictures, groups: Array(repeating: 1, count: pictures.rows), using: &generator)
  }

  /// Changes the colours of pictures, those of a group alike.
  ///
  /// - Parameter groups: how many pictures, one after another, each group has.
  public func jitterColours(
    _ pictures: inout Matrix, groups: [Int], using generator: inout SplitMix64
  ) {
    precondition(groups.reduce(0, +) == pictures.rows, "the groups are not all pictures")
    var row = 0
    for count in groups {
      var (gain, shift, colour) = (Float(1), Float(0), Float(1))
      if generator.uniform() < 0.8 {
        gain = 0.7 + 0.6 * generator.uniform()
        shift = 0.6 * generator.uniform() - 0.3
        colour = 0.6 + 0.8 * generator.uniform()
      }
      if generator.uniform() < 0.2 { colour = 0 }
      let (start, end) = (row * pictures.columns, (row + count) * pictures.columns)
      for i in stride(from: start, to: end, by: 3) {
        pictures.values[i] = gain * pictures.values[i] + shift
        pictures.values[i + 1] *= colour
        pictures.values[i + 2] *= colour
      }
      row += count
    }
  }

  /// Enlarges a part of each picture, at least half as wide, to its size, and blanks a block of
  /// three tenths of the patches.
  public func cropAndMask(_ pictures: inout Matrix, using generator: inout SplitMix64) {
    let (width, height) = (columns * Self.side, rows * Self.side)
    for row in 0..<pictures.rows {
      let start = row * pictures.columns
      let picture = Array(pictures.values[start..<start + pictures.columns])
      let scale = 0.5 + 0.5 * generator.uniform()
      let left = generator.uniform() * (1 - scale) * Float(width)
      let top = generator.uniform() * (1 - scale) * Float(height)
      for y in 0..<height {
        let fromY = min(height - 1, Int(top + scale * (Float(y) + 0.5)))
        for x in 0..<width {
          let from = place(fromY, min(width - 1, Int(left + scale * (Float(x) + 0.5))))
          let to = start + place(y, x)
          for channel in 0..<3 { pictures.values[to + channel] = picture[from + channel] }
        }
      }
      blank(&pictures, from: start, using: &generator)
    }
  }

  private func blank(
    _ pictures: inout Matrix, from start: Int, using generator: inout SplitMix64
  ) {
    let count = columns * rows * 3 / 10
    let wide = min(columns, max(1, 1 + generator.next(below: columns)))
    let high = min(rows, max(1, count / wide))
    let left = generator.next(below: columns - wide + 1)
    let top = generator.next(below: rows - high + 1)
    for y in top..<top + high {
      for x in left..<left + wide {
        let patch = start + (y * columns + x) * FrameRows.patchWidth
        for i in 0..<FrameRows.patchWidth { pictures.values[patch + i] = 0 }
      }
    }
  }

  /// Where a cell's three numbers begin.
  private func place(_ y: Int, _ x: Int) -> Int {
    let patch = y / Self.side * columns + x / Self.side
    return patch * FrameRows.patchWidth + (y % Self.side * Self.side + x % Self.side) * 3
  }
}
