internal import Frames

/// The `meta` folder of a LeRobot data set of version 2, in JSON Lines; read only.
///
/// Of `info.json`, `tasks.jsonl` and `episodes.jsonl` it makes a video an episode, with its length in
/// frames, the data set's rate, the path of its first camera and its tasks. The tier `task` has a
/// span over the whole episode a task; SARM's columns, where an episode has them, become the tiers
/// `sparse` and `dense`. Version 3 keeps its episodes in Parquet, which the Python bridge reads.
public enum LeRobotMeta: AnnotationFormat {
  /// The name on the command line.
  public static let id = "lerobot-meta"
  /// What it is.
  public static let title = "LeRobot's meta folder"

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool { false }

  /// Whether the folder looks like it.
  public static func sniff(_ folder: AnnotationFolder) -> Bool { start(folder) != nil }

  /// `meta/` or nothing, whether the data set or its `meta` folder was given.
  private static func start(_ folder: AnnotationFolder) -> String? {
    ["meta/", ""].first { prefix in
      folder.names.contains(prefix + "info.json")
        && folder.names.contains {
          $0 == prefix + "episodes.jsonl"
            || $0.hasPrefix(prefix + "episodes/") && $0.hasSuffix(".parquet")
        }
    }
  }

  /// Reads a file; throws its first fault, with its place.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    throw AnnotationError(
      file: source.file, step: "read \(title)", reason: "it is a file",
      advice: "give the data set's folder")
  }

  /// Reads a folder; throws the first fault.
  public static func read(
    _ folder: AnnotationFolder, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let prefix = start(folder) ?? "meta/"
    let info = try cursor(try folder.file(prefix + "info.json"))
    let version = try info.member("codebase_version").string()
    guard version.hasPrefix("v2.") else {
      throw AnnotationError(
        file: info.file, step: "read \(title)", place: "codebase_version",
        reason: "is \(version); version 2 keeps its episodes in JSON Lines, version 3 in Parquet",
        advice: "let the Python bridge read version 3: skillet lerobot-bridge > lerobot_bridge.py, "
          + "then python3 lerobot_bridge.py read DATASET --out episodes.json")
    }
    let fps = try info.member("fps")
    guard let rate = Rational(framesPerSecond: try fps.number()) else {
      throw fps.wrong("frames a second")
    }
    var set = AnnotationSet(videos: [])
    if folder.names.contains(prefix + "tasks.jsonl") {
      for task in try lines(try folder.file(prefix + "tasks.jsonl")) {
        set.classes.append(
          LabelClass(
            name: try task.member("task").string(), id: try task.member("task_index").integer()))
      }
    }
    var seen: Set<Int> = []
    for episode in try lines(try folder.file(prefix + "episodes.jsonl")) {
      let number = try episode.member("episode_index").count()
      if !seen.insert(number).inserted {
        throw episode.fault("the episode \(number) appears twice")
      }
      set.videos.append(try video(number, episode, rate, path(of: number, info)))
    }
    return set
  }

  /// The values of the lines that are not blank.
  private static func lines(_ source: AnnotationSource) throws(AnnotationError) -> [JSONCursor] {
    var values: [JSONCursor] = []
    for (index, text) in TextLines(try source.text()).lines.enumerated()
    where !text.allSatisfy(\.isWhitespace) {
      do {
        values.append(
          JSONCursor(
            try JSONValue(parsing: text), place: "line \(index + 1)", file: source.file,
            step: "read \(title)"))
      } catch {
        throw AnnotationError(
          file: source.file, step: "read \(title)",
          place: "line \(index + 1), column \(error.column)", reason: error.reason,
          advice: "give one JSON object a line")
      }
    }
    return values
  }

  private static func video(
    _ number: Int, _ episode: JSONCursor, _ rate: Rational, _ path: String?
  ) throws(AnnotationError) -> AnnotatedVideo {
    var video = AnnotatedVideo(name: LeRobotName.name(ofEpisode: number))
    let length = try episode.member("length").count()
    (video.path, video.frames, video.frameRate, video.clock) = (path, length, rate, .rate(rate))
    var tasks = AnnotationTier(name: "task", spans: [])
    for task in try episode.optional("tasks")?.elements() ?? [] {
      tasks.spans.append(
        AnnotatedSpan(.frames(0..<length), label: try task.string(), place: task.place))
    }
    video.tiers = [tasks]
    for (level, prefix) in [("sparse", "sparse_"), ("sparse", ""), ("dense", "dense_")] {
      let key = prefix + "subtask_"
      guard let names = try episode.optional(key + "names"),
        !video.tiers.contains(where: { $0.name == level })
      else { continue }
      video.tiers.append(
        AnnotationTier(
          name: level,
          spans: try subtasks(
            names, try episode.member(key + "start_frames").elements(),
            try episode.member(key + "end_frames").elements(), length)))
    }
    return video
  }

  /// SARM's lists; an end is the last frame, or, as LeRobot's writer has it, the next start.
  private static func subtasks(
    _ names: JSONCursor, _ starts: [JSONCursor], _ ends: [JSONCursor], _ length: Int
  ) throws(AnnotationError) -> [AnnotatedSpan] {
    let labels = try names.elements()
    guard labels.count == starts.count, labels.count == ends.count else {
      throw names.fault("the lists of names, start_frames and end_frames differ in length")
    }
    var spans: [AnnotatedSpan] = []
    for index in labels.indices {
      let (start, end) = (try starts[index].count(), try ends[index].count())
      let following = index + 1 < starts.count ? try starts[index + 1].count() : length
      let behind = end == following || end == following - 1 ? following : end + 1
      guard start <= behind, behind <= length else {
        throw ends[index].fault("\(start) to \(end) is no range of the \(length) frames")
      }
      spans.append(
        AnnotatedSpan(
          .frames(start..<behind), label: try labels[index].string(), place: labels[index].place))
    }
    return spans
  }

  /// The path of the first camera's video by the template of `info.json`; nil where there is none.
  private static func path(of number: Int, _ info: JSONCursor) -> String? {
    guard var path = info.value["video_path"]?.string,
      let camera = info.value["features"]?.members?.first(where: {
        $0.value["dtype"]?.string == "video"
      })?.key
    else { return nil }
    let chunk = number / max(1, info.value["chunks_size"]?.integer ?? 1000)
    for (field, value, width) in [
      ("{episode_chunk:03d}", chunk, 3), ("{episode_index:06d}", number, 6),
    ] {
      let digits = String(value)
      path = path.replacing(
        field, with: String(repeating: "0", count: max(0, width - digits.count)) + digits)
    }
    return path.replacing("{video_key}", with: camera)
  }
}
