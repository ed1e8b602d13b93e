internal import Frames

/// FiftyOne's temporal detections, `labels.json` of a FiftyOneTemporalDetectionDataset:
/// `{"classes": […] or null, "labels": {video: [{"label", "support": [first, last], "confidence",
/// "attributes": {…}}]}}`.
///
/// Frames count from 1 and are inclusive: a half-open `start..<end` is written as `[start + 1, end]`.
/// `timestamps` in seconds are written beside them, and alone where no frames are known. A label may
/// be the index of one of the classes; it is always written as its name. A span without a frame has
/// no support, and is left out.
public enum FiftyOne: WritableFormat, CheckableFormat {
  /// The name on the command line.
  public static let id = "fiftyone"
  /// What it is.
  public static let title = "FiftyOne's temporal detections"
  /// The file in an output folder.
  public static let fileName = "labels.json"
  /// What it can hold.
  public static let holdings: Holdings = [
    .videos, .overlaps, .gaps, .frames, .times, .labels, .emptyLabels, .scores, .attributes,
  ]

  /// Whether the file looks like it.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let opening = source.opening
    return source.firstCharacter == "{" && opening.contains("\"labels\"")
      && (opening.contains("\"support\"") || opening.contains("\"timestamps\"")
        || opening.contains("\"classes\""))
  }

  /// Reads a file, and goes on behind an entry that is at fault.
  public static func parse(
    _ source: AnnotationSource, context: ReadingContext, log: inout FaultLog
  ) throws(AnnotationError) -> AnnotationSet {
    let root = try cursor(source)
    var names: [String] = []
    for name in try root.optional("classes")?.elements() ?? [] { names.append(try name.string()) }
    var set = AnnotationSet(videos: [])
    for (name, list) in try root.member("labels").members() {
      var spans: [AnnotatedSpan] = []
      if list.value != .null {
        for entry in try list.elements() {
          do { spans.append(try span(entry, names)) } catch { log.add(error) }
        }
      }
      set.videos.append(AnnotatedVideo(name: name, spans: spans))
    }
    return set
  }

  private static func span(
    _ entry: JSONCursor, _ names: [String]
  ) throws(AnnotationError) -> AnnotatedSpan {
    let label = try entry.member("label")
    var text = label.value.string
    if text == nil {
      let index = try label.integer()
      guard names.indices.contains(index) else {
        throw label.fault("\(index) is no index of the \(names.count) classes")
      }
      text = names[index]
    }
    return AnnotatedSpan(
      try extent(entry), label: text, score: try entry.optional("confidence")?.number(),
      attributes: try entry.optional("attributes")?.members().map { JSONMember($0.0, $0.1.value) }
        ?? [], place: entry.place)
  }

  private static func extent(_ entry: JSONCursor) throws(AnnotationError) -> Extent {
    let times = try entry.optional("timestamps")?.times()
    guard let support = try entry.optional("support") else {
      guard let times else { throw entry.fault("has neither support nor timestamps") }
      return times
    }
    let ends = try support.elements()
    guard ends.count == 2 else { throw support.fault("should be a first and a last frame") }
    let (first, last) = (try ends[0].count(), try ends[1].count())
    guard first >= 1, last >= first else {
      throw support.fault("[\(first), \(last)] is no range of frames that count from 1")
    }
    let frames = first - 1..<last
    guard let times = times?.times else { return .frames(frames) }
    return .both(frames: frames, start: times.start, end: times.end)
  }

  /// Writes the files of a set; throws where frames or times are wanted and not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    let labels = set.videos.map { video in
      JSONMember(
        video.name,
        .array(video.spans.enumerated().compactMap { detection($1, at: $0, in: video) }))
    }
    let root = JSONValue.object([
      JSONMember("classes", .null), JSONMember("labels", .object(labels)),
    ])
    return [try root.fileText(fileName)]
  }

  private static func detection(
    _ span: AnnotatedSpan, at position: Int, in video: AnnotatedVideo
  ) -> JSONValue? {
    var members = [JSONMember("label", .string(span.writtenLabel(at: position)))]
    if let frames = span.extent.frames ?? (try? video.frames(of: span, format: title)) {
      if frames.isEmpty { return nil }
      members.append(
        JSONMember(
          "support",
          .array([
            .integer(Int64(frames.lowerBound + 1)), .integer(Int64(frames.upperBound)),
          ])))
    }
    if let times = span.extent.times {
      members.append(JSONMember("timestamps", .times(times.start, times.end)))
    }
    if let score = span.score { members.append(JSONMember("confidence", .number(score))) }
    members.append(JSONMember("attributes", .object(span.attributes)))
    return .object(members)
  }
}
