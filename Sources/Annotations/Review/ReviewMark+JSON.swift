extension ReviewMark {
  /// The segment as the history writes it, without its frame; what is nil is left out.
  var json: JSONValue {
    var members = [JSONMember("id", .string(id))]
    if let label { members.append(JSONMember("label", .string(label))) }
    if let skill { members.append(JSONMember("skill", .integer(Int64(skill)))) }
    if let confidence { members.append(JSONMember("confidence", .number(confidence))) }
    if let surprise { members.append(JSONMember("surprise", .number(surprise))) }
    if let kind { members.append(JSONMember("kind", .string(kind.rawValue))) }
    if !others.isEmpty { members.append(JSONMember("others", .object(others))) }
    return .object(members)
  }

  /// Reads what ``json`` wrote; nil for anything else.
  init?(json: JSONValue, start: Int) {
    guard let id = json["id"]?.string else { return nil }
    self.init(
      id: id, start: start, label: json["label"]?.string, skill: json["skill"]?.integer,
      confidence: json["confidence"]?.number, surprise: json["surprise"]?.number,
      kind: json["kind"]?.string.flatMap { BoundaryKind(rawValue: $0) },
      others: json["others"]?.members ?? [])
  }
}

extension ReviewLevel {
  /// The whole level, where it was added or removed.
  var json: JSONValue {
    .array(
      marks.map { mark in
        .object([JSONMember("frame", .integer(Int64(mark.start)))] + (mark.json.members ?? []))
      })
  }

  /// Reads what ``json`` wrote; nil for anything else.
  init?(json: JSONValue, name: String) {
    guard let values = json.array else { return nil }
    let marks = values.compactMap { value in
      value["frame"]?.integer.flatMap { ReviewMark(json: value, start: $0) }
    }
    guard marks.count == values.count, marks.first?.start == 0,
      zip(marks, marks.dropFirst()).allSatisfy({ $0.start < $1.start })
    else { return nil }
    self.init(name: name, marks: marks)
  }
}
