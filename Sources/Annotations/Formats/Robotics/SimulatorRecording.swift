internal import Frames

/// A simulator's sidecar: `fps`, `frames` and `segments` with `start_frame` and an exclusive
/// `end_frame`, perhaps finer `stages`, and an index of clips of one skill each.
public enum SimulatorRecording: AnnotationFormat {
  /// `simulator`.
  public static let id = "simulator"
  /// What it is.
  public static let title = "a simulator's sidecar"

  /// Signals a frame, which are no annotations.
  private static let signals: Set<String> = ["actions", "hand", "events", "rewards", "states"]
  private static let facts: Set<String> = ["video", "fps", "frames", "width", "height", "subset"]

  /// An object with `fps` and `frames` and, near its head, `segments` or `clips`.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    let text = source.opening
    return source.firstCharacter == "{" && text.contains("\"fps\"") && text.contains("\"frames\"")
      && (text.contains("\"start_frame\"") || text.contains("\"clips\""))
      && !text.contains("\"substages_timestamps\"")
  }

  /// Reads the recording or the index.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    let json = try source.json()
    guard let clips = json["clips"]?.array else {
      return AnnotationSet(videos: [try recording(json, source)])
    }
    var videos: [AnnotatedVideo] = []
    for (index, clip) in clips.enumerated() {
      var video = try facts(of: clip, at: "clips[\(index)]", source)
      guard let frames = video.frames else {
        throw fault(source, "clips[\(index)].frames", "should be a whole number above 0")
      }
      let label = clip["skill"]?.string
      video.attributes.removeAll { $0.key == "skill" }
      video.tiers = [
        AnnotationTier(
          spans: [AnnotatedSpan(.frames(0..<frames), label: label, place: "clips[\(index)]")])
      ]
      videos.append(video)
    }
    return try AnnotationSet(uniquelyNamed: videos, file: source.file)
  }

  private static func recording(
    _ json: JSONValue, _ source: AnnotationSource
  ) throws(AnnotationError) -> AnnotatedVideo {
    var video = try facts(of: json, at: "", source)
    guard json["segments"]?.array != nil else {
      throw fault(source, "segments", "should be a list of segments")
    }
    video.tiers = [AnnotationTier(spans: try spans(json, "segments", "skill", source))]
    if json["stages"] != nil {
      video.tiers[0].name = "skills"
      video.tiers.append(
        AnnotationTier(
          name: "stages", parent: "skills", spans: try spans(json, "stages", "stage", source)))
    }
    return video
  }

  private static func facts(
    of json: JSONValue, at place: String, _ source: AnnotationSource
  ) throws(AnnotationError) -> AnnotatedVideo {
    let base = place.isEmpty ? "" : "\(place)."
    let path = json["video"]?.string
    var video = AnnotatedVideo(name: path.map(VideoName.ofVideo) ?? source.videoName)
    video.path = path
    if let value = json["frames"] {
      guard let frames = value.frame, frames > 0 else {
        throw fault(source, base + "frames", "should be a whole number above 0")
      }
      video.frames = frames
    }
    if let value = json["fps"] {
      guard let rate = value.number.flatMap({ Rational(framesPerSecond: $0) }) else {
        throw fault(source, base + "fps", "should be a number above 0")
      }
      video.frameRate = rate
      // A simulator shows a frame a step.
      video.clock = .rate(rate)
    }
    if let width = json["width"]?.integer, let height = json["height"]?.integer {
      video.size = AnnotatedVideo.PictureSize(width: width, height: height)
    }
    video.subset = json["subset"]?.string
    video.attributes = (json.members ?? []).filter {
      !facts.contains($0.key) && !signals.contains($0.key)
        && !["segments", "stages"].contains($0.key)
    }
    return video
  }

  private static func spans(
    _ json: JSONValue, _ key: String, _ label: String, _ source: AnnotationSource
  ) throws(AnnotationError) -> [AnnotatedSpan] {
    guard let values = json[key]?.array else { throw fault(source, key, "should be a list") }
    var spans: [AnnotatedSpan] = []
    for (index, value) in values.enumerated() {
      let place = "\(key)[\(index)]"
      guard let start = (value["start_frame"] ?? value["start"])?.frame,
        let end = (value["end_frame"] ?? value["end"])?.frame, start <= end
      else { throw fault(source, place, "should have a start and an end in frames, in order") }
      let used = ["start_frame", "end_frame", "start", "end", label]
      spans.append(
        AnnotatedSpan(
          .frames(start..<end), label: (value[label] ?? value["label"])?.string,
          attributes: (value.members ?? []).filter { !used.contains($0.key) }, place: place))
    }
    return spans
  }

  private static func fault(
    _ source: AnnotationSource, _ place: String, _ reason: String
  ) -> AnnotationError {
    AnnotationError(
      file: source.file, step: "read the recording", place: place, reason: reason,
      advice: "correct the file")
  }
}
