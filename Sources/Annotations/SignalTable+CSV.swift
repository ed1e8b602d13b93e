extension SignalTable {
  /// The text of `signal.csv`.
  ///
  /// Values have six significant digits and are empty where there is none. Throws where a value is
  /// infinite or not a number: a missing threshold is nil.
  public func text(file: String) throws(AnnotationError) -> String {
    var text = (Self.columns + evidenceColumns).joined(separator: ",") + "\n"
    let names = ["surprise", "threshold"] + evidenceColumns
    for row in rows {
      guard row.seconds.isFinite else { throw notFinite("seconds", row, row.seconds, file) }
      text += "\(row.frame),\(row.pts),\(row.seconds.roundedToMicroseconds.shortText)"
      for (position, value) in ([row.surprise, row.threshold] + row.evidence).enumerated() {
        guard value?.isFinite ?? true else {
          throw notFinite(names[position], row, value ?? 0, file)
        }
        text += "," + (value?.sixDigits ?? "")
        if position == 1 { text += row.boundary ? ",1" : ",0" }
      }
      text += "\n"
    }
    return text
  }

  private func notFinite(
    _ name: String, _ row: Row, _ value: Double, _ file: String
  ) -> AnnotationError {
    AnnotationError(
      file: file, step: "write the signal", place: "frame \(row.frame)",
      reason: "\(name) is \(value)", advice: "the predictor or its features gave no number")
  }

  /// Reads `signal.csv`; throws at the first fault, with its line.
  public init(text: String, file: String) throws(AnnotationError) {
    let table = try CSVTable(text, file: file).rows
    guard let header = table.first, Array(header.fields.prefix(6)) == Self.columns else {
      throw AnnotationError(
        file: file, step: "read the signal", place: "line 1",
        reason: "the columns should begin with \(Self.columns.joined(separator: ","))",
        advice: "give a signal.csv that Skillet wrote")
    }
    evidenceColumns = Array(header.fields.dropFirst(6))
    guard evidenceColumns.allSatisfy(Self.isPlain) else {
      throw AnnotationError(
        file: file, step: "read the signal", place: "line 1",
        reason: "the name of a column holds a comma, a quote or a line break",
        advice: "give a signal.csv that Skillet wrote")
    }
    rows = []
    rows.reserveCapacity(table.count - 1)
    for row in table.dropFirst() {
      rows.append(try Self.row(row, columns: header.fields, file: file))
    }
  }

  private static func row(
    _ row: CSVTable.Row, columns: [String], file: String
  ) throws(AnnotationError) -> Row {
    func fault(_ reason: String) -> AnnotationError {
      AnnotationError(
        file: file, step: "read the signal", place: "line \(row.line)", reason: reason,
        advice: "correct that line or write the signal again")
    }
    guard row.fields.count == columns.count else {
      throw fault("there are \(row.fields.count) values for \(columns.count) columns")
    }
    func number(_ column: Int) throws(AnnotationError) -> Double? {
      if row.fields[column].isEmpty { return nil }
      guard let value = Double(row.fields[column]), value.isFinite else {
        throw fault("\(columns[column]) should be a number, not \"\(row.fields[column])\"")
      }
      return value
    }
    guard let frame = Int(row.fields[0]), let pts = Int64(row.fields[1]) else {
      throw fault("frame and pts should be whole numbers")
    }
    guard let seconds = try number(2) else { throw fault("seconds is missing") }
    guard row.fields[5] == "0" || row.fields[5] == "1" else {
      throw fault("boundary should be 0 or 1, not \"\(row.fields[5])\"")
    }
    var evidence: [Double?] = []
    for column in 6..<columns.count { evidence.append(try number(column)) }
    return Row(
      frame: frame, pts: pts, seconds: seconds, surprise: try number(3), threshold: try number(4),
      boundary: row.fields[5] == "1", evidence: evidence)
  }
}
