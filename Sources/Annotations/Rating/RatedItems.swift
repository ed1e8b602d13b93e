/// Items with what a file says of each: a score, the skill it shows, who did it.
///
/// Read are CSV with a header, and JSON: `skillet rate scores --json` and `skillet rate predict
/// --json` (`scores`), and an index of clips (`clips`). An item is called `item`, `clip`, `video`,
/// `segment` or `name`; its score `score`, `raw`, `quality`, `truth`, `rating` or `elo`. Names are
/// taken without folder and video extension, so that `clips/a.mp4` is `a`.
public struct RatedItems: Sendable, Hashable {
  /// One item.
  public struct Item: Sendable, Hashable {
    /// The name that joins files.
    public var name: String
    /// The file or name as it is written.
    public var written: String
    /// The score; nil where the file has none.
    public var score: Double?
    /// What is done.
    public var skill: String?
    /// Items that are compared with each other first, such as executions from one start.
    public var group: String?
    /// Who did it, or what else must not be on both sides of a split.
    public var performer: String?
    /// Frames, where they are known.
    public var frames: Double?
    /// Mean motion, where it was measured.
    public var motion: Double?
  }

  /// The file.
  public var file: String
  /// The items in the order of the file.
  public var items: [Item]
  /// What a JSON document says beside its items; `null` for CSV.
  public var document: JSONValue = .null

  /// What columns and members are called, and where they go.
  private static var names: [(keys: [String], path: WritableKeyPath<Fields, String?>)] {
    [
      (["item", "clip", "video", "segment", "name"], \.name),
      (["score", "raw", "quality", "truth", "rating", "elo"], \.score),
      (["skill", "action"], \.skill), (["group"], \.group),
      (["performer", "subject", "user", "seed"], \.performer), (["frames"], \.frames),
      (["motion"], \.motion),
    ]
  }

  private struct Fields {
    var name, score, skill, group, performer, frames, motion: String?
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: CSV or JSON.
  ///   - file: the file's name, for faults.
  /// - Throws: `AnnotationError` with the line or entry where an item has no name, one comes twice,
  ///   or a number is none.
  public init(_ text: String, file: String) throws(AnnotationError) {
    self.file = file
    items = []
    let first = text.unicodeScalars.first { !" \t\r\n\u{FEFF}".unicodeScalars.contains($0) }
    var places: [String: String] = [:]
    let rows: [(place: String, fields: Fields)]
    if first == "{" || first == "[" {
      document = try JSONValue(parsing: text, file: file)
      rows = try Self.entries(document, file)
    } else {
      rows = try Self.rows(text, file)
    }
    for (place, fields) in rows {
      let item = try Self.item(fields, place, file)
      if let other = places.updateValue(place, forKey: item.name) {
        throw Self.fault(
          file, place, "\(item.written) is the item of \(other) again", "name each once")
      }
      items.append(item)
    }
    guard !items.isEmpty else {
      throw Self.fault(file, "", "it holds no item", "give a row an item")
    }
  }

  /// The skill of an item; items without one are of the same.
  public static func skill(of item: Item) -> String { item.skill ?? "" }

  private static func fault(
    _ file: String, _ place: String, _ reason: String, _ advice: String
  ) -> AnnotationError {
    AnnotationError(file: file, step: "read items", place: place, reason: reason, advice: advice)
  }

  private static func item(
    _ fields: Fields, _ place: String, _ file: String
  ) throws(AnnotationError) -> Item {
    guard let written = fields.name, !written.isEmpty else {
      throw fault(file, place, "the item has no name", "fill in the item, clip or video")
    }
    func number(_ text: String?, _ what: String) throws(AnnotationError) -> Double? {
      guard let text, !text.isEmpty else { return nil }
      guard let value = Double(text), value.isFinite else {
        throw fault(
          file, place, "the \(what) of \(written) is \"\(text)\", no finite number", "correct it")
      }
      return value
    }
    var item = Item(name: VideoName.ofVideo(written), written: written)
    item.score = try number(fields.score, "score")
    item.frames = try number(fields.frames, "number of frames")
    item.motion = try number(fields.motion, "motion")
    func text(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }
    (item.skill, item.group, item.performer) = (
      text(fields.skill), text(fields.group), text(fields.performer)
    )
    if item.performer == nil { item.performer = performer(item) }
    return item
  }

  /// `push_s50000` of the skill `push` was done by `s50000`.
  private static func performer(_ item: Item) -> String? {
    guard let group = item.group, let skill = item.skill, group.hasPrefix(skill + "_") else {
      return item.group
    }
    let rest = String(group.dropFirst(skill.count + 1))
    return rest.isEmpty ? group : rest
  }

  private static func rows(
    _ text: String, _ file: String
  ) throws(AnnotationError) -> [(place: String, fields: Fields)] {
    let rows = try CSVTable(text, file: file).rows
    guard let head = rows.first else { return [] }
    let titles = head.fields.map { $0.lowercased().filter { !$0.isWhitespace } }
    var columns: [(WritableKeyPath<Fields, String?>, Int)] = []
    for (keys, path) in names {
      guard let key = keys.first(where: titles.contains), let place = titles.firstIndex(of: key)
      else { continue }
      columns.append((path, place))
    }
    guard columns.contains(where: { $0.0 == \Fields.name }) else {
      throw fault(
        file, "line \(head.line)", "no column is called item, clip, video, segment or name",
        "begin with a header such as item,score,skill,group")
    }
    var result: [(String, Fields)] = []
    for row in rows.dropFirst() {
      guard row.fields.count == titles.count else {
        throw fault(
          file, "line \(row.line)",
          "the row has \(row.fields.count) fields, the header \(titles.count)", "correct the row")
      }
      var fields = Fields()
      for (path, place) in columns { fields[keyPath: path] = row.fields[place] }
      result.append(("line \(row.line)", fields))
    }
    return result
  }

  private static func entries(
    _ document: JSONValue, _ file: String
  ) throws(AnnotationError) -> [(place: String, fields: Fields)] {
    let key = ["scores", "clips", "items"].first { document[$0]?.array != nil }
    guard let list = document.array ?? key.flatMap({ document[$0]?.array }) else {
      throw fault(
        file, "", "it has no list of scores or clips", "give scores, or an index of clips")
    }
    var result: [(String, Fields)] = []
    for (i, entry) in list.enumerated() {
      let place = "\(key ?? "")[\(i)]"
      guard entry.members != nil else {
        throw fault(file, place, "it is no object", "give an object with an item")
      }
      var fields = Fields()
      for (keys, path) in names {
        for key in keys {
          guard let value = entry[key], value != .null else { continue }
          fields[keyPath: path] =
            value.string ?? value.integer.map { "\($0)" } ?? value.number.map { "\($0)" } ?? "?"
          break
        }
      }
      result.append((place, fields))
    }
    return result
  }
}
