/// How a wrong choice was made.
public struct Distractor: Sendable, Hashable {
  /// The position of the choice, from 0.
  public var choice: Int
  /// The way it was made.
  public var kind: Kind
  /// Why it is wrong, in words.
  public var detail: String
  /// The step whose condition it breaks, by its id; nil where it is true of something else.
  public var breaks: String?
  /// The facts by which it is true of something else, by their ids.
  public var facts: [String]

  /// The ways to make a wrong choice.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It is true of something else in the video.
    case trueElsewhere = "true-elsewhere"
    /// It meets every condition but one.
    case breaksOneCondition = "breaks-one-condition"
    /// It is a number or a duration that differs by more than the annotation's uncertainty.
    case number
  }

  /// Collects the making of a wrong choice.
  public init(
    choice: Int, kind: Kind, detail: String, breaks: String? = nil, facts: [String] = []
  ) {
    self.choice = choice
    self.kind = kind
    self.detail = detail
    self.breaks = breaks
    self.facts = facts
  }

  /// The object in `proof.distractors`.
  public var json: JSONValue {
    .object([
      JSONMember("choice", .integer(Int64(choice))), JSONMember("kind", .string(kind.rawValue)),
      JSONMember("detail", .string(detail)),
      JSONMember("breaks", breaks.map { .string($0) } ?? .null),
      JSONMember("facts", .array(facts.map { .string($0) })),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> Distractor {
    var reader = ObjectReader(value, at: place)
    let distractor = Distractor(
      choice: reader.count("choice"),
      kind: reader.required(
        "kind", "true-elsewhere, breaks-one-condition or number", standIn: .trueElsewhere
      ) { $0.string.flatMap(Kind.init(rawValue:)) },
      detail: reader.string("detail", default: ""),
      breaks: reader.optional("breaks", "a string") { $0.string }, facts: reader.strings("facts"))
    faults += reader.faults
    return distractor
  }
}
