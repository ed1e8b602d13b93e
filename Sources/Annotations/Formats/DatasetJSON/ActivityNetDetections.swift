internal import Frames

/// ActivityNet's detections: `{"version", "results": {video: [{"label", "score", "segment"}]},
/// "external_data": {"used", "details"}}`, in seconds; videos are named without `v_`.
///
/// Its evaluator wants a score of every segment: one without is written as 1.
public enum ActivityNetDetections: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "activitynet-detections"
  /// What it is.
  public static let title = "ActivityNet's detections"
  /// The file in an output folder.
  public static let fileName = "detections.json"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .overlaps, .gaps, .moments, .times, .labels, .emptyLabels, .scores, .attributes,
  ]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let opening = source.opening
    return source.firstCharacter == "{" && opening.contains("\"results\"")
      && !opening.contains("\"database\"")
  }

  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let root = try cursor(source)
    var set = AnnotationSet(videos: [])
    for (name, list) in try root.member("results").members() {
      var spans: [AnnotatedSpan] = []
      for entry in try list.elements() {
        do {
          spans.append(
            AnnotatedSpan(
              try entry.member("segment").times(), label: try entry.member("label").string(),
              score: try entry.optional("score")?.number(),
              attributes: entry.others(than: ["segment", "label", "score"]), place: entry.place))
        } catch {
          log.add(error)
        }
      }
      set.videos.append(AnnotatedVideo(name: name, spans: spans))
    }
    set.attributes = root.others(than: ["results"])
    return set
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var results: [JSONMember] = []
    for (name, video) in zip(ActivityNet.identifiers(of: set), set.videos) {
      var list: [JSONValue] = []
      for (position, span) in video.spans.enumerated() {
        let times = try video.times(of: span, format: title)
        let own = [
          JSONMember("label", .string(span.writtenLabel(at: position))),
          JSONMember("score", .number(span.score ?? 1)),
          JSONMember("segment", .times(times.start, times.end)),
        ]
        list.append(.object(own.joined(by: span.attributes)))
      }
      results.append(JSONMember(name, .array(list)))
    }
    let external = JSONValue.object([
      JSONMember("used", .bool(false)), JSONMember("details", .string("")),
    ])
    let own = [
      JSONMember("version", set.attributes["version"] ?? .string("VERSION 1.3")),
      JSONMember("results", .object(results)),
      JSONMember("external_data", set.attributes["external_data"] ?? external),
    ]
    return [try JSONValue.object(own.joined(by: set.attributes)).fileText(fileName)]
  }

  /// What of this set it cannot hold, and what it has to make up.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    var losses = holdings.losses(of: set)
    if set.videos.contains(where: { $0.spans.contains { $0.score == nil } }) {
      losses.append(Loss(.scores, "that a span has no score (it is written as 1)"))
    }
    return losses
  }
}
