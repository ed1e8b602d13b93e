/// Actions in comma-separated values: a header, then a row for each action.
///
/// A column called `frame` or `frame_index` holds frames, one called `time`, `seconds` or
/// `timestamp` seconds, one called `episode` or `episode_index` episodes; `source`, `model` and
/// `seed` say that a model made the labels. Where columns are called `action` or begin with
/// `action`, they alone are the action, else all other columns are. A single column that begins with
/// a word holds names. A row whose action is empty has none.
struct ActionCSV {
  let file: String

  func read(_ text: String) throws(AnnotationError) -> ActionTable {
    var rows = try CSVTable(text, file: file).rows
    guard let header = rows.first else {
      throw fault("", "it is empty", "give a header and a row for each action")
    }
    rows.removeFirst()
    let names = header.fields.map { Self.trimmed($0) }
    try check(names, header.line)
    for row in rows where row.fields.count != names.count {
      throw fault(
        "line \(row.line)", "there are \(row.fields.count) values for \(names.count) columns",
        "give each row one value a column")
    }
    let columns = actionColumns(names)
    guard !columns.isEmpty else {
      throw fault("line \(header.line)", "no column holds actions", "call it \"action\"")
    }
    var table = try cells(rows, columns, names)
    table.lines = rows.map(\.line)
    func numbers<Value: LosslessStringConvertible>(
      _ wanted: [String], _ kind: String
    ) throws(AnnotationError) -> [Value]? {
      guard let column = wanted.lazy.compactMap({ Self.index($0, names) }).first else { return nil }
      var values: [Value] = []
      for row in rows {
        guard let value = Value(Self.trimmed(row.fields[column])) else {
          throw fault(
            "line \(row.line), column \(names[column])",
            "\"\(row.fields[column])\" is no \(kind)", "correct that line")
        }
        values.append(value)
      }
      return values
    }
    table.frames = try numbers(Self.frameColumns, "whole number")
    table.times = try numbers(Self.timeColumns, "number of seconds")
    table.episodes = try numbers(Self.episodeColumns, "whole number")
    table.source = try source(rows, names)
    return table
  }

  static let frameColumns = ["frame", "frame_index"]
  static let timeColumns = ["time", "seconds", "timestamp"]
  private static let episodeColumns = ["episode", "episode_index"]
  private static let sourceColumns = ["source", "model", "seed"]

  private func check(_ names: [String], _ line: Int) throws(AnnotationError) {
    if names.contains(where: { Double($0) != nil }) {
      throw fault(
        "line \(line)", "it holds numbers where the names of the columns should stand",
        "give a header, such as \"action\" or \"time,dx,dy\"")
    }
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw fault("line \(line)", "two columns are called \"\(twice)\"", "name each differently")
    }
  }

  private func actionColumns(_ names: [String]) -> [Int] {
    let taken = Set(Self.frameColumns + Self.timeColumns + Self.episodeColumns)
    let rest = names.indices.filter { !taken.contains(names[$0].lowercased()) }
    let actions = rest.filter { names[$0].lowercased().hasPrefix("action") }
    if !actions.isEmpty { return actions }
    let hasSource = Self.index("source", names) != nil
    return rest.filter { !hasSource || !Self.sourceColumns.contains(names[$0].lowercased()) }
  }

  private func cells(
    _ rows: [CSVTable.Row], _ columns: [Int], _ names: [String]
  ) throws(AnnotationError) -> ActionTable {
    let texts = rows.map { row in columns.map { Self.trimmed(row.fields[$0]) } }
    let valid = texts.map { row in row.contains { !$0.isEmpty } }
    let isWhole = zip(texts, valid).allSatisfy { row, isValid in
      !isValid || row.allSatisfy { Int64($0) != nil }
    }
    var cells = ActionTable.Cells.integers([])
    if isWhole {
      cells = .integers(texts.flatMap { $0.map { Int64($0) ?? 0 } })
    } else if columns.count == 1, let first = texts.first(where: { !$0[0].isEmpty })?[0],
      Double(first) == nil
    {
      cells = .names(texts.map { $0[0] })
    } else {
      var numbers: [Double] = []
      for (index, row) in texts.enumerated() {
        for (position, text) in row.enumerated() {
          guard let number = valid[index] ? Double(text) : 0 else {
            throw fault(
              "line \(rows[index].line), column \(names[columns[position]])",
              text.isEmpty ? "the value is missing" : "\"\(text)\" is no number",
              "give a number, or call the columns of the action action.NAME")
          }
          numbers.append(number)
        }
      }
      cells = .numbers(numbers)
    }
    var table = ActionTable(cells: cells, columns: columns.count, isList: columns.count == 1)
    if columns.count > 1 { table.columnNames = columns.map { names[$0] } }
    table.isValid = valid.contains(false) ? valid : nil
    return table
  }

  private func source(
    _ rows: [CSVTable.Row], _ names: [String]
  ) throws(AnnotationError) -> ActionTrack.Source {
    guard let column = Self.index("source", names), let first = rows.first,
      ["recorded", "pseudo"].contains(first.fields[column])
    else { return .recorded }
    let columns = Self.sourceColumns.compactMap { Self.index($0, names) }
    for row in rows where columns.contains(where: { row.fields[$0] != first.fields[$0] }) {
      throw fault(
        "line \(row.line)", "the actions have another source than those before",
        "give one source a file")
    }
    if first.fields[column] == "recorded" { return .recorded }
    guard let model = Self.index("model", names) else {
      throw fault(
        "line \(first.line)", "pseudo-labels need the name of the model that made them",
        "add a column \"model\"")
    }
    let seed = Self.index("seed", names).flatMap { UInt64(first.fields[$0]) }
    return .pseudo(model: first.fields[model], seed: seed)
  }

  static func index(_ name: String, _ names: [String]) -> Int? {
    names.firstIndex { $0.lowercased() == name }
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  private func fault(_ place: String, _ reason: String, _ advice: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the actions", place: place, reason: reason, advice: advice)
  }
}
