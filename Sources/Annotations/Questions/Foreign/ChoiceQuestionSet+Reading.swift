extension ChoiceQuestionSet {
  /// Reads a set that somebody else made: JSON, JSON Lines, CSV or TSV, told apart by their content.
  ///
  /// Rows are read leniently, as a set may have faults: what a row lacks becomes a fault of its
  /// question. What is no table of questions at all throws with its place.
  public init(foreign text: String, file: String) throws(AnnotationError) {
    let rows = try ChoiceRows.read(text, file: file)
    guard let first = rows.first else {
      throw AnnotationError(
        file: file, step: "read the questions", reason: "it holds no question",
        advice: "give a set with at least one")
    }
    guard let format = ChoiceFormats.format(of: first) else {
      throw AnnotationError(
        file: file, step: "read the questions", place: first.place,
        reason: "this is no question of a known form",
        advice: "a row needs a question, choices and an answer; see `skillet questions lint --help`"
      )
    }
    self.init(
      file: file, format: format.name, choiceCount: format.choiceCount,
      questions: rows.map { format.question($0) })
  }
}

/// The rows of a file of questions.
enum ChoiceRows {
  static func read(_ text: String, file: String) throws(AnnotationError) -> [ChoiceRow] {
    switch text.unicodeScalars.first(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }) {
    case nil:
      throw AnnotationError(file: file, step: "read the questions", reason: "it is empty")
    case "{": return try isLines(text) ? lines(text, file: file) : document(text, file: file)
    case "[": return try document(text, file: file)
    default: return try table(text, file: file)
    }
  }

  /// Whether each line is an object of its own.
  private static func isLines(_ text: String) -> Bool {
    let lines = TextLines(text).lines.filter { !$0.trimmingBlanks.isEmpty }
    guard let first = lines.first, let value = try? JSONValue(parsing: first) else { return false }
    return lines.count > 1 || value["question"] != nil || value["text"] != nil || value["q"] != nil
  }

  private static func lines(_ text: String, file: String) throws(AnnotationError) -> [ChoiceRow] {
    var rows: [ChoiceRow] = []
    for (number, line) in TextLines(text).lines.enumerated() where !line.trimmingBlanks.isEmpty {
      let value: JSONValue
      do {
        value = try JSONValue(parsing: line)
      } catch {
        throw AnnotationError(
          file: file, step: "read JSON Lines", place: "line \(number + 1), column \(error.column)",
          reason: error.reason, advice: "the line is damaged or not JSON")
      }
      rows.append(try row(value, "line \(number + 1)", file: file))
    }
    return rows
  }

  private static func document(
    _ text: String, file: String
  ) throws(AnnotationError) -> [ChoiceRow] {
    let value = try JSONValue(parsing: text, file: file)
    if let list = value.array { return try rows(list, "", file: file) }
    for key in ["questions", "data", "annotations", "test", "val"] {
      if let list = value[key]?.array { return try rows(list, key, file: file) }
    }
    // HD-EPIC has one object a question, under its name.
    let members = value.members ?? []
    guard !members.isEmpty, members.allSatisfy({ $0.value["question"] != nil }) else {
      throw AnnotationError(
        file: file, step: "read the questions", reason: "it holds no list of questions",
        advice: "give a list of objects, JSON Lines, CSV or TSV")
    }
    return members.map { member in
      let named = [JSONMember("question_id", .string(member.key))]
      return ChoiceRow(named + (member.value.members ?? []), place: member.key)
    }
  }

  private static func rows(
    _ list: [JSONValue], _ key: String, file: String
  ) throws(AnnotationError) -> [ChoiceRow] {
    var rows: [ChoiceRow] = []
    for (index, value) in list.enumerated() {
      rows.append(try row(value, "\(key)[\(index)]", file: file))
    }
    return rows
  }

  private static func row(
    _ value: JSONValue, _ place: String, file: String
  ) throws(AnnotationError) -> ChoiceRow {
    guard let members = value.members else {
      throw AnnotationError(
        file: file, step: "read the questions", place: place, reason: "it should be an object",
        advice: "each question is an object with its text, choices and answer")
    }
    return ChoiceRow(members, place: place)
  }

  private static func table(_ text: String, file: String) throws(AnnotationError) -> [ChoiceRow] {
    let head = TextLines(text).lines.first { !$0.trimmingBlanks.isEmpty } ?? ""
    let isTabbed = head.contains("\t")
    let all = try CSVTable(text, file: file, separator: isTabbed ? "\t" : ",").rows
    guard let first = all.first, first.fields.count > 1 else {
      throw AnnotationError(
        file: file, step: "read the questions", reason: "it is no JSON and no table",
        advice: "give JSON, JSON Lines, CSV or TSV")
    }
    let columns = first.fields.map(\.trimmingBlanks)
    var rows: [ChoiceRow] = []
    for row in all.dropFirst() {
      guard row.fields.count == columns.count else {
        throw AnnotationError(
          file: file, step: "read the questions", place: "line \(row.line)",
          reason: "it has \(row.fields.count) fields, the head names \(columns.count) columns",
          advice: "quote fields that hold the separator")
      }
      rows.append(ChoiceRow(columns: columns, fields: row.fields, place: "line \(row.line)"))
    }
    return rows
  }
}
