/// `skillet.facts/1`: what is known of one or more videos, as facts with time spans.
public struct FactsDocument: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.facts/1"

  /// The videos that the facts speak of.
  public var videos: [DescribedVideo]
  /// Who and what the facts speak of.
  public var entities: [Entity]
  /// Where the facts come from.
  public var sources: [FactSource]
  /// The facts, by video and then by time.
  public var facts: [Fact]

  /// Collects a document.
  public init(
    videos: [DescribedVideo] = [], entities: [Entity] = [], sources: [FactSource] = [],
    facts: [Fact] = []
  ) {
    self.videos = videos
    self.entities = entities
    self.sources = sources
    self.facts = facts
  }
}

extension FactsDocument {
  /// The document as JSON under the schema's keys.
  public var json: JSONValue {
    .object([
      JSONMember("schema", .string(Self.schema)),
      JSONMember("videos", .array(videos.map(\.json))),
      JSONMember("entities", .array(entities.map(\.json))),
      JSONMember("sources", .array(sources.map(\.json))),
      JSONMember("facts", .array(facts.map(\.json))),
    ])
  }

  /// Reads a document; throws its first fault and says how many more there are.
  public init(text: String, file: String) throws(AnnotationError) {
    try self.init(json: JSONValue(parsing: text, file: file), file: file)
  }

  /// Reads a document from parsed JSON; throws its first fault.
  public init(json: JSONValue, file: String) throws(AnnotationError) {
    var reader = ObjectReader(json, at: "")
    try reader.check(schema: Self.schema, file: file, step: "read the facts")
    var faults: [DocumentFault] = []
    var document = FactsDocument()
    for (index, value) in reader.list("videos").enumerated() {
      document.videos.append(.read(value, at: "videos[\(index)]", faults: &faults))
    }
    for (index, value) in reader.list("entities").enumerated() {
      document.entities.append(.read(value, at: "entities[\(index)]", faults: &faults))
    }
    for (index, value) in reader.list("sources").enumerated() {
      document.sources.append(.read(value, at: "sources[\(index)]", faults: &faults))
    }
    for (index, value) in reader.list("facts").enumerated() {
      document.facts.append(.read(value, at: "facts[\(index)]", faults: &faults))
    }
    faults = reader.faults + faults
    if faults.isEmpty { faults = document.faults }
    try faults.raise(file: file, step: "read the facts", advice: "correct the file")
    self = document
  }
}
