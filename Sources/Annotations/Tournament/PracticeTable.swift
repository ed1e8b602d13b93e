/// A table of practice pairs, CSV with a head: `better`, `worse`, and perhaps `skill`.
///
/// `winner` and `loser` are taken for the two as well. What they name is a clip of the tournament or
/// a video beside the table.
public struct PracticeTable: Sendable, Hashable {
  /// One pair.
  public struct Row: Sendable, Hashable {
    /// The line in the file.
    public var line: Int
    /// The skill, where the file says.
    public var skill: String?
    /// Which shows more skill.
    public var better: String
    /// The other.
    public var worse: String
  }

  /// The rows in the order of the file.
  public var rows: [Row] = []

  /// Reads a text; throws at the first row that is none, with its line.
  public init(_ text: String, file: String) throws(AnnotationError) {
    let step = "read practice pairs"
    let table = try HeadedTable(text, file: file, step: step)
    let (better, worse) = (table.column("better", "winner"), table.column("worse", "loser"))
    guard let better, let worse else {
      throw AnnotationError(
        file: file, step: step, place: "line 1",
        reason: "no columns are called better and worse",
        advice: "begin with the head skill,better,worse")
    }
    let skill = table.column("skill", "goal->subgoal")
    for row in table.rows {
      guard let one = table.text(row, better), let other = table.text(row, worse) else {
        throw table.fault(row, "it names no two clips")
      }
      rows.append(
        Row(line: row.line, skill: table.text(row, skill), better: one, worse: other))
    }
    guard !rows.isEmpty else {
      throw AnnotationError(
        file: file, step: step, reason: "it has a head and no pair", advice: "give a row a pair")
    }
  }
}
