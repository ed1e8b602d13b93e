/// Values separated by commas (RFC 4180) or by another character: rows of fields, with the line on which each row begins.
struct CSVTable {
  struct Row {
    var line: Int
    var fields: [String]
  }

  private(set) var rows: [Row] = []

  /// Reads a text; blank lines are left out, a byte-order mark is skipped, CR LF counts as LF.
  init(
    _ text: String, file: String, separator: Unicode.Scalar = ","
  ) throws(AnnotationError) {
    var row = Row(line: 1, fields: [])
    var field = String.UnicodeScalarView()
    var (line, opening) = (1, 0)
    var isQuoted = false
    var wasQuoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    if next == "\u{FEFF}" { next = scalars.next() }
    while let scalar = next {
      next = scalars.next()
      if isQuoted {
        if scalar == "\n" { line += 1 }
        if scalar != "\"" {
          field.append(scalar)
        } else if next == "\"" {
          field.append(scalar)
          next = scalars.next()
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"" where field.isEmpty && !wasQuoted:
        (isQuoted, wasQuoted, opening) = (true, true, line)
      case separator:
        row.fields.append(String(field))
        (field, wasQuoted) = (String.UnicodeScalarView(), false)
      case "\r" where next == "\n" || next == nil: break
      case "\n":
        row.fields.append(String(field))
        (field, wasQuoted) = (String.UnicodeScalarView(), false)
        append(row)
        line += 1
        row = Row(line: line, fields: [])
      default: field.append(scalar)
      }
    }
    if isQuoted {
      throw AnnotationError(
        file: file, step: "read CSV", place: "line \(opening)",
        reason: "the quoted field that begins here has no end", advice: "close the quotes")
    }
    if !field.isEmpty || !row.fields.isEmpty || wasQuoted {
      row.fields.append(String(field))
      append(row)
    }
  }

  private mutating func append(_ row: Row) {
    if row.fields != [""] { rows.append(row) }
  }
}
