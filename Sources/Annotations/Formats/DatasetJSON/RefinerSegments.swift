internal import Frames

/// The segments of macrodata's refiner: `[{"start_sec", "end_sec", "subtask"}]`, in seconds, one
/// behind the other; one file a video.
public enum RefinerSegments: WritableFormat, CheckableFormat {
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

  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    var spans: [AnnotatedSpan] = []
    for entry in try cursor(source).elements() {
      do { spans.append(try span(entry)) } catch { log.add(error) }
    }
    return AnnotationSet(videos: [AnnotatedVideo(name: source.videoName, spans: spans)])
  }

  private static func span(_ entry: JSONCursor) throws(AnnotationError) -> AnnotatedSpan {
    let (start, end) = (try entry.member("start_sec").time(), try entry.member("end_sec").time())
    if end < start { throw entry.fault("ends at \(end.shortestText) s, before its start") }
    return AnnotatedSpan(
      .times(start: start, end: end), label: try entry.member("subtask").string(),
      attributes: entry.others(than: known), place: entry.place)
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
