extension ObjectReader {
  /// Throws where the document does not state the schema that its reader knows.
  mutating func check(schema: String, file: String, step: String) throws(AnnotationError) {
    let stated = string("schema")
    if stated != schema, faults.isEmpty {
      fault("schema", "is \"\(stated)\"; this version reads \"\(schema)\"")
    }
    try faults.raise(file: file, step: step, advice: "give a file of the schema \"\(schema)\"")
  }

  /// A list that must be there.
  mutating func list(_ key: String) -> [JSONValue] {
    required(key, "a list", standIn: []) { $0.array }
  }

  /// A list of strings that may be absent.
  mutating func strings(_ key: String) -> [String] {
    optional(key, "a list of strings") { value -> [String]? in
      guard let values = value.array else { return nil }
      let texts = values.compactMap(\.string)
      return texts.count == values.count ? texts : nil
    } ?? []
  }
}

extension [DocumentFault] {
  /// Throws the first fault and says how many more there are; does nothing where there is none.
  func raise(file: String, step: String, advice: String) throws(AnnotationError) {
    guard let first else { return }
    let more = count == 1 ? "" : " (and \(count - 1) more)"
    throw AnnotationError(
      file: file, step: step, place: first.place, reason: first.reason + more, advice: advice)
  }
}
