public import Annotations

/// One video of a data set, or a stretch of one, and what the list says of it.
public struct VideoEntry: Sendable, Hashable {
  /// Its name within the data set; no two entries share one.
  public var id: String
  /// The file.
  public var path: String
  /// The stretch of the file in seconds, half-open; nil for all of it.
  public var span: Range<Double>?
  /// The file of its actions; nil where the list names none.
  public var actions: String?
  /// What the list says of its labels, kept as it stands.
  public var labels: String?
  /// The part of the data set that it belongs to, such as `train`.
  public var split: String?
  /// Everything else that the list says, as a compact JSON object; nil where that is nothing.
  public var columns: String?

  /// Names a video.
  public init(
    id: String, path: String, span: Range<Double>? = nil, actions: String? = nil,
    labels: String? = nil, split: String? = nil, columns: String? = nil
  ) {
    self.id = id
    self.path = path
    self.span = span
    self.actions = actions
    self.labels = labels
    self.split = split
    self.columns = columns
  }

  /// Everything beside the path, as the documents carry it.
  public var members: [JSONMember] {
    var members = [JSONMember("id", .string(id))]
    if let span {
      members.append(JSONMember("start", .number(span.lowerBound)))
      members.append(JSONMember("end", .number(span.upperBound)))
    }
    for (key, text) in [("actions", actions), ("labels", labels), ("split", split)] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    return members + otherColumns
  }

  /// The other columns of the list, in its order.
  public var otherColumns: [JSONMember] {
    columns.flatMap { try? JSONValue(parsing: $0) }?.members ?? []
  }
}

extension VideoEntry {
  /// The entry as one JSON object, for a worker.
  var json: JSONValue {
    var members = [JSONMember("path", .string(path))] + self.members.prefix { !isOther($0) }
    if let columns { members.append(JSONMember("columns", .string(columns))) }
    return .object(members)
  }

  private func isOther(_ member: JSONMember) -> Bool {
    !["id", "start", "end", "actions", "labels", "split"].contains(member.key)
  }

  /// Reads what ``json`` wrote; nil for anything else.
  init?(json: JSONValue) {
    guard let id = json["id"]?.string, let path = json["path"]?.string else { return nil }
    self.init(id: id, path: path)
    if let start = json["start"]?.number, let end = json["end"]?.number, start < end {
      span = start..<end
    }
    actions = json["actions"]?.string
    labels = json["labels"]?.string
    split = json["split"]?.string
    columns = json["columns"]?.string
  }
}
