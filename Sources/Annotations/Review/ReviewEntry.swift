/// One line of the history of a document: who did what, when, with before and after.
public struct ReviewEntry: Sendable, Hashable {
  /// What was done.
  public enum Action: Sendable, Hashable {
    /// An edit; where it touched another's, the person may have chosen theirs over it.
    case edit(ReviewEdit, overOthers: Bool)
    /// The edit of a revision was taken back.
    case undo(Int)
    /// The edit of a revision, taken back before, was done again.
    case redo(Int)
    /// The document was called reviewed, or no longer.
    case reviewed(Bool)
  }

  /// The revision that it made, counted from 1; the machine's version is 0.
  public var revision: Int
  /// Who did it.
  public var by: String
  /// When, as `2026-01-31T12:00:00Z`.
  public var time: String
  /// What was done, in words.
  public var summary: String
  /// What was done.
  public var action: Action
  /// What that changed, with before and after.
  public var changes: [ReviewChange]
}

extension ReviewEntry {
  /// The line, without its newline.
  var json: JSONValue {
    var members = [
      JSONMember("revision", .integer(Int64(revision))), JSONMember("by", .string(by)),
      JSONMember("time", .string(time)), JSONMember("summary", .string(summary)),
    ]
    switch action {
    case .edit(let edit, let overOthers):
      members.append(JSONMember("edit", edit.json))
      if overOthers { members.append(JSONMember("resolve", .string("mine"))) }
    case .undo(let revision): members.append(JSONMember("undo", .integer(Int64(revision))))
    case .redo(let revision): members.append(JSONMember("redo", .integer(Int64(revision))))
    case .reviewed(let value): members.append(JSONMember("reviewed", .bool(value)))
    }
    if !changes.isEmpty { members.append(JSONMember("changes", .array(changes.map(\.json)))) }
    return .object(members)
  }

  /// Reads a line; nil where it is none that this version knows.
  init?(json: JSONValue) {
    guard let revision = json["revision"]?.integer, let by = json["by"]?.string,
      let time = json["time"]?.string, let summary = json["summary"]?.string
    else { return nil }
    let action: Action
    if let edit = json["edit"] {
      guard let edit = try? ReviewEdit(json: edit, levels: []) else { return nil }
      action = .edit(edit, overOthers: json["resolve"]?.string == "mine")
    } else if let revision = json["undo"]?.integer {
      action = .undo(revision)
    } else if let revision = json["redo"]?.integer {
      action = .redo(revision)
    } else if case .bool(let value)? = json["reviewed"] {
      action = .reviewed(value)
    } else {
      return nil
    }
    let values = json["changes"]?.array ?? []
    let changes = values.compactMap { ReviewChange(json: $0) }
    guard changes.count == values.count else { return nil }
    self.init(
      revision: revision, by: by, time: time, summary: summary, action: action, changes: changes)
  }
}

extension ReviewChange {
  var json: JSONValue {
    switch self {
    case .mark(let level, let frame, let before, let after):
      .object([
        JSONMember("level", .string(level)), JSONMember("frame", .integer(Int64(frame))),
        JSONMember("before", before?.json ?? .null), JSONMember("after", after?.json ?? .null),
      ])
    case .level(let position, let before, let after):
      .object([
        JSONMember("level", .string(before?.name ?? after?.name ?? "")),
        JSONMember("position", .integer(Int64(position))),
        JSONMember("before", before?.json ?? .null), JSONMember("after", after?.json ?? .null),
      ])
    }
  }

  init?(json: JSONValue) {
    guard let name = json["level"]?.string else { return nil }
    func optional<Value>(_ key: String, _ read: (JSONValue) -> Value?) -> Value?? {
      guard let value = json[key], value != .null else { return .some(nil) }
      return read(value).map { .some($0) } ?? nil
    }
    if let position = json["position"]?.integer {
      guard let before = optional("before", { ReviewLevel(json: $0, name: name) }),
        let after = optional("after", { ReviewLevel(json: $0, name: name) })
      else { return nil }
      self = .level(position: position, before: before, after: after)
      return
    }
    guard let frame = json["frame"]?.integer, frame >= 0,
      let before = optional("before", { ReviewMark(json: $0, start: frame) }),
      let after = optional("after", { ReviewMark(json: $0, start: frame) })
    else { return nil }
    self = .mark(level: name, frame: frame, before: before, after: after)
  }
}
