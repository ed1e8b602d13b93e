internal import Frames

/// `skillet.lerobot/1`: the episodes of a LeRobot data set with their subtasks, which the Python
/// bridge (`lerobot_bridge.py`) makes of the data set's Parquet files and writes back into them.
///
/// `{"schema", "fps", "episodes": [{"episode_index", "length", "tasks", "subtasks": [{"level",
/// "label", "start_frame", "end_frame"}]}]}`. Frames count from 0 within their episode and are
/// half-open. A tier is a level: `sparse`, `dense` or `subtask` in LeRobot.
public enum LeRobotEpisodes: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "lerobot"
  /// What it is.
  public static let title = "LeRobot's episodes"
  /// The file in an output folder.
  public static let fileName = "episodes.json"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .frameCounts, .rates, .tiers, .overlaps, .gaps, .frames, .labels, .missingLabels,
    .emptyLabels, .skills, .scores, .attributes, .details,
  ]
  static let schema = "skillet.lerobot/1"
  private static let known: Set = [
    "level", "label", "start_frame", "end_frame", "skill", "score",
  ]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "{" && source.opening.contains("\"\(schema)\"")
  }

  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let root = try cursor(source)
    guard try root.member("schema").string() == schema else {
      throw try root.member("schema").fault("should be \"\(schema)\"")
    }
    let fps = try root.optional("fps")
    let rate = try fps.map { (fps) throws(AnnotationError) in
      guard let rate = Rational(framesPerSecond: try fps.number()) else {
        throw fps.wrong("frames a second")
      }
      return rate
    }
    var set = AnnotationSet(videos: [])
    var seen: Set<Int> = []
    for episode in try root.member("episodes").elements() {
      let number = try episode.member("episode_index").count()
      if !seen.insert(number).inserted {
        throw episode.fault("the episode \(number) appears twice")
      }
      var video = AnnotatedVideo(name: LeRobotName.name(ofEpisode: number))
      video.frames = try episode.optional("length")?.count()
      video.frameRate = rate
      video.clock = rate.map { .rate($0) }
      video.attributes = episode.others(than: ["episode_index", "length", "subtasks"])
      for subtask in try episode.optional("subtasks")?.elements() ?? [] {
        do {
          video.append(
            try span(subtask), toTier: try subtask.optional("level")?.string() ?? "")
        } catch {
          log.add(error)
        }
      }
      if video.tiers.isEmpty { video.tiers = [AnnotationTier(spans: [])] }
      set.videos.append(video)
    }
    set.attributes = root.others(than: ["schema", "fps", "episodes"])
    return set
  }

  private static func span(_ subtask: JSONCursor) throws(AnnotationError) -> AnnotatedSpan {
    let start = try subtask.member("start_frame").count()
    let end = try subtask.member("end_frame").count()
    guard start <= end else { throw subtask.fault("ends at frame \(end), before its start") }
    return AnnotatedSpan(
      .frames(start..<end), label: try subtask.optional("label")?.string(),
      skill: try subtask.optional("skill")?.integer(),
      score: try subtask.optional("score")?.number(),
      attributes: subtask.others(than: known), place: subtask.place)
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var rate: Rational?
    var episodes: [JSONValue] = []
    for (index, video) in set.videos.enumerated() {
      let own = try? video.rate(format: title)
      if let own, let rate, own != rate {
        throw AnnotationError(
          file: video.name, step: "write \(title)",
          reason: "its rate is \(own), that of the others \(rate)",
          advice: "a data set has one rate: convert videos of one rate at a time")
      }
      rate = rate ?? own
      episodes.append(try episode(video, at: index))
    }
    var members = [JSONMember("schema", .string(schema))]
    if let rate { members.append(JSONMember("fps", rate.framesPerSecond)) }
    members.append(JSONMember("episodes", .array(episodes)))
    return [try JSONValue.object(members.joined(by: set.attributes)).fileText(fileName)]
  }

  private static func episode(
    _ video: AnnotatedVideo, at index: Int
  ) throws(AnnotationError) -> JSONValue {
    var subtasks: [JSONValue] = []
    for tier in video.tiers {
      for span in tier.spans {
        let frames = try video.frames(of: span, format: title)
        var own = [
          JSONMember("level", .string(tier.name)),
          JSONMember("label", span.label.map { .string($0) } ?? .null),
          JSONMember("start_frame", .integer(Int64(frames.lowerBound))),
          JSONMember("end_frame", .integer(Int64(frames.upperBound))),
        ]
        if tier.name.isEmpty { own.removeFirst() }
        if let skill = span.skill { own.append(JSONMember("skill", .integer(Int64(skill)))) }
        if let score = span.score { own.append(JSONMember("score", .number(score))) }
        subtasks.append(.object(own.joined(by: span.attributes)))
      }
    }
    let number = LeRobotName.episode(of: video.name) ?? index
    var members = [JSONMember("episode_index", .integer(Int64(number)))]
    if let frames = video.frames { members.append(JSONMember("length", .integer(Int64(frames)))) }
    members.append(JSONMember("subtasks", .array(subtasks)))
    return .object(members.joined(by: video.attributes))
  }
}

/// The names of episodes: `episode_000003`.
enum LeRobotName {
  static func name(ofEpisode number: Int) -> String {
    let digits = String(number)
    return "episode_" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The number at the end of a name; nil where it ends with none.
  static func episode(of name: String) -> Int? {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    return Int(String(digits.reversed())).flatMap { $0 <= Int(Int32.max) ? $0 : nil }
  }
}
