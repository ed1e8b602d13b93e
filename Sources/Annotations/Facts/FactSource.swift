/// Where facts come from and how exact their times are.
public struct FactSource: Sendable, Hashable {
  /// What facts call it; unique in a document.
  public var id: String
  /// Who says it.
  public var kind: Kind
  /// The format, the detector or the person, in words.
  public var name: String
  /// By how many seconds the ends of a span may be wrong.
  public var uncertainty: Double

  /// Who can say something of a video.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A person marked it by hand.
    case person
    /// A file of a known format carried it, such as a simulator's log.
    case format
    /// It was measured from the pixels.
    case detector
  }

  /// Collects a source.
  public init(id: String, kind: Kind, name: String, uncertainty: Double) {
    self.id = id
    self.kind = kind
    self.name = name
    self.uncertainty = uncertainty
  }

  /// The object in `sources` of a facts document.
  public var json: JSONValue {
    .object([
      JSONMember("id", .string(id)), JSONMember("kind", .string(kind.rawValue)),
      JSONMember("name", .string(name)), JSONMember("uncertainty", .number(uncertainty)),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> FactSource {
    var reader = ObjectReader(value, at: place)
    let source = FactSource(
      id: reader.string("id"),
      kind: reader.required("kind", "person, format or detector", standIn: .format) {
        $0.string.flatMap(Kind.init(rawValue:))
      },
      name: reader.string("name", default: ""), uncertainty: reader.number("uncertainty"))
    if source.uncertainty < 0 { reader.fault("uncertainty", "should not be below 0") }
    faults += reader.faults
    return source
  }
}
