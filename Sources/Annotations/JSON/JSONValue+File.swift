extension JSONValue {
  /// Reads one JSON text; a fault names the file.
  public init(parsing text: String, file: String) throws(AnnotationError) {
    do {
      try self.init(parsing: text)
    } catch {
      throw AnnotationError(
        file: file, step: "read JSON", place: error.place, reason: error.reason,
        advice: "the file is damaged or not JSON")
    }
  }
}
