/// Values separated by commas (RFC 4180) or by another character: rows of fields, with the line on which each row begins.
struct CSVTable {
  typealias Row = CSVRowReader.Row

  private(set) var rows: [Row] = []

  /// Reads a text; blank lines are left out, a byte-order mark is skipped, CR LF counts as LF.
  init(
    _ text: String, file: String, separator: Unicode.Scalar = ","
  ) throws(AnnotationError) {
    var reader = CSVRowReader(text, file: file, separator: separator)
    while let row = try reader.row() { rows.append(row) }
  }
}
