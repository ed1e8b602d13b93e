extension EventLog {
  /// Reads a text: JSON where it begins with `{` or `[`, else comma-separated values.
  ///
  /// - Parameters:
  ///   - text: the contents of the file.
  ///   - file: the file that faults name.
  public init(text: String, file: String) throws(AnnotationError) {
    let opening = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if opening == "{" || opening == "[" {
      self.init(entries: try Self.entries(of: JSONValue(parsing: text, file: file), file))
    } else {
      self.init(entries: try Self.entries(of: CSVTable(text, file: file), file))
    }
  }

  private static func entries(
    of json: JSONValue, _ file: String
  ) throws(AnnotationError) -> [Entry] {
    guard let list = (json["events"] ?? json).array else {
      throw fault(file, "", "there is no list of events", "give \"events\": [[frame, name], ...]")
    }
    var entries: [Entry] = []
    for (position, event) in list.enumerated() {
      let pair = event.array
      let name = pair.map { $0.count == 2 ? $0[1].string : nil } ?? event["name"]?.string
      let frame = (pair?.first ?? event["frame"])?.integer
      let time = pair == nil ? (event["time"] ?? event["seconds"])?.number : nil
      guard let name, let moment = frame.map({ .frame($0) }) ?? time.map({ Moment.seconds($0) })
      else {
        throw fault(
          file, "events[\(position)]", "it is no event",
          "write [frame, name], or {\"time\": seconds, \"name\": name}")
      }
      entries.append(Entry(moment, name))
    }
    return entries
  }

  private static func entries(
    of table: CSVTable, _ file: String
  ) throws(AnnotationError) -> [Entry] {
    guard let header = table.rows.first else {
      throw fault(file, "", "it is empty", "give the columns \"frame,name\" or \"time,name\"")
    }
    let names = header.fields.map { ActionCSV.trimmed($0) }
    func column(_ wanted: [String]) -> Int? {
      wanted.lazy.compactMap { ActionCSV.index($0, names) }.first
    }
    let frames = column(ActionCSV.frameColumns)
    let times = column(ActionCSV.timeColumns)
    guard let name = column(["name", "event", "label"]), let when = frames ?? times else {
      throw fault(
        file, "line \(header.line)", "no column says when, or none says what",
        "call them \"frame\" or \"time\", and \"name\"")
    }
    var entries: [Entry] = []
    for row in table.rows.dropFirst() {
      guard row.fields.count == names.count else {
        throw fault(
          file, "line \(row.line)",
          "there are \(row.fields.count) values for \(names.count) columns",
          "give each row one value a column, names with commas in quotes")
      }
      let text = ActionCSV.trimmed(row.fields[when])
      let moment: Moment? =
        frames == nil
        ? Double(text).flatMap { $0.isFinite ? .seconds($0) : nil } : Int(text).map { .frame($0) }
      guard let moment else {
        throw fault(
          file, "line \(row.line), column \(names[when])",
          "\"\(text)\" is no \(frames == nil ? "number of seconds" : "frame")", "correct that line")
      }
      entries.append(Entry(moment, row.fields[name]))
    }
    return entries
  }

  private static func fault(
    _ file: String, _ place: String, _ reason: String, _ advice: String
  ) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the events", place: place, reason: reason, advice: advice)
  }
}
