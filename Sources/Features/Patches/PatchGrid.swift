public import Frames
public import LinearAlgebra

/// A grid of patches over the picture, each averaged to 4 x 4 cells of luma and chroma.
public struct PatchGrid: Sendable, Hashable {
  /// Cells along each side of a patch.
  public static let side = 4
  /// Numbers a patch: luma, blue and red difference of each cell.
  public static let width = 3 * side * side

  /// Patches in a row.
  public let columns: Int
  /// Rows of patches.
  public let rows: Int

  /// A grid of so many patches.
  public init(columns: Int, rows: Int) {
    precondition(columns > 0 && rows > 0, "a grid has at least one patch")
    self.columns = columns
    self.rows = rows
  }

  /// A grid of nearly square patches, so many along the shorter side of the picture.
  public init(shorterSide count: Int, pictureWidth: Int, pictureHeight: Int) {
    let longer = { (a: Int, b: Int) in max(1, Int((Double(count * a) / Double(b)).rounded())) }
    if pictureWidth >= pictureHeight {
      self.init(columns: longer(pictureWidth, max(1, pictureHeight)), rows: count)
    } else {
      self.init(columns: count, rows: longer(pictureHeight, max(1, pictureWidth)))
    }
  }

  /// Patches.
  public var count: Int { columns * rows }

  /// A picture of the size that ``patches(of:)`` takes.
  public var picture: SmallPicture {
    SmallPicture(width: columns * Self.side, height: rows * Self.side)
  }

  /// The patches of a picture, `count x 48`, row after row of the grid.
  public func patches(of picture: SmallPicture) -> Matrix {
    precondition(
      picture.width == columns * Self.side && picture.height == rows * Self.side,
      "a picture of \(picture.width) x \(picture.height) has no \(columns) x \(rows) patches")
    var result = Matrix(rows: count, columns: Self.width)
    var place = 0
    for row in 0..<rows {
      for column in 0..<columns {
        for y in row * Self.side..<(row + 1) * Self.side {
          let start = y * picture.width + column * Self.side
          for x in start..<start + Self.side {
            result.values[place] = Float(picture.luma[x])
            result.values[place + 1] = Float(picture.blue[x])
            result.values[place + 2] = Float(picture.red[x])
            place += 3
          }
        }
      }
    }
    return result
  }
}

extension PatchGrid {
  /// Which patches differ by more than `least` codes in the mean over their numbers: 0 or 1 each.
  public static func changes(
    from before: Matrix, to after: Matrix, over least: Float
  ) -> [UInt8] {
    precondition(before.values.count == after.values.count, "the grids differ")
    return (0..<before.rows).map { row in
      var sum: Float = 0
      for i in row * width..<(row + 1) * width { sum += abs(after.values[i] - before.values[i]) }
      return sum > least * Float(width) ? 1 : 0
    }
  }
}
