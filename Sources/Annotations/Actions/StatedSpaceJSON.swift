/// The `action_space` of a JSON file: `type`, `n` (or `nvec`), `names`, `low`, `high`, any of them.
struct StatedSpaceJSON {
  let file: String

  func read(_ json: JSONValue) throws(AnnotationError) -> ActionTable.StatedSpace {
    guard json.members != nil else { throw fault("", "it should be an object") }
    var space = ActionTable.StatedSpace()
    if let type = json["type"] {
      switch type.string?.lowercased() {
      case "discrete": space.kind = .discrete
      case "multi_discrete", "multidiscrete", "multibinary": space.kind = .multiDiscrete
      case "continuous", "box": space.kind = .continuous
      default: throw fault("type", "it should be discrete, multi_discrete or continuous")
      }
    }
    if let sizes = json["n"] ?? json["nvec"] {
      let largest = space.kind == .continuous ? ActionSpace.widthLimit : ActionSpace.choiceLimit
      for size in sizes.array ?? [sizes] {
        guard let number = size.integer, (1...largest).contains(number) else {
          throw fault("n", "it should be a whole number from 1 to \(largest), or a list of such")
        }
        space.sizes.append(number)
      }
    }
    if let names = json["names"], names != .null {
      for name in names.array ?? [.null] {
        guard let text = name.string else { throw fault("names", "it should be a list of names") }
        space.names.append(text)
      }
      if Set(space.names).count != space.names.count {
        throw fault("names", "two of the names are the same")
      }
    }
    space.low = try bounds(json, "low")
    space.high = try bounds(json, "high")
    return space
  }

  private func bounds(_ json: JSONValue, _ key: String) throws(AnnotationError) -> [Float] {
    guard let value = json[key], value != .null else { return [] }
    var bounds: [Float] = []
    for entry in value.array ?? [value] {
      guard let number = entry.number.map({ Float($0) }), number.isFinite else {
        throw fault(key, "it should be a number, or one a dimension")
      }
      bounds.append(number)
    }
    return bounds
  }

  private func fault(_ key: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the actions",
      place: key.isEmpty ? "action_space" : "action_space.\(key)", reason: reason,
      advice: "correct it, or leave it out")
  }
}
