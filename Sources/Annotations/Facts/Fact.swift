/// One thing that is true of a video during a stretch of time.
///
/// Order, duration, overlap, the n-th time and what lies between are derived from the spans and
/// never stored.
public struct Fact: Sendable, Hashable {
  /// What proofs call it; unique in a document.
  public var id: String
  /// The video, by its id.
  public var video: String
  /// What sort of thing is said.
  public var kind: Kind
  /// Who or what takes part, in the order of the file.
  public var arguments: [Argument]
  /// What is said: the label of an action, the name of a colour, a number.
  public var value: Value
  /// When it holds.
  public var span: TimeSpan
  /// Who says so, by the id of the source.
  public var source: String
  /// How sure the source is, 0...1.
  public var confidence: Double

  /// What sort of thing a fact says.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Somebody does something: the value is its label.
    case action
    /// Something is there.
    case object
    /// Something looks or is some way: the arguments name it, the value says how.
    case attribute
    /// Two things stand to each other in some way.
    case relation
    /// Something is somewhere.
    case location
    /// There are so many of something.
    case count
    /// Something happens at a moment.
    case event
    /// Something moves in some way.
    case motion
  }

  /// An entity and its part in a fact.
  public struct Argument: Sendable, Hashable {
    /// The part, such as `agent`, `object` or `place`.
    public var role: String
    /// The entity, by its id.
    public var entity: String

    /// Gives an entity its part.
    public init(role: String, entity: String) {
      self.role = role
      self.entity = entity
    }
  }

  /// What a fact says.
  public enum Value: Sendable, Hashable {
    /// Nothing beyond its kind and arguments.
    case none
    /// A word or a label.
    case text(String)
    /// A number.
    case number(Double)
  }

  /// Collects a fact.
  public init(
    id: String, video: String, kind: Kind, arguments: [Argument] = [], value: Value = .none,
    span: TimeSpan, source: String, confidence: Double = 1
  ) {
    self.id = id
    self.video = video
    self.kind = kind
    self.arguments = arguments
    self.value = value
    self.span = span
    self.source = source
    self.confidence = confidence
  }

  /// The entity that plays a part; the first where several do.
  public subscript(role: String) -> String? { arguments.first { $0.role == role }?.entity }
}

extension Fact {
  /// The object in `facts` of a facts document.
  public var json: JSONValue {
    let value: JSONValue =
      switch self.value {
      case .none: .null
      case .text(let text): .string(text)
      case .number(let number): .number(number)
      }
    return .object([
      JSONMember("id", .string(id)), JSONMember("video", .string(video)),
      JSONMember("kind", .string(kind.rawValue)),
      JSONMember(
        "arguments",
        .array(
          arguments.map {
            .object([
              JSONMember("role", .string($0.role)), JSONMember("entity", .string($0.entity)),
            ])
          })),
      JSONMember("value", value), JSONMember("span", span.json),
      JSONMember("source", .string(source)), JSONMember("confidence", .number(confidence)),
    ])
  }

  static func read(_ value: JSONValue?, at place: String, faults: inout [DocumentFault]) -> Fact {
    var reader = ObjectReader(value, at: place)
    let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
    var arguments: [Argument] = []
    let list = reader.optional("arguments", "a list") { $0.array } ?? []
    for (position, argument) in list.enumerated() {
      var inner = ObjectReader(argument, at: "\(place).arguments[\(position)]")
      arguments.append(Argument(role: inner.string("role"), entity: inner.string("entity")))
      reader.add(inner.faults)
    }
    let fact = Fact(
      id: reader.string("id"), video: reader.string("video"),
      kind: reader.required("kind", "one of \(kinds)", standIn: .action) {
        $0.string.flatMap(Kind.init(rawValue:))
      },
      arguments: arguments,
      value: reader.optional("value", "a string, a number or null") { value -> Value? in
        value.string.map { .text($0) } ?? value.number.map { .number($0) }
      } ?? .none,
      span: TimeSpan.read(reader.value("span"), at: "\(place).span", faults: &faults),
      source: reader.string("source"),
      confidence: reader.optional("confidence", "a number") { $0.number } ?? 1)
    if !(0...1).contains(fact.confidence) {
      reader.fault("confidence", "\(fact.confidence) is not in 0...1")
    }
    faults += reader.faults
    return fact
  }
}
