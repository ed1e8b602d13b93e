internal import Frames

extension VIA {
  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let text = try source.text()
    let head = Array(
      TextLines(text).lines.prefix { $0.hasPrefix("#") || $0.allSatisfy(\.isWhitespace) })
    var attributes = Attributes()
    var columns: [String]?
    for (index, line) in head.enumerated() {
      guard let (key, value) = setting(line) else { continue }
      if key == "CSV_HEADER" { columns = value.split(separator: ",").map(String.init) }
      if key == "ATTRIBUTE" || key == "ATTRIBUTES" {
        attributes = try Attributes(
          json(value, "line \(index + 1), ATTRIBUTE", source))
      }
    }
    guard let columns, Self.columns.allSatisfy({ columns.contains($0) }) else {
      throw fault(source, "line 1", "no comment line CSV_HEADER names VIA's columns")
    }
    // Blank lines in the place of the comments, so that rows keep the numbers of their lines.
    let rest = text.utf8.split(
      separator: 0x0A, maxSplits: head.count, omittingEmptySubsequences: false)
    let body =
      String(repeating: "\n", count: head.count)
      + (rest.count > head.count ? String(rest[head.count]) ?? "" : "")
    var set = AnnotationSet(videos: [])
    for row in try CSVTable(body, file: source.file).rows {
      do {
        try read(Row(row, columns, source), attributes, into: &set)
      } catch {
        log.add(error)
      }
    }
    for index in set.videos.indices where set.videos[index].tiers.isEmpty {
      set.videos[index].tiers = [AnnotationTier(spans: [])]
    }
    return set
  }

  /// `# KEY = value`.
  private static func setting(_ line: String) -> (key: String, value: String)? {
    guard line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
    let key = line.dropFirst().prefix(upTo: equals).filter { !$0.isWhitespace }
    let value = line[line.index(after: equals)...].drop(while: \.isWhitespace)
    return (String(key), String(value.last?.isWhitespace == true ? value.dropLast() : value))
  }

  static func json(
    _ text: String, _ place: String, _ source: AnnotationSource
  ) throws(AnnotationError) -> JSONCursor {
    do {
      return JSONCursor(
        try JSONValue(parsing: text), place: place, file: source.file, step: "read \(title)")
    } catch {
      throw fault(source, place, "is no JSON: \(error.reason)")
    }
  }

  private static func fault(
    _ source: AnnotationSource, _ place: String, _ reason: String
  ) -> AnnotationError {
    AnnotationError(
      file: source.file, step: "read \(title)", place: place, reason: reason,
      advice: "export it from VIA again, or correct that line")
  }

  private static func read(
    _ row: Row, _ attributes: Attributes, into set: inout AnnotationSet
  ) throws(AnnotationError) {
    let files = try row.json("file_list").elements()
    guard let file = try files.first?.string() else {
      throw try row.json("file_list").fault("names no file")
    }
    let name = VideoName.ofVideo(file)
    let index: Int
    if let known = set.videos.firstIndex(where: { ($0.path ?? $0.name) == file }) {
      index = known
    } else {
      var video = AnnotatedVideo(name: name)
      if set.videos.contains(where: { $0.name == name }) { video.name = file }
      if file != video.name { video.path = file }
      set.videos.append(video)
      index = set.videos.count - 1
    }
    let moments = try row.json("temporal_coordinates")
    let times = try moments.elements()
    // A row without a moment is of the file as a whole or of a picture: no span.
    guard !times.isEmpty else { return }
    guard times.count <= 2 else { throw moments.fault("should hold one or two moments") }
    let start = try times[0].time()
    let end = times.count == 2 ? try times[1].time() : start
    if end < start { throw moments.fault("ends at \(end.shortestText) s, before its start") }
    var span = AnnotatedSpan(.times(start: start, end: end), place: moments.linePlace)
    var tier: String?
    for (id, value) in try row.json("metadata").members() {
      let attribute = attributes[id]
      let resolved = attribute.resolved(value.value)
      if tier == nil, resolved.string != nil || resolved == .null {
        tier = attribute.name == Self.attribute ? "" : attribute.name
        span.label = resolved.string
      } else {
        span.attributes.append(JSONMember(attribute.name, resolved))
      }
    }
    let region = try row.json("spatial_coordinates")
    if region.value != .array([]) {
      span.attributes.append(JSONMember("spatial_coordinates", region.value))
    }
    let flags = try row.json("flags")
    if flags.value != .integer(0) {
      span.attributes.append(JSONMember("flags", flags.value))
    }
    set.videos[index].append(span, toTier: tier ?? attributes.only)
  }

  /// One row, its fields by their columns.
  private struct Row {
    let row: CSVTable.Row
    let columns: [String]
    let source: AnnotationSource

    init(_ row: CSVTable.Row, _ columns: [String], _ source: AnnotationSource) {
      (self.row, self.columns, self.source) = (row, columns, source)
    }

    func json(_ column: String) throws(AnnotationError) -> JSONCursor {
      let place = "line \(row.line), \(column)"
      guard let index = columns.firstIndex(of: column), index < row.fields.count else {
        throw VIA.fault(source, place, "is missing")
      }
      return try VIA.json(row.fields[index], place, source)
    }
  }

  /// The attributes that the comment lines declare.
  private struct Attributes {
    private var known: [String: Attribute] = [:]

    init() {}

    init(_ value: JSONCursor) throws(AnnotationError) {
      for (id, entry) in try value.members() {
        // Older files give the name alone.
        let name = entry.value.string ?? entry.value["aname"]?.string ?? id
        known[id] = Attribute(
          name: name,
          options: (entry.value["type"]?.integer ?? 1) == 1
            ? [] : entry.value["options"]?.members ?? [])
      }
    }

    subscript(id: String) -> Attribute { known[id] ?? Attribute(name: id, options: []) }

    /// The tier of rows that name no attribute: the only one that there is, else that without name.
    var only: String {
      guard known.count == 1, let name = known.values.first?.name, name != VIA.attribute else {
        return ""
      }
      return name
    }
  }

  /// An attribute, with its options where values are chosen among some.
  private struct Attribute {
    var name: String
    var options: [JSONMember]

    /// The value with the chosen options by their names: `3`, or `0,2` of check boxes.
    func resolved(_ value: JSONValue) -> JSONValue {
      guard !options.isEmpty, let text = value.string else { return value }
      let names = text.split(separator: ",").map { options[String($0)]?.string ?? String($0) }
      return .string(names.joined(separator: ","))
    }
  }
}

extension AnnotatedVideo {
  /// Adds a span to the tier of that name, which is made where there is none yet.
  mutating func append(_ span: AnnotatedSpan, toTier name: String) {
    if let index = tiers.firstIndex(where: { $0.name == name }) {
      tiers[index].spans.append(span)
    } else {
      tiers.append(AnnotationTier(name: name, spans: [span]))
    }
  }
}

extension JSONCursor {
  /// The line that the place begins with: `line 7` of `line 7, metadata`.
  var linePlace: String { place.prefix { $0 != "," }.description }
}
