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

  /// Offsets in the square, row by row from the upper left.
  public var offsets: Int { (2 * reach + 1) * (2 * reach + 1) }

  /// The place of no shift among the offsets.
  public var still: Int { offsets / 2 }

  /// A row a step from one row of the series to the next, the shares of all patches and then those
  /// of changed ones; `count - 1 x 2 offsets`.
  ///
  /// A patch has changed where the series marks it, or where its token differs if nothing is marked.
  public func shares(_ series: DemonstrationSeries) -> Matrix {
    precondition(series.positions == rows * columns, "\(series.positions) patches do not fit")
    var result = Matrix(rows: max(0, series.count - 1), columns: 2 * offsets)
    for step in 0..<result.rows {
      var offset = step * result.columns
      for down in -reach...reach {
        for right in -reach...reach {
          let count = count(series, step, down, right)
          result.values[offset] = count.all > 0 ? Float(count.same) / Float(count.all) : 0
          result.values[offset + offsets] =
            count.changed > 0 ? Float(count.changedSame) / Float(count.changed) : 0
          offset += 1
        }
      }
    }
    return result
  }

  /// Whether each patch of the row after a step differs from the row before.
  func changes(_ series: DemonstrationSeries, _ step: Int) -> [Bool] {
    let (before, after) = (step * series.positions, (step + 1) * series.positions)
    return (0..<series.positions).map { p in
      series.changes.isEmpty
        ? series.tokens[before + p] != series.tokens[after + p] : series.changes[after + p] > 0
    }
  }

  private struct Count {
    var (all, same, changed, changedSame) = (0, 0, 0, 0)
  }

  private func count(
    _ series: DemonstrationSeries, _ step: Int, _ down: Int, _ right: Int
  ) -> Count {
    let (before, after) = (step * series.positions, (step + 1) * series.positions)
    let isMarked = !series.changes.isEmpty
    var result = Count()
    for row in max(0, -down)..<max(0, -down, min(rows, rows - down)) {
      for column in max(0, -right)..<max(0, -right, min(columns, columns - right)) {
        let from = row * columns + column
        let to = after + from + down * columns + right
        let token = series.tokens[to]
        let isSame = series.tokens[before + from] == token
        result.all += 1
        result.same += isSame ? 1 : 0
        if isMarked ? series.changes[to] > 0 : token != series.tokens[to - series.positions] {
          result.changed += 1
          result.changedSame += isSame ? 1 : 0
        }
      }
    }
    return result
  }
}
