internal import Frames

/// What LeRobot's annotation pipeline stages before it writes Parquet:
/// `.annotate_staging/episode_000003/{plan,interjections,vqa}.jsonl`, a row a line, keys sorted:
/// `{"camera", "content", "role", "style", "timestamp", "tool_calls"}`.
///
/// A row of `plan.jsonl` is a state that lasts until the next of its style; a row of the others is
/// an event, a span of no length. Tiers are styles; one without a name is `subtask`. Times are those
/// of the annotations: to copy them from the data set, let `lerobot_bridge.py stage` write the rows.
public enum LeRobotStaging: WritableFormat {
  /// The name on the command line.
  public static let id = "lerobot-staging"
  /// What it is.
  public static let title = "LeRobot's staged rows"
  /// The file in an output folder.
  public static let fileName = "plan.jsonl"
  /// Which intervals it allows.
  public static let rules: IntervalRules = .free
  /// What it can hold.
  public static let holdings: Holdings = [.times, .labels, .missingLabels, .emptyLabels]
  /// The styles of states, which belong into `plan.jsonl`.
  static let states = ["subtask", "plan", "memory", "motion", "task_aug"]
  /// The styles of events, with their files.
  static let events = ["interjection": "interjections", "vqa": "vqa", "trace": "vqa"]
  private static let known: Set = ["content", "style", "timestamp"]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "{" && source.opening.contains("\"style\"")
      && source.opening.contains("\"timestamp\"") && source.opening.contains("\"role\"")
  }

  /// Whether the folder looks like it.
  public static func sniff(_ folder: AnnotationFolder) -> Bool {
    folder.names.contains { episode(ofFile: $0) != nil }
  }

  /// The episode of `…/episode_000003/plan.jsonl`.
  private static func episode(ofFile path: String) -> Int? {
    let parts = path.split(separator: "/")
    let modules = ["plan.jsonl", "interjections.jsonl", "vqa.jsonl"]
    guard parts.count > 1, let last = parts.last, modules.contains(String(last)),
      parts[parts.count - 2].hasPrefix("episode_")
    else { return nil }
    return LeRobotName.episode(of: String(parts[parts.count - 2]))
  }

  /// Reads a file; throws its first fault, with its place.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let number = episode(ofFile: source.file)
    var video = AnnotatedVideo(
      name: number.map { LeRobotName.name(ofEpisode: $0) } ?? source.videoName)
    try add(try rows(source), to: &video, source, context)
    if video.tiers.isEmpty { video.tiers = [AnnotationTier(spans: [])] }
    return AnnotationSet(videos: [video])
  }

  /// Reads a folder; throws the first fault.
  public static func read(
    _ folder: AnnotationFolder, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var videos: [Int: AnnotatedVideo] = [:]
    for name in folder.names {
      guard let number = episode(ofFile: name) else { continue }
      let source = try folder.file(name)
      var video = videos[number] ?? AnnotatedVideo(name: LeRobotName.name(ofEpisode: number))
      try add(try rows(source), to: &video, source, context)
      videos[number] = video
    }
    return AnnotationSet(
      videos: videos.sorted { $0.key < $1.key }.map { _, video in
        var video = video
        if video.tiers.isEmpty { video.tiers = [AnnotationTier(spans: [])] }
        return video
      })
  }

  private struct Row {
    var style: String
    var time: MediaTime
    var content: String?
    var others: [JSONMember]
    var line: Int
  }

  private static func rows(_ source: AnnotationSource) throws(AnnotationError) -> [Row] {
    var rows: [Row] = []
    for (index, text) in TextLines(try source.text()).lines.enumerated() {
      if text.allSatisfy(\.isWhitespace) { continue }
      let place = "line \(index + 1)"
      let value: JSONValue
      do {
        value = try JSONValue(parsing: text)
      } catch {
        throw AnnotationError(
          file: source.file, step: "read \(title)", place: "\(place), column \(error.column)",
          reason: error.reason, advice: "give one JSON object a line")
      }
      let row = JSONCursor(value, place: place, file: source.file, step: "read \(title)")
      let style = try row.optional("style")
      let name = try style?.string() ?? ""
      if style == nil, try row.optional("tool_calls") == nil {
        throw row.fault("has neither style nor tool_calls")
      }
      guard name.isEmpty || states.contains(name) || events[name] != nil else {
        throw (style ?? row).fault("the style \"\(name)\" is not one of LeRobot's")
      }
      rows.append(
        Row(
          style: name, time: try row.member("timestamp").time(),
          content: try row.optional("content")?.string(),
          others: row.others(than: known).filter {
            $0.value != .null && $0 != JSONMember("role", .string("assistant"))
          }, line: index + 1))
    }
    return rows
  }

  private static func add(
    _ rows: [Row], to video: inout AnnotatedVideo, _ source: AnnotationSource,
    _ context: ReadingContext
  ) throws(AnnotationError) {
    let end = context.frames.flatMap { context.clock?.time(ofFrame: $0) }
    // Several rows of one style at one moment (paraphrases) all last until the next moment.
    var next: [String: [MediaTime: MediaTime]] = [:]
    for (style, own) in Dictionary(grouping: rows, by: \.style) {
      let moments = Set(own.map(\.time)).sorted()
      next[style] = Dictionary(uniqueKeysWithValues: zip(moments, moments.dropFirst()))
    }
    for row in rows {
      var last: MediaTime? = row.time
      if states.contains(row.style) {
        last = next[row.style]?[row.time] ?? end ?? (context.allowsOpenEnd ? row.time : nil)
        if last.map({ $0 < row.time }) ?? true {
          throw AnnotationError(
            file: source.file, step: "read \(title)", place: "line \(row.line)",
            reason: last == nil
              ? "nothing says when the last \(row.style) ends"
              : "the \(row.style) begins behind the end of the video",
            advice: "give --video FILE")
        }
      }
      let style = row.style.isEmpty ? "speech" : row.style
      video.append(
        AnnotatedSpan(
          .times(start: row.time, end: last ?? row.time), label: row.content,
          attributes: row.others, place: "line \(row.line)"),
        toTier: style == "subtask" ? "" : style)
    }
  }
}
