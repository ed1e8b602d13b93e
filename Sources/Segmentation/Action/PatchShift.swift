public import LinearAlgebra

/// How well the patches of a row are those of the row before, moved by whole patches.
///
/// For each offset of a small square, `share(d) = mean over p of [token_(t+1)(p + d) = token_t(p)]`
/// over the patches whose moved place lies in the picture, and the same over those of them that
/// changed, which a plain background does not blur. In a world of tiles a step of the viewer is one
/// offset's share near 1. Cost: `O(positions (2 reach + 1)^2)` a row.
public struct PatchShift: Sendable, Hashable {
  /// Columns of the grid of patches.
  public let columns: Int
  /// Rows of the grid.
  public let rows: Int
  /// The farthest offset in either direction.
  public let reach: Int

  /// Describes a grid.
  public init(positions: Int, columns: Int, reach: Int) {
    precondition(columns > 0 && positions % columns == 0, "\(positions) patches in \(columns)")
    precondition(reach >= 0, "a reach is not below 0")
    self.columns = columns
    self.reach = reach
    rows = positions / columns
  }

  /// Offsets in the square.
  public var offsets: Int { (2 * reach + 1) * (2 * reach + 1) }

  /// A row a step from one row of the series to the next, the shares of all patches and then those
  /// of changed ones; `count - 1 x 2 offsets`.
  public func shares(_ series: DemonstrationSeries) -> Matrix {
    let positions = rows * columns
    precondition(series.positions == positions, "\(series.positions) patches, not \(positions)")
    var result = Matrix(rows: max(0, series.count - 1), columns: 2 * offsets)
    for step in 0..<result.rows {
      let before = series.tokens[step * positions..<(step + 1) * positions]
      let after = series.tokens[(step + 1) * positions..<(step + 2) * positions]
      write(Array(before), Array(after), into: &result.values, at: step * result.columns)
    }
    return result
  }

  private func write(
    _ before: [UInt16], _ after: [UInt16], into result: inout [Float], at place: Int
  ) {
    var offset = 0
    for down in -reach...reach {
      for right in -reach...reach {
        var (all, same, changed, changedSame) = (0, 0, 0, 0)
        for row in max(0, -down)..<max(0, -down, min(rows, rows - down)) {
          for column in max(0, -right)..<max(0, -right, min(columns, columns - right)) {
            let from = row * columns + column
            let to = from + down * columns + right
            let isSame = before[from] == after[to]
            all += 1
            same += isSame ? 1 : 0
            if after[to] != before[to] {
              changed += 1
              changedSame += isSame ? 1 : 0
            }
          }
        }
        result[place + offset] = all > 0 ? Float(same) / Float(all) : 0
        result[place + offsets + offset] = changed > 0 ? Float(changedSame) / Float(changed) : 0
        offset += 1
      }
    }
  }
}
