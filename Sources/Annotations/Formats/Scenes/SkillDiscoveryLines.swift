/// SkillDiscovery's JSON Lines: `{"file": "x.mp4", "boundaries": [[begin, end], …]}` a video, frames
/// from 0, both inclusive.
public enum SkillDiscoveryLines: WritableFormat {
  /// `skilldiscovery`.
  public static let id = "skilldiscovery"
  /// What it is.
  public static let title = "SkillDiscovery's JSON Lines"
  /// The lines of an output folder.
  public static let fileName = "segments.skilldiscovery.jsonl"
  /// Frames alone, of any number of videos; a segment has at least one.
  public static let holdings: Holdings = [.videos, .paths, .overlaps, .gaps, .frames]

  /// A first line with both keys.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    guard source.firstCharacter == "{" else { return false }
    let line = source.opening.split(whereSeparator: \.isNewline).first ?? ""
    return line.contains("\"boundaries\"") && line.contains("\"file\"")
  }

  /// Reads a video a line.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    var videos: [AnnotatedVideo] = []
    for (line, value) in try JSONLines(source) {
      func fault(_ place: String, _ reason: String) -> AnnotationError {
        AnnotationError(
          file: source.file, step: "read \(title)", place: "line \(line): \(place)",
          reason: reason,
          advice: "give {\"file\": \"x.mp4\", \"boundaries\": [[begin, end]]} a line")
      }
      guard let path = value["file"]?.string, !path.isEmpty else {
        throw fault("file", "should be the name of a video")
      }
      guard let pairs = value["boundaries"]?.array else {
        throw fault("boundaries", "should be a list of pairs of frames")
      }
      var spans: [AnnotatedSpan] = []
      for (index, pair) in pairs.enumerated() {
        let place = "boundaries[\(index)]"
        guard let ends = pair.array, ends.count == 2, let first = ends[0].frame,
          let last = ends[1].frame
        else { throw fault(place, "should be a pair of frames") }
        if last < first { throw fault(place, "ends at \(last), before it starts at \(first)") }
        spans.append(
          AnnotatedSpan(.frames(first..<(last + 1)), place: "line \(line): \(place)"))
      }
      var video = AnnotatedVideo(name: VideoName.ofVideo(path), spans: spans)
      video.path = path
      videos.append(video)
    }
    return try AnnotationSet(uniquelyNamed: videos, file: source.file)
  }

  /// One file, a line a video; throws where frames are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    var text = ""
    for video in set.videos {
      var pairs: [JSONValue] = []
      for span in video.spans {
        let frames = try video.frames(of: span, format: title)
        if frames.isEmpty { continue }
        pairs.append(
          .array([.integer(Int64(frames.lowerBound)), .integer(Int64(frames.upperBound - 1))]))
      }
      text += try JSONValue.object([
        JSONMember("file", .string(video.path ?? video.name)),
        JSONMember("boundaries", .array(pairs)),
      ]).line(of: title)
    }
    return [AnnotationFile(name: fileName, text: text)]
  }
}
