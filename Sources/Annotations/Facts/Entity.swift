/// Somebody or something that facts speak of.
public struct Entity: Sendable, Hashable {
  /// What facts call it; unique in a document.
  public var id: String
  /// What people call it, without an article: `frying pan`.
  public var name: String
  /// What it is, such as `agent`, `object` or `place`.
  public var kind: String

  /// Collects an entity.
  public init(id: String, name: String, kind: String) {
    self.id = id
    self.name = name
    self.kind = kind
  }

  /// The object in `entities` of a facts document.
  public var json: JSONValue {
    .object([
      JSONMember("id", .string(id)), JSONMember("name", .string(name)),
      JSONMember("kind", .string(kind)),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> Entity {
    var reader = ObjectReader(value, at: place)
    let entity = Entity(
      id: reader.string("id"), name: reader.string("name"),
      kind: reader.string("kind", default: "object"))
    faults += reader.faults
    return entity
  }
}
