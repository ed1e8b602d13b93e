internal import Frames

/// CaptainCook4D's recordings: `{"annotations": {ID: {"activity_name", "segments": [{"step_id",
/// "start_time", "end_time", "description"}]}}}`.
///
/// A step that was left out has the times -1 there; it is no span, and its description is kept with
/// the video as `missing_steps`.
public enum CookingRecordings: AnnotationFormat {
  /// `captaincook4d`.
  public static let id = "captaincook4d"
  /// What it is.
  public static let title = "CaptainCook4D's recordings"

  /// An object with `annotations` and `activity_name`.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    source.firstCharacter == "{" && source.opening.contains("\"activity_name\"")
      && source.opening.contains("\"segments\"")
  }

  /// Reads all recordings.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    func fault(_ place: String, _ reason: String) -> AnnotationError {
      AnnotationError(
        file: source.file, step: "read \(title)", place: place, reason: reason,
        advice: "correct the file")
    }
    let json = try source.json()
    guard let members = (json["annotations"] ?? json).members, !members.isEmpty else {
      throw fault("annotations", "should be an object, a member a recording, at least one")
    }
    let base = json["annotations"] == nil ? "" : "annotations."
    var videos: [AnnotatedVideo] = []
    for member in members {
      let place = base + member.key
      guard let segments = member.value["segments"]?.array else {
        throw fault("\(place).segments", "should be a list of steps")
      }
      var video = AnnotatedVideo(name: member.key, spans: [])
      video.attributes = (member.value.members ?? []).filter { $0.key != "segments" }
      var missing: [JSONValue] = []
      for (index, segment) in segments.enumerated() {
        let here = "\(place).segments[\(index)]"
        guard let start = MediaTime(json: segment["start_time"]),
          let end = MediaTime(json: segment["end_time"])
        else { throw fault(here, "should have start_time and end_time in seconds") }
        let label = (segment["step_name"] ?? segment["description"])?.string
        if start.value < 0, end.value < 0 {
          missing.append(label.map { .string($0) } ?? segment["step_id"] ?? .null)
          continue
        }
        if start.value < 0 || end < start { throw fault(here, "it ends before it starts") }
        let used = ["start_time", "end_time", "step_name"]
        video.tiers[0].spans.append(
          AnnotatedSpan(
            .times(start: start, end: end), label: label, skill: segment["step_id"]?.integer,
            attributes: (segment.members ?? []).filter { !used.contains($0.key) }, place: here))
      }
      if !missing.isEmpty { video.attributes.append(JSONMember("missing_steps", .array(missing))) }
      videos.append(video)
    }
    return try AnnotationSet(uniquelyNamed: videos, file: source.file)
  }
}
