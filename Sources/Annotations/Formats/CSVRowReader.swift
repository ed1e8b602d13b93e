/// Values separated by commas (RFC 4180) or by another character, a row at a time, so that a long table needs no more memory
/// than a short one.
///
/// Blank lines are left out, a byte-order mark is skipped, CR LF counts as LF.
public struct CSVRowReader: Sendable {
  /// A row and the line on which it begins, from 1.
  public struct Row: Sendable, Hashable {
    /// The line.
    public var line: Int
    /// The fields without their quotes.
    public var fields: [String]
  }

  private var scalars: String.UnicodeScalarView.Iterator
  private var next: Unicode.Scalar?
  private let file: String
  private let separator: Unicode.Scalar
  private var line = 1

  /// Begins at the start of a text; `file` is named in complaints.
  public init(_ text: String, file: String, separator: Unicode.Scalar = ",") {
    scalars = text.unicodeScalars.makeIterator()
    next = scalars.next()
    if next == "\u{FEFF}" { next = scalars.next() }
    self.file = file
    self.separator = separator
  }

  /// The next row; nil at the end.
  ///
  /// Throws where a quoted field has no end.
  public mutating func row() throws(AnnotationError) -> Row? {
    var row = Row(line: line, fields: [])
    var field = String.UnicodeScalarView()
    var opening = 0
    var isQuoted = false
    var wasQuoted = false
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
        line += 1
        if row.fields != [""] { return row }
        row = Row(line: line, fields: [])
      default: field.append(scalar)
      }
    }
    if isQuoted {
      throw AnnotationError(
        file: file, step: "read CSV", place: "line \(opening)",
        reason: "the quoted field that begins here has no end", advice: "close the quotes")
    }
    guard !field.isEmpty || !row.fields.isEmpty || wasQuoted else { return nil }
    row.fields.append(String(field))
    return row.fields == [""] ? nil : row
  }
}
