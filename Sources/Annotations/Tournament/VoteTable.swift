/// A table of votes on pairs, one a row: what a tournament takes in.
///
/// Three forms are told apart by the first row:
/// - evalica's `left,right,winner`, the winner being `left`, `right`, `tie`, or the name of one;
/// - `winner,loser`, with that head or, as ProSkill writes it, without any and with the skill as a
///   third field, `goal->subgoal`;
/// - with further columns `skill`, `judge`, `time`, `judgement` and `replaces` (a ledger), and then
///   also the winners `skipped` and `withdrawn`.
public struct VoteTable: Sendable, Hashable {
  /// One vote.
  public struct Row: Sendable, Hashable {
    /// The line in the file.
    public var line: Int
    /// The clip on the left.
    public var left: String
    /// The clip on the right.
    public var right: String
    /// `left`, `right`, `tie`, `skipped` or `withdrawn`.
    public var winner: String
    /// The skill, where the file says.
    public var skill: String?
    /// The judge, where the file says.
    public var judge: String?
    /// When it was given.
    public var time: String?
    /// The row's own number, for corrections.
    public var judgement: String?
    /// The number of the row that this one corrects.
    public var replaces: String?
  }

  /// The rows in the order of the file.
  public var rows: [Row] = []

  private static let step = "read votes"

  /// Reads a text.
  ///
  /// - Throws: `AnnotationError` with the line where a row is short or names no winner.
  public init(_ text: String, file: String) throws(AnnotationError) {
    guard let first = TextLines(text).lines.first(where: { !$0.isEmpty }) else {
      throw AnnotationError(
        file: file, step: Self.step, reason: "it is empty", advice: "give a row a vote")
    }
    let head = first.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.filter { !$0.isWhitespace && $0 != "\"" }.lowercased()
    }
    if head.contains("winner"), head.contains("left") || head.contains("loser") {
      try readHeaded(text, file: file)
    } else {
      try readBare(text, file: file)
    }
    guard !rows.isEmpty else {
      throw AnnotationError(
        file: file, step: Self.step, reason: "it has a head and no vote",
        advice: "give a row a vote")
    }
  }

  private mutating func readHeaded(_ text: String, file: String) throws(AnnotationError) {
    let table = try HeadedTable(text, file: file, step: Self.step)
    let winner = table.column("winner")
    let loser = table.column("loser")
    let skill = table.column("skill", "goal->subgoal")
    for row in table.rows {
      let (left, right) = (
        loser == nil ? table.text(row, table.column("left")) : table.text(row, winner),
        loser == nil ? table.text(row, table.column("right")) : table.text(row, loser)
      )
      guard let left, let right else { throw table.fault(row, "it names no two clips") }
      var stated = "left"
      if loser == nil {
        guard let text = table.text(row, winner) else { throw table.fault(row, "it has no winner") }
        stated = text
      }
      guard let winner = Self.winner(stated, left, right) else {
        throw table.fault(
          row, "its winner, \"\(stated)\", is none of left, right, tie, \(left) and \(right)")
      }
      rows.append(
        Row(
          line: row.line, left: left, right: right, winner: winner,
          skill: table.text(row, skill), judge: table.text(row, table.column("judge", "worker")),
          time: table.text(row, table.column("time")),
          judgement: table.text(row, table.column("judgement")),
          replaces: table.text(row, table.column("replaces"))))
    }
  }

  private static func winner(_ text: String, _ left: String, _ right: String) -> String? {
    switch text.lowercased() {
    case "left", "right", "tie", "skipped", "withdrawn": return text.lowercased()
    default: return text == left ? "left" : text == right ? "right" : nil
    }
  }

  private mutating func readBare(_ text: String, file: String) throws(AnnotationError) {
    for row in try CSVTable(text, file: file).rows {
      let fields = row.fields.map(\.trimmingBlanks)
      guard fields.count == 2 || fields.count == 3, !fields[0].isEmpty, !fields[1].isEmpty else {
        throw AnnotationError(
          file: file, step: Self.step, place: "line \(row.line)",
          reason: "it is no winner,loser,skill, and the file has no head left,right,winner")
      }
      let skill = fields.count == 3 && !fields[2].isEmpty ? fields[2] : nil
      rows.append(
        Row(line: row.line, left: fields[0], right: fields[1], winner: "left", skill: skill))
    }
  }
}
