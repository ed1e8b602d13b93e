/// Actions in JSON: what the simulators write, an object with `actions`, or a bare list.
///
/// Beside `actions` an object may have `action_space` (`type`, `n`, `names`, `low`, `high`), `fps`,
/// `frames` (their number, or the frame of each action), `times` or `timestamps` (seconds),
/// `episode_index`, `source` (`recorded` or `pseudo`, then with `model` and `seed`) and
/// `null_actions`. An action is a name, a number or a list of numbers; null is no action.
struct ActionJSON {
  let file: String

  func read(_ json: JSONValue) throws(AnnotationError) -> ActionTable {
    if let actions = json.array { return try table(actions, place: "") }
    guard let actions = json["actions"] else {
      throw fault("", "there is no \"actions\"", "give a list of actions, or an object with one")
    }
    guard let list = actions.array else { throw fault("actions", "it should be a list") }
    var table = try table(list, place: "actions")
    if let space = json["action_space"] {
      table.stated = try StatedSpaceJSON(file: file).read(space)
    }
    if let rate = json["fps"] {
      guard let number = rate.number, number >= 0.001, number <= 1e6 else {
        throw fault("fps", "it should be a number from 0.001 to 1000000")
      }
      table.frameRate = number
    }
    if let frames = json["frames"], frames.array == nil {
      guard let number = frames.integer, (0...Int(Int32.max)).contains(number) else {
        throw fault("frames", "it should be the number of frames, or the frame of each action")
      }
      table.frameCount = number
    }
    let frames = json["frames"]?.array == nil ? ["frame_index"] : ["frames"]
    table.frames = try column(json, frames, of: table.count) { $0.integer }
    table.times = try column(json, ["times", "timestamps", "timestamp"], of: table.count) {
      $0.number
    }
    table.episodes = try column(json, ["episode_index"], of: table.count) { $0.integer }
    table.source = try source(json)
    table.nullNames = try nullNames(json)
    return table
  }

  private func table(_ actions: [JSONValue], place: String) throws(AnnotationError) -> ActionTable {
    guard let first = actions.first(where: { $0 != .null }) else {
      throw fault(place, "there is not one action", "give one for each frame")
    }
    let isList = first.array == nil
    let columns = first.array?.count ?? 1
    if columns == 0 { throw fault("\(place)[0]", "an action has no value") }
    let isNamed = first.string != nil
    var (names, numbers, integers): ([String], [Double], [Int64]) = ([], [], [])
    var valid: [Bool] = []
    for (row, action) in actions.enumerated() {
      let here = "\(place)[\(row)]"
      valid.append(action != .null)
      if isNamed {
        guard let name = action == .null ? "" : action.string else {
          throw fault(here, "it should be a name as the first one is")
        }
        names.append(name)
        continue
      }
      let values: [JSONValue]
      if action == .null {
        values = Array(repeating: .integer(0), count: columns)
      } else {
        values = isList ? [action] : action.array ?? []
      }
      guard values.count == columns else {
        throw fault(
          here,
          action.array == nil
            ? "it should be a list of \(columns) as the first one is"
            : "it has \(values.count) values where the first has \(columns)")
      }
      for value in values {
        guard let number = value.number else {
          throw fault(here, isList ? "it should be a number" : "its values should be numbers")
        }
        numbers.append(number)
        if case .integer(let integer) = value { integers.append(integer) }
      }
    }
    let cells: ActionTable.Cells
    if isNamed {
      cells = .names(names)
    } else {
      cells = integers.count == numbers.count ? .integers(integers) : .numbers(numbers)
    }
    var table = ActionTable(cells: cells, columns: columns, isList: isList)
    table.isValid = valid.contains(false) ? valid : nil
    return table
  }

  private func column<Value>(
    _ json: JSONValue, _ keys: [String], of count: Int, _ convert: (JSONValue) -> Value?
  ) throws(AnnotationError) -> [Value]? {
    guard let key = keys.first(where: { json[$0] != nil }), let value = json[key] else {
      return nil
    }
    guard let list = value.array else { throw fault(key, "it should be a list") }
    guard list.count == count else {
      throw fault(key, "it has \(list.count) entries for \(count) actions", "give one an action")
    }
    var values: [Value] = []
    for (row, entry) in list.enumerated() {
      guard let value = convert(entry) else {
        throw fault("\(key)[\(row)]", "it is no number of the kind that belongs there")
      }
      values.append(value)
    }
    return values
  }

  private func source(_ json: JSONValue) throws(AnnotationError) -> ActionTrack.Source {
    switch json["source"] {
    case nil, .string("recorded"): return .recorded
    case .string("pseudo"):
      guard let model = json["model"]?.string else {
        throw fault("model", "pseudo-labels need the name of the model that made them")
      }
      guard let seed = json["seed"] else { return .pseudo(model: model, seed: nil) }
      // Large seeds are written as text, for JSON readers that know only doubles would round them.
      let number =
        seed.string.flatMap { UInt64($0) } ?? seed.integer.flatMap { UInt64(exactly: $0) }
      guard let number else { throw fault("seed", "it should be a whole number of at least 0") }
      return .pseudo(model: model, seed: number)
    default: throw fault("source", "it should be \"recorded\" or \"pseudo\"")
    }
  }

  private func nullNames(_ json: JSONValue) throws(AnnotationError) -> [String]? {
    guard let value = json["null_actions"] else { return nil }
    guard let list = value.array else { throw fault("null_actions", "it should be a list") }
    var names: [String] = []
    for (row, entry) in list.enumerated() {
      let codes = (entry.array ?? [entry]).map { $0.integer.map(String.init) ?? $0.string }
      guard !codes.contains(nil), !codes.isEmpty else {
        throw fault("null_actions[\(row)]", "it should be an action's name or numbers")
      }
      names.append(codes.compactMap { $0 }.joined(separator: ","))
    }
    return names
  }

  private func fault(
    _ place: String, _ reason: String,
    _ advice: String = "see the shapes that `skillet inspect --help` names"
  ) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the actions", place: place, reason: reason, advice: advice)
  }
}
