internal import Frames

/// The segments of macrodata's refiner: `[{"start_sec", "end_sec", "subtask"}]`, in seconds, one
/// behind the other; one file a video.
public enum RefinerSegments: WritableFormat {
  /// The name on the command line.
  public static let id = "refiner"
  /// What it is.
  public static let title = "refiner segments"
  /// The file in an output folder.
  public static let fileName = "segments.refiner.json"
  /// Which intervals it allows.
  public static let rules: IntervalRules = []
  /// What it can hold.
  public static let holdings: Holdings = [.times, .labels, .emptyLabels, .attributes]
  private static let known: Set = ["start_sec", "end_sec", "subtask"]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "[" && source.opening.contains("\"start_sec\"")
      && source.opening.contains("\"subtask\"")
  }

  /// Reads a file; throws its first fault, with its place.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var spans: [AnnotatedSpan] = []
    for entry in try cursor(source).elements() {
      let (start, end) = (try entry.member("start_sec").time(), try entry.member("end_sec").time())
      if end < start { throw entry.fault("ends at \(end.shortestText) s, before its start") }
      spans.append(
        AnnotatedSpan(
          .times(start: start, end: end), label: try entry.member("subtask").string(),
          attributes: entry.others(than: known), place: entry.place))
    }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: spans)])
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var files: [AnnotationFile] = []
    for video in set.videos {
      var list: [JSONValue] = []
      for (position, span) in video.spans.enumerated() {
        let times = try video.times(of: span, format: title)
        let own = [
          JSONMember("start_sec", times.start.json), JSONMember("end_sec", times.end.json),
          JSONMember("subtask", .string(span.writtenLabel(at: position))),
        ]
        list.append(.object(own.joined(by: span.attributes)))
      }
      files.append(try JSONValue.array(list).fileText(fileName(of: video)))
    }
    return files
  }
}
