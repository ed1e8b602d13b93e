/// `skillet.questions/1`: questions about videos, each with its choices, answer and proof.
public struct QuestionsDocument: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.questions/1"

  /// The videos that the questions are about.
  public var videos: [DescribedVideo]
  /// The questions.
  public var questions: [Question]
  /// How the set was made: version, seed, settings, blind baselines; any JSON, kept as it is.
  public var generator: JSONValue?
  /// Keys that this version does not know, kept for writing.
  public var extra: [JSONMember]

  /// Collects a document.
  public init(
    videos: [DescribedVideo] = [], questions: [Question] = [], generator: JSONValue? = nil,
    extra: [JSONMember] = []
  ) {
    self.videos = videos
    self.questions = questions
    self.generator = generator
    self.extra = extra
  }

  /// The document as JSON under the schema's keys.
  public var json: JSONValue {
    .object(
      [
        JSONMember("schema", .string(Self.schema)),
        JSONMember("generator", generator ?? .null),
        JSONMember("videos", .array(videos.map(\.json))),
        JSONMember("questions", .array(questions.map(\.json))),
      ] + extra)
  }

  /// Reads a document; throws its first fault and says how many more there are.
  ///
  /// What a linter reports is no fault here: an answer that is none of the choices, repeated
  /// choices, keys or texts, and any number of choices can be read.
  public init(text: String, file: String) throws(AnnotationError) {
    try self.init(json: JSONValue(parsing: text, file: file), file: file)
  }

  /// Reads a document from parsed JSON; throws its first fault.
  public init(json: JSONValue, file: String) throws(AnnotationError) {
    var reader = ObjectReader(json, at: "")
    try reader.check(schema: Self.schema, file: file, step: "read the questions")
    var faults: [DocumentFault] = []
    var document = QuestionsDocument(generator: reader.value("generator"))
    for (index, value) in reader.list("videos").enumerated() {
      document.videos.append(.read(value, at: "videos[\(index)]", faults: &faults))
    }
    for (index, value) in reader.list("questions").enumerated() {
      document.questions.append(.read(value, at: "questions[\(index)]", faults: &faults))
    }
    document.extra = reader.unknown
    faults = reader.faults + faults
    let known = Set(document.videos.map(\.id))
    for (index, question) in document.questions.enumerated()
    where faults.isEmpty && !known.contains(question.video) {
      faults.append(
        DocumentFault(
          "questions[\(index)].video", "no video is called \"\(question.video)\""))
    }
    try faults.raise(file: file, step: "read the questions", advice: "correct the file")
    self = document
  }
}
