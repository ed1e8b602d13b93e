/// One ranking of items by name, best or first item first.
public struct NamedRanking: Sendable, Hashable {
  /// The task that it belongs to; nil where the file knows no tasks.
  public var task: String?
  /// The places, each with the items that share it.
  public var places: [[String]]
  /// Items that are known to come behind every place, in an order that is not known.
  public var rest: [String]
  /// How often it was seen.
  public var count: Double
  /// Where in the file it stands, such as `line 12`.
  public var origin: String

  /// Collects a ranking.
  public init(
    task: String? = nil, places: [[String]], rest: [String] = [], count: Double = 1,
    origin: String = ""
  ) {
    self.task = task
    self.places = places
    self.rest = rest
    self.count = count
    self.origin = origin
  }

  /// Reads JSON lists of rankings; nil where the value has another shape.
  ///
  /// A ranking is a list of labels, a list within being a tie, or an object `{"order", "rest",
  /// "count", "task"}`. A text holds a list of rankings, such a list under `rankings`, or one for each
  /// task under its name. A fault names the place.
  public static func read(_ json: JSONValue, file: String) throws(AnnotationError)
    -> [NamedRanking]?
  {
    let reader = NamedRankingJSON(file: file)
    if let values = json.array { return try reader.list(values, at: "", task: nil) }
    if let values = json["rankings"]?.array {
      guard let found = try reader.list(values, at: "rankings", task: nil) else {
        throw reader.fault("rankings", "lists of labels should stand here")
      }
      return found
    }
    guard let tasks = json.members, !tasks.isEmpty, json["schema"] == nil else { return nil }
    var found: [NamedRanking] = []
    for member in tasks {
      guard let values = member.value.array, values.contains(where: { $0.array != nil }),
        let rankings = try reader.list(values, at: member.key, task: member.key)
      else { return nil }
      found += rankings
    }
    return found
  }
}

private struct NamedRankingJSON {
  let file: String

  func fault(_ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the rankings", place: place, reason: reason,
      advice: "give lists of labels, the first item first")
  }

  /// Nil where no value is a ranking: another reader knows the shape.
  func list(
    _ values: [JSONValue], at place: String, task: String?
  ) throws(AnnotationError) -> [NamedRanking]? {
    guard values.contains(where: { $0.array != nil || $0["order"] != nil }) else { return nil }
    var found: [NamedRanking] = []
    found.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let here = "\(place)[\(index)]"
      guard let order = value.array ?? value["order"]?.array else {
        throw fault(here, "a list of labels should stand here")
      }
      var ranking = NamedRanking(task: value["task"]?.string ?? task, places: [], origin: here)
      for (position, entry) in order.enumerated() {
        ranking.places.append(try labels(entry.array ?? [entry], at: "\(here)[\(position)]"))
      }
      if ranking.places.isEmpty { throw fault(here, "the ranking is empty") }
      if let rest = value["rest"]?.array, !rest.isEmpty {
        ranking.rest = try labels(rest, at: "\(here).rest")
      }
      if let count = value["count"] {
        guard let number = count.number, number > 0 else {
          throw fault("\(here).count", "a number above 0 should stand here")
        }
        ranking.count = number
      }
      found.append(ranking)
    }
    return found
  }

  private func labels(
    _ values: [JSONValue], at place: String
  ) throws(AnnotationError) -> [String] {
    if values.isEmpty { throw fault(place, "the place is empty") }
    var labels: [String] = []
    for value in values {
      guard let label = value.string ?? value.integer.map(String.init), !label.isEmpty else {
        throw fault(place, "a label should stand here")
      }
      labels.append(label)
    }
    return labels
  }
}
