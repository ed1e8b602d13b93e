/// A CSV table whose first row names its columns; names are compared in lower case, without blanks.
struct HeadedTable {
  let file: String
  /// What is being read, for complaints.
  let step: String
  let columns: [String]
  /// The rows below the head.
  let rows: [CSVTable.Row]

  init(_ text: String, file: String, step: String) throws(AnnotationError) {
    let all = try CSVTable(text, file: file).rows
    guard let head = all.first else {
      throw AnnotationError(file: file, step: step, reason: "it is empty")
    }
    (self.file, self.step) = (file, step)
    columns = head.fields.map { $0.filter { !$0.isWhitespace }.lowercased() }
    rows = Array(all.dropFirst())
    for (place, column) in columns.enumerated() where columns[..<place].contains(column) {
      throw fault(head, "two columns are called \"\(column)\"")
    }
    for row in rows where row.fields.count != columns.count {
      throw fault(
        row, "it has \(row.fields.count) fields, the head names \(columns.count) columns")
    }
  }

  /// The first of some columns that there is.
  func column(_ names: String...) -> Int? {
    names.lazy.compactMap { columns.firstIndex(of: $0) }.first
  }

  /// What a row has in a column; nil where there is no such column or the field is blank.
  func text(_ row: CSVTable.Row, _ column: Int?) -> String? {
    guard let column else { return nil }
    let text = row.fields[column].trimmingBlanks
    return text.isEmpty ? nil : text
  }

  /// A fault of a row.
  func fault(_ row: CSVTable.Row, _ reason: String, advice: String = "") -> AnnotationError {
    AnnotationError(
      file: file, step: step, place: "line \(row.line)", reason: reason, advice: advice)
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }
}
