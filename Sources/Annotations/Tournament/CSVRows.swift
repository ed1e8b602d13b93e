/// Rows of fields as CSV (RFC 4180), a line each, quoted where they need it.
public struct CSVRows: Sendable, Hashable {
  /// The rows; the first is the head.
  public var rows: [[String]]

  /// Collects rows.
  public init(_ rows: [[String]]) { self.rows = rows }

  /// The text, with a newline after every row.
  public var text: String {
    rows.map { $0.map(\.csvField).joined(separator: ",") + "\n" }.joined()
  }
}

extension CSVRows {
  /// Reads the rows of a table, each with the line on which it begins; blank lines are left out.
  public static func read(
    _ text: String, file: String
  ) throws(AnnotationError) -> [(line: Int, fields: [String])] {
    try CSVTable(text, file: file).rows.map { ($0.line, $0.fields) }
  }
}
