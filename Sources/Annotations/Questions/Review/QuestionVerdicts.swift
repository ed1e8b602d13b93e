/// `skillet.verdicts/1`: what a person decided about questions.
public struct QuestionVerdicts: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.verdicts/1"

  /// What was decided about one question.
  public struct Verdict: Sendable, Hashable {
    /// The question's key.
    public var key: String
    /// Whether it stays.
    public var isAccepted: Bool
    /// What the person wrote beside it; empty where nothing.
    public var note: String

    /// Collects a verdict.
    public init(key: String, isAccepted: Bool, note: String = "") {
      self.key = key
      self.isAccepted = isAccepted
      self.note = note
    }
  }

  /// The verdicts in the order of the file.
  public var verdicts: [Verdict]

  /// Collects verdicts.
  public init(verdicts: [Verdict]) { self.verdicts = verdicts }

  /// The document, as the page of a review writes it.
  public var json: JSONValue {
    .object([
      JSONMember("schema", .string(Self.schema)),
      JSONMember(
        "verdicts",
        .array(
          verdicts.map { verdict in
            .object([
              JSONMember("key", .string(verdict.key)),
              JSONMember("verdict", .string(verdict.isAccepted ? "accept" : "reject")),
              JSONMember("note", .string(verdict.note)),
            ])
          })),
    ])
  }

  /// Reads a document; throws its first fault.
  public init(text: String, file: String) throws(AnnotationError) {
    let json = try JSONValue(parsing: text, file: file)
    var reader = ObjectReader(json, at: "")
    try reader.check(schema: Self.schema, file: file, step: "read the verdicts")
    var faults: [DocumentFault] = []
    var verdicts: [Verdict] = []
    var places: [String: Int] = [:]
    for (index, value) in reader.list("verdicts").enumerated() {
      let place = "verdicts[\(index)]"
      var member = ObjectReader(value, at: place)
      let key = member.string("key")
      let isAccepted = member.required("verdict", "accept or reject", standIn: true) {
        ["accept": true, "reject": false][$0.string ?? ""]
      }
      let note = member.string("note", default: "")
      faults += member.faults
      if let first = places.updateValue(index, forKey: key) {
        faults.append(DocumentFault("\(place).key", "\"\(key)\" was decided at verdicts[\(first)]"))
      }
      verdicts.append(Verdict(key: key, isAccepted: isAccepted, note: note))
    }
    try (reader.faults + faults).raise(
      file: file, step: "read the verdicts", advice: "correct the file")
    self.verdicts = verdicts
  }
}
