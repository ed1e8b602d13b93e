/// Judged pairs from a file: a row a judgement.
///
/// Read are CSV with a header `winner,loser` (a row is one vote for the winner) or
/// `left,right,winner` (the winner is `left`, `right`, `tie` or an item's name), each with an
/// optional `skill` (also `goal->subgoal`), and ProSkill's rows `winner,loser,skill` without a
/// header. A column `weight` says how much a row counts. Names are taken without folder and video
/// extension.
public struct PairTable: Sendable, Hashable {
  /// One row.
  public struct Row: Sendable, Hashable {
    /// The names of both items.
    public var left, right: String
    /// 1 for the left, 0 for the right, 0.5 for a tie.
    public var leftShare: Double
    /// The skill that was compared; nil where the file does not say.
    public var skill: String?
    /// How much the judgement counts.
    public var weight: Double
    /// The line in the file.
    public var line: Int
  }

  /// The rows in the order of the file.
  public var rows: [Row] = []

  private enum Form {
    case winnerLoser(winner: Int, loser: Int, skill: Int?)
    case leftRight(left: Int, right: Int, winner: Int, skill: Int?)
  }

  /// Whether a text is a table of pairs and no list of items.
  public static func isOne(_ text: String) -> Bool {
    guard let line = text.split(whereSeparator: \.isNewline).first else { return false }
    let titles = Self.titles(line.split(separator: ",", omittingEmptySubsequences: false))
    if form(titles) != nil { return true }
    let isHeader = titles.contains { ["item", "clip", "video", "segment", "name"].contains($0) }
    return !isHeader && !line.hasPrefix("{") && !line.hasPrefix("[") && titles.count > 1
      && titles.count < 4
  }

  /// Reads a text.
  ///
  /// - Throws: `AnnotationError` with the line where a row is short, a winner is neither item, or an
  ///   item is judged against itself.
  public init(_ text: String, file: String) throws(AnnotationError) {
    let table = try CSVTable(text, file: file).rows
    guard let head = table.first else {
      throw AnnotationError(
        file: file, step: "read pairs", reason: "it is empty", advice: "give a row a judgement")
    }
    let named = Self.form(Self.titles(head.fields))
    let form = named ?? .winnerLoser(winner: 0, loser: 1, skill: 2)
    let weight = named == nil ? nil : Self.titles(head.fields).firstIndex(of: "weight")
    for row in named == nil ? table[...] : table.dropFirst() {
      var result = try Self.row(
        row, form, isNamed: named != nil, width: head.fields.count, file)
      if let weight, !row.fields[weight].isEmpty {
        guard let number = Double(row.fields[weight]), number > 0, number <= 1e9 else {
          throw AnnotationError(
            file: file, step: "read pairs", place: "line \(row.line)",
            reason: "the weight is \"\(row.fields[weight])\"",
            advice: "give a number above 0, or leave the row out")
        }
        result.weight = number
      }
      rows.append(result)
    }
    guard !rows.isEmpty else {
      throw AnnotationError(
        file: file, step: "read pairs", reason: "it has a header and no judgement",
        advice: "give a row a judgement")
    }
  }

  private static func titles(_ fields: some Sequence<some StringProtocol>) -> [String] {
    fields.map { $0.lowercased().filter { !$0.isWhitespace && $0 != "\u{FEFF}" } }
  }

  private static func form(_ titles: [String]) -> Form? {
    let skill = ["skill", "action", "goal->subgoal"].compactMap { titles.firstIndex(of: $0) }.first
    if let left = titles.firstIndex(of: "left"), let right = titles.firstIndex(of: "right"),
      let winner = titles.firstIndex(of: "winner")
    {
      return .leftRight(left: left, right: right, winner: winner, skill: skill)
    }
    if let winner = titles.firstIndex(of: "winner"), let loser = titles.firstIndex(of: "loser") {
      return .winnerLoser(winner: winner, loser: loser, skill: skill)
    }
    return nil
  }

  private static func row(
    _ row: CSVTable.Row, _ form: Form, isNamed: Bool, width: Int, _ file: String
  ) throws(AnnotationError) -> Row {
    func fault(_ reason: String, _ advice: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read pairs", place: "line \(row.line)", reason: reason, advice: advice)
    }
    guard row.fields.count == width, width >= 2 else {
      throw fault(
        "the row has \(row.fields.count) fields, not \(max(2, width))",
        isNamed ? "correct the row" : "give winner,loser or a header left,right,winner")
    }
    func field(_ place: Int) -> String { row.fields[place].trimmedBlanks }
    func item(_ place: Int) throws(AnnotationError) -> String {
      guard !field(place).isEmpty else { throw fault("an item has no name", "correct the row") }
      return VideoName.ofVideo(field(place))
    }
    func skill(_ place: Int?) -> String? {
      guard let place, place < row.fields.count, !field(place).isEmpty else { return nil }
      return field(place)
    }
    let result: Row
    switch form {
    case .winnerLoser(let winner, let loser, let place):
      result = Row(
        left: try item(winner), right: try item(loser), leftShare: 1, skill: skill(place),
        weight: 1, line: row.line)
    case .leftRight(let left, let right, let winner, let place):
      let (first, second) = (try item(left), try item(right))
      let share: Double
      switch (field(winner).lowercased(), VideoName.ofVideo(field(winner))) {
      case ("left", _), (_, first): share = 1
      case ("right", _), (_, second): share = 0
      case ("tie", _), ("draw", _): share = 0.5
      default:
        throw fault(
          "the winner is \"\(field(winner))\"", "write left, right, tie or the name of one of both")
      }
      result = Row(
        left: first, right: second, leftShare: share, skill: skill(place), weight: 1,
        line: row.line)
    }
    guard result.left != result.right else {
      throw fault("\(result.left) is judged against itself", "take the row out")
    }
    return result
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmedBlanks: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
