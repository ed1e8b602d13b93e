public import Annotations
internal import Foundation
public import Rating

/// Judged pairs by number, and the name of each item.
///
/// Items are numbered in the order of their names, so scores do not depend on the order of rows.
public struct ComparisonSet: Sendable, Hashable {
  /// The items in the order of their names.
  public let names: [String]
  /// One comparison a row, in the order of the rows.
  public let comparisons: [Comparison]
  /// Who judged each row; nil where the file does not say.
  public let judges: [String?]
  /// The skill that is compared; nil where the file does not say.
  public let skill: String?

  /// Numbers the items of a table.
  public init(_ table: ComparisonTable) {
    var known = Set<String>()
    for row in table.rows {
      known.insert(row.left)
      known.insert(row.right)
    }
    names = known.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    comparisons = table.rows.map { row in
      Comparison(
        left: numbers[row.left] ?? 0, right: numbers[row.right] ?? 0,
        leftVotes: row.winner == .left ? row.weight : 0,
        rightVotes: row.winner == .right ? row.weight : 0, ties: row.winner == .tie ? row.weight : 0
      )
    }
    judges = table.rows.map(\.judge)
    skill = nil
  }

  /// Collects comparisons of items that are numbered already.
  init(names: [String], comparisons: [Comparison], judges: [String?], skill: String?) {
    self.names = names
    self.comparisons = comparisons
    self.judges = judges
    self.skill = skill
  }

  /// Reads a CSV file; `-` is standard input.
  public init(path: String) throws(SkilletError) {
    let text = try StandardInput.text(of: path)
    do {
      self.init(try ComparisonTable(text: text, file: path))
    } catch {
      throw SkilletError(error)
    }
  }
}
