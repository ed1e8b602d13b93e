/// A table of pairs by round, CSV with a head: `left`, `right`, and perhaps `round` and `skill`.
///
/// Further columns, such as the votes that the pairs got, are passed over.
public struct RoundTable: Sendable, Hashable {
  /// One pair.
  public struct Row: Sendable, Hashable {
    /// The line in the file.
    public var line: Int
    /// The clip on the left.
    public var left: String
    /// The clip on the right.
    public var right: String
    /// The round's number; nil where the pair belongs to none.
    public var round: Int?
    /// The skill, where the file says.
    public var skill: String?
  }

  /// The rows in the order of the file.
  public var rows: [Row] = []

  /// Whether a text is such a table, and none of votes.
  public static func isOne(_ text: String) -> Bool {
    guard let head = TextLines(text).lines.first(where: { !$0.isEmpty }) else { return false }
    let columns = Set(
      head.split(separator: ",").map { $0.filter { !$0.isWhitespace && $0 != "\"" }.lowercased() })
    return columns.isSuperset(of: ["left", "right"]) && !columns.contains("winner")
  }

  /// Reads a text; throws at the first row that is none, with its line.
  public init(_ text: String, file: String) throws(AnnotationError) {
    let table = try HeadedTable(text, file: file, step: "read pairs")
    for row in table.rows {
      guard let left = table.text(row, table.column("left")),
        let right = table.text(row, table.column("right"))
      else { throw table.fault(row, "it names no two clips") }
      let stated = table.text(row, table.column("round"))
      let round = stated.flatMap { Int($0) }
      if let stated, (round ?? 0) < 1 {
        throw table.fault(row, "its round, \"\(stated)\", is no number from 1")
      }
      rows.append(
        Row(
          line: row.line, left: left, right: right, round: round,
          skill: table.text(row, table.column("skill"))))
    }
  }
}
