extension ActionTrack {
  /// The schema that ``json(video:)`` writes.
  public static let schema = "skillet.actions/1"

  /// The document of the track, `VIDEO.actions.json`, in the keys that the simulators use.
  ///
  /// ``ActionTable`` reads it back as the same track. Pseudo-labels say so, with their model and
  /// seed; a seed above 2^53, which many readers would round, is written as text. Numbers have the
  /// fewest digits that read back as the same 32-bit value.
  ///
  /// - Parameter video: the video's name, for people.
  public func json(video: String? = nil) -> JSONValue {
    var members = [JSONMember("schema", .string(Self.schema))]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONMember(key, value)) }
    }
    add("video", video.map { .string($0) })
    add("fps", frameRate.map { .number($0) })
    add("frames", frameCount.map { .integer(Int64($0)) })
    add("frame_index", frames.map { .array($0.map { .integer(Int64($0)) }) })
    add("times", times.map { .array($0.map { .number($0) }) })
    switch source {
    case .recorded: add("source", .string("recorded"))
    case .pseudo(let model, let seed):
      add("source", .string("pseudo"))
      add("model", .string(model))
      add("seed", seed.map { $0 < 1 << 53 ? .integer(Int64($0)) : .string("\($0)") })
    }
    add("action_space", space.json)
    if space.kind != .continuous {
      let nulls = nullActions.sorted { $0.lexicographicallyPrecedes($1) }
      add("null_actions", .array(nulls.map { action($0.map { .integer(Int64($0)) }) }))
    }
    add("actions", .array(actions))
    return .object(members)
  }

  /// The text of ``json(video:)``, laid out for people.
  public func jsonText(video: String? = nil, file: String) throws(AnnotationError) -> String {
    do {
      return try json(video: video).text()
    } catch {
      throw AnnotationError(
        file: file, step: "write the actions", reason: error.reason,
        advice: "times and rates are finite numbers")
    }
  }

  private var actions: [JSONValue] {
    let cells: [JSONValue] =
      switch values {
      case .codes(let codes): codes.map { .integer(Int64($0)) }
      case .numbers(let numbers): numbers.map { .number($0.shortDouble) }
      }
    return (0..<count).map { row in
      isValid[row] ? action(Array(cells[(row * width)..<((row + 1) * width)])) : .null
    }
  }

  private func action(_ cells: [JSONValue]) -> JSONValue {
    space.kind == .discrete ? cells[0] : .array(cells)
  }
}

extension ActionSpace {
  /// The `action_space` member.
  public var json: JSONValue {
    var members = [JSONMember("type", .string(kind.rawValue))]
    func list(_ values: [Float]) -> JSONValue { .array(values.map { .number($0.shortDouble) }) }
    switch self {
    case .discrete(let choices, _): members.append(JSONMember("n", .integer(Int64(choices))))
    case .multiDiscrete(let choices, _):
      members.append(JSONMember("n", .array(choices.map { .integer(Int64($0)) })))
    case .continuous(let dimension, _, _, _):
      members.append(JSONMember("n", .integer(Int64(dimension))))
    }
    if !names.isEmpty { members.append(JSONMember("names", .array(names.map { .string($0) }))) }
    if case .continuous(_, _, let low, let high) = self {
      if !low.isEmpty { members.append(JSONMember("low", list(low))) }
      if !high.isEmpty { members.append(JSONMember("high", list(high))) }
    }
    return .object(members)
  }
}

extension Float {
  /// The `Double` with the shortest digits of this number, so that 0.1 is written 0.1.
  var shortDouble: Double { Double(description) ?? Double(self) }
}
