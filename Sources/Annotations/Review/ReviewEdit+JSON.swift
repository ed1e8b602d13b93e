extension ReviewEdit {
  /// The edit as the history and the page write it.
  public var json: JSONValue {
    func object(_ kind: String, _ level: String, _ members: [JSONMember]) -> JSONValue {
      .object([JSONMember("kind", .string(kind)), JSONMember("level", .string(level))] + members)
    }
    func number(_ key: String, _ value: Int) -> JSONMember {
      JSONMember(key, .integer(Int64(value)))
    }
    switch self {
    case .move(let level, let boundary, let frame):
      return object("move", level, [number("boundary", boundary), number("to", frame)])
    case .split(let level, let frame): return object("split", level, [number("at", frame)])
    case .merge(let level, let boundary):
      return object("merge", level, [number("boundary", boundary)])
    case .delete(let level, let segment, let side):
      return object(
        "delete", level,
        [JSONMember("segment", .string(segment)), JSONMember("into", .string(side.rawValue))])
    case .label(let level, let segment, let label):
      return object(
        "label", level,
        [
          JSONMember("segment", .string(segment)),
          JSONMember("label", label.map { .string($0) } ?? .null),
        ])
    case .addLevel(let name): return object("level-add", name, [])
    case .removeLevel(let name): return object("level-remove", name, [])
    case .replace(let level, let boundaries):
      return object(
        "replace", level,
        [JSONMember("boundaries", .array(boundaries.map { .integer(Int64($0)) }))])
    }
  }

  /// Reads an edit; a level may be named or given by its position among `levels`.
  ///
  /// Throws where something is missing or of the wrong type; whether the edit fits the document is
  /// found out when it is made.
  public init(json: JSONValue, levels: [String]) throws(ReviewFault) {
    func frame(_ key: String) throws(ReviewFault) -> Int {
      guard let value = json[key]?.integer, (0...Int(Int32.max)).contains(value) else {
        throw ReviewFault("\(key) should be a frame number")
      }
      return value
    }
    func text(_ key: String) throws(ReviewFault) -> String {
      guard let value = json[key]?.string else { throw ReviewFault("\(key) should be a text") }
      return value
    }
    func level() throws(ReviewFault) -> String {
      if let name = json["level"]?.string { return name }
      guard let position = json["level"]?.integer, levels.indices.contains(position) else {
        throw ReviewFault("level should be a position among the document's levels, from 0")
      }
      return levels[position]
    }
    switch json["kind"]?.string {
    case "move":
      self = .move(level: try level(), boundary: try frame("boundary"), to: try frame("to"))
    case "split": self = .split(level: try level(), at: try frame("at"))
    case "merge": self = .merge(level: try level(), boundary: try frame("boundary"))
    case "delete":
      guard let side = json["into"]?.string.flatMap({ Side(rawValue: $0) }) else {
        throw ReviewFault("into should be before or after")
      }
      self = .delete(level: try level(), segment: try text("segment"), into: side)
    case "label":
      self = .label(
        level: try level(), segment: try text("segment"), label: try Self.label(json["label"]))
    case "level-add":
      self = .addLevel(try Self.name(json["name"]?.string ?? json["level"]?.string))
    case "level-remove": self = .removeLevel(try level())
    case "replace":
      guard let values = json["boundaries"]?.array else {
        throw ReviewFault("boundaries should be a list of frame numbers")
      }
      let boundaries = values.compactMap(\.integer).filter { (0...Int(Int32.max)).contains($0) }
      guard boundaries.count == values.count else {
        throw ReviewFault("boundaries should be a list of frame numbers")
      }
      self = .replace(level: try level(), boundaries: boundaries)
    case let kind?: throw ReviewFault("\"\(kind)\" is no edit that this version knows")
    case nil: throw ReviewFault("kind should say what the edit is")
    }
  }

  private static func label(_ value: JSONValue?) throws(ReviewFault) -> String? {
    guard let value, value != .null else { return nil }
    guard let label = value.string else { throw ReviewFault("label should be a text or null") }
    return try label.isEmpty ? nil : line(label, "a label")
  }

  private static func name(_ value: String?) throws(ReviewFault) -> String {
    guard let value, !value.isEmpty else { throw ReviewFault("a level needs a name") }
    return try line(value, "the name of a level")
  }

  /// One line of text; control characters and what is too long are refused, never changed.
  private static func line(_ text: String, _ what: String) throws(ReviewFault) -> String {
    guard text.utf8.count <= longestLabel else {
      throw ReviewFault("\(what) has \(longestLabel) bytes at most")
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      !($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028
        || $0.value == 0x2029)
    }
    guard isPlain else { throw ReviewFault("\(what) is one line without control characters") }
    return text
  }
}
