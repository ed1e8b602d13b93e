extension ActionTable {
  /// Reads a text: JSON where it begins with `{` or `[`, else comma-separated values.
  ///
  /// - Parameters:
  ///   - text: the contents of the file.
  ///   - file: the file that faults name.
  public init(text: String, file: String) throws(AnnotationError) {
    let opening = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if opening == "{" || opening == "[" {
      self = try ActionJSON(file: file).read(JSONValue(parsing: text, file: file))
    } else {
      self = try ActionCSV(file: file).read(text)
    }
  }
}
