/// Who was found better than whom, a row a vote: evalica's `left,right,winner`.
///
/// The columns are named in the first line and stand in any order; `judge` and `weight` may be among
/// them, others are passed over.
public struct ComparisonTable: Sendable, Hashable {
  /// Which side was found better.
  public enum Winner: String, Sendable, Hashable, CaseIterable {
    /// The left one.
    case left
    /// The right one.
    case right
    /// Neither.
    case tie
  }

  /// One vote.
  public struct Row: Sendable, Hashable {
    /// The item shown on the left.
    public var left: String
    /// The item shown on the right.
    public var right: String
    /// Which of them was found better.
    public var winner: Winner
    /// Who judged; nil where the file does not say.
    public var judge: String?
    /// How much the vote counts.
    public var weight: Double

    /// Makes a vote.
    public init(
      left: String, right: String, winner: Winner, judge: String? = nil, weight: Double = 1
    ) {
      self.left = left
      self.right = right
      self.winner = winner
      self.judge = judge
      self.weight = weight
    }
  }

  /// The votes in their order, which matters to Elo.
  public var rows: [Row]

  /// Collects votes.
  public init(rows: [Row]) { self.rows = rows }

  /// Reads a CSV text; throws at the first row that is none, with its line.
  public init(text: String, file: String) throws(AnnotationError) {
    let table = try CSVTable(text, file: file).rows
    guard let header = table.first else {
      throw Self.fault(file, "line 1", "the file is empty", Self.expected)
    }
    let columns = try ComparisonColumns(header, file: file)
    rows = []
    rows.reserveCapacity(table.count - 1)
    for row in table.dropFirst() {
      guard row.fields.count == header.fields.count else {
        throw Self.fault(
          file, "line \(row.line)",
          "there are \(row.fields.count) values for \(header.fields.count) columns",
          "correct that line")
      }
      rows.append(try columns.vote(row, file: file))
    }
    if rows.isEmpty {
      throw Self.fault(file, "", "there is no comparison below the first line", Self.expected)
    }
  }

  /// The votes as a CSV text; judges and weights have a column where some row needs it.
  public var text: String {
    let hasJudges = rows.contains { $0.judge != nil }
    let hasWeights = rows.contains { $0.weight != 1 }
    var text = "left,right,winner" + (hasJudges ? ",judge" : "") + (hasWeights ? ",weight" : "")
    text += "\n"
    for row in rows {
      var fields = [row.left, row.right, row.winner.rawValue].map(\.csvField)
      if hasJudges { fields.append((row.judge ?? "").csvField) }
      if hasWeights { fields.append(row.weight.shortText) }
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  static let expected = "give a CSV with the columns left, right and winner"

  static func fault(
    _ file: String, _ place: String, _ reason: String, _ advice: String
  ) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the comparisons", place: place, reason: reason, advice: advice)
  }
}
