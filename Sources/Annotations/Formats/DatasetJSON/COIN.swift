internal import Frames

/// COIN: `{"database": {video: {"duration", "class", "video_url", "start", "end", "subset",
/// "recipe_type", "annotation": [{"id", "segment": [start, end], "label"}]}}}`, in seconds.
///
/// The `id` of a step is a number in a string; it is the span's skill. A list of objects of one
/// video each, as the data set is also passed around, is read as well. A span without a number gets
/// one when written: that of its label among the classes or other spans, else the next that is free.
public enum COIN: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "coin"
  /// What it is.
  public static let title = "COIN"
  /// The file in an output folder.
  public static let fileName = "coin.json"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .durations, .subsets, .overlaps, .gaps, .moments, .times, .labels, .emptyLabels,
    .skills,
    .attributes, .details,
  ]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool { isHere(source.opening) }

  static func isHere(_ opening: String) -> Bool {
    guard opening.contains("\"annotation\"") else { return false }
    let first = opening.first { !$0.isWhitespace }
    return first == "{" && opening.contains("\"database\"")
      || first == "[" && opening.contains("\"recipe_type\"")
  }

  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let root = try cursor(source)
    var set = AnnotationSet(videos: [])
    var names: Set<String> = []
    var objects = [root]
    if root.value.array != nil {
      objects = try root.elements()
    } else {
      set.attributes = root.others(than: ["database"])
      objects = [try root.member("database")]
    }
    for object in objects {
      for (name, entry) in try object.members() {
        do throws(AnnotationError) {
          if !names.insert(name).inserted { throw entry.fault("the video appears twice") }
          set.videos.append(try video(name, entry, &log))
        } catch {
          log.add(error)
        }
      }
    }
    return set
  }

  private static func video(
    _ name: String, _ entry: JSONCursor, _ log: inout FaultLog
  ) throws(AnnotationError) -> AnnotatedVideo {
    var spans: [AnnotatedSpan] = []
    for step in try entry.member("annotation").elements() {
      do { spans.append(try span(step)) } catch { log.add(error) }
    }
    var video = AnnotatedVideo(name: name, spans: spans)
    video.duration = try entry.optional("duration")?.time()
    video.subset = try entry.optional("subset")?.string()
    video.attributes = entry.others(than: ["duration", "subset", "annotation"])
    return video
  }

  private static func span(_ step: JSONCursor) throws(AnnotationError) -> AnnotatedSpan {
    let id = try step.optional("id")
    let skill = id.flatMap { $0.value.string.flatMap { Int($0) } ?? $0.value.integer }
    if let id, skill == nil { throw id.wrong("a number in a string") }
    return AnnotatedSpan(
      try step.member("segment").times(), label: try step.member("label").string(), skill: skill,
      attributes: step.others(than: ["id", "segment", "label"]), place: step.place)
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    let numbers = StepNumbers(set)
    var database: [JSONMember] = []
    for video in set.videos {
      var steps: [JSONValue] = []
      for (position, span) in video.spans.enumerated() {
        let times = try video.times(of: span, format: title)
        let label = span.writtenLabel(at: position)
        let own = [
          JSONMember("id", .string(String(span.skill ?? numbers[label]))),
          JSONMember("segment", .times(times.start, times.end)),
          JSONMember("label", .string(label)),
        ]
        steps.append(.object(own.joined(by: span.attributes)))
      }
      var members: [JSONMember] = []
      if let duration = video.duration { members.append(JSONMember("duration", duration.json)) }
      if let subset = video.subset { members.append(JSONMember("subset", .string(subset))) }
      members.append(JSONMember("annotation", .array(steps)))
      database.append(JSONMember(video.name, .object(members.joined(by: video.attributes))))
    }
    let own = [JSONMember("database", .object(database))]
    return [try JSONValue.object(own.joined(by: set.attributes)).fileText(fileName)]
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    if set.videos.contains(where: { $0.spans.contains { $0.skill == nil } }) {
      losses.append(Loss(.skills, "that a span has no number (it is given one)"))
    }
    return losses
  }
}

/// A number for each label: that of the vocabulary or of another span, else the next free one.
private struct StepNumbers {
  private var numbers: [String: Int] = [:]

  init(_ set: AnnotationSet) {
    for entry in set.classes where numbers[entry.name] == nil { numbers[entry.name] = entry.id }
    for video in set.videos {
      for span in video.spans {
        if let label = span.label, let skill = span.skill, numbers[label] == nil {
          numbers[label] = skill
        }
      }
    }
    let taken = set.videos.flatMap(\.spans).compactMap(\.skill) + numbers.values
    var next = (taken.max() ?? 0) &+ 1
    for video in set.videos {
      for (position, span) in video.spans.enumerated() where span.skill == nil {
        let label = span.writtenLabel(at: position)
        if numbers[label] == nil {
          numbers[label] = next
          next &+= 1
        }
      }
    }
  }

  subscript(label: String) -> Int { numbers[label] ?? 0 }
}
