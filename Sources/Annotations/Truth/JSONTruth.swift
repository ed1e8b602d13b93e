internal import Frames

/// The truth in one of the JSON shapes.
struct JSONTruth {
  let level: BoundaryTruth.Level
  let file: String

  func read(_ json: JSONValue) throws(AnnotationError) -> [BoundaryTruth] {
    if json["schema"] != nil { return [try document(json)] }
    if Self.videoKeys.contains(where: { json[$0] != nil }) {
      let name = json["video"]?.string.map { VideoName.ofVideo($0) }
      return [try video(json, name: name ?? VideoName.ofAnnotation(file), place: "")]
    }
    guard let members = json.members, !members.isEmpty else {
      throw fault("", "should be an object with segments or cuts, or one such object a video")
    }
    var truths: [BoundaryTruth] = []
    for member in members {
      let name = VideoName.ofVideo(member.key)
      truths.append(try video(member.value, name: name, place: member.key))
    }
    return truths
  }

  /// The keys of which the truth of a video has at least one.
  private static let videoKeys = ["segments", "stages", "hard_cuts", "transitions"]

  private func document(_ json: JSONValue) throws(AnnotationError) -> BoundaryTruth {
    let document = try SegmentsDocument(json: json, file: file)
    let rate = document.video.averageFrameRate.quotient
    return BoundaryTruth(
      name: VideoName.ofVideo(document.video.path), frames: document.video.frames,
      frameRate: rate > 0 ? rate : nil,
      boundaries: document.segments.dropFirst().map(\.start.index),
      labels: document.segments.allSatisfy { $0.label != nil || $0.skill != nil }
        ? document.segments.map(\.name) : [])
  }

  private func video(
    _ json: JSONValue, name: String?, place: String
  ) throws(AnnotationError) -> BoundaryTruth {
    var frames: Int?
    if let value = json["frames"] {
      guard let number = Self.frame(value), number > 0 else {
        throw fault(join(place, "frames"), "should be a whole number above 0")
      }
      frames = number
    }
    var rate: Double?
    if let value = json["fps"] {
      guard let number = value.number, number >= 0.001, number <= 1e6 else {
        throw fault(join(place, "fps"), "should be a number from 0.001 to 1000000")
      }
      rate = number
    }
    if json["hard_cuts"] != nil {
      let gradual = try ranges(json, "soft_transitions", place)
      return BoundaryTruth(
        name: name, frames: frames, frameRate: rate,
        boundaries: try ranges(json, "hard_cuts", place).map(\.lowerBound).sorted(),
        tolerated: try gradual + ranges(json, "ambiguous", place), gradual: gradual)
    }
    if json["transitions"] != nil { return try transitions(json, name: name, rate, place) }
    if level == .stage3 {
      throw AnnotationError(
        file: file, step: "read the truth", place: place,
        reason: "a recording has skills and stages, but no stage3",
        advice: "give the data set's folder, which holds \(level.folderName)")
    }
    let key = level == .stages ? "stages" : "segments"
    guard let segments = json[key]?.array else {
      throw fault(join(place, key), "should be a list of segments")
    }
    var starts: [Int] = []
    var labels: [String] = []
    var end = 0
    for (position, segment) in segments.enumerated() {
      let here = join(place, "\(key)[\(position)]")
      guard let start = (segment["start_frame"] ?? segment["start"]).flatMap(Self.frame),
        let stop = (segment["end_frame"] ?? segment["end"]).flatMap(Self.frame)
      else { throw fault(here, "should have a start and an end in frames") }
      if start != end { throw fault(here, "starts at \(start), not where the last ended, \(end)") }
      if stop <= start { throw fault(here, "ends at \(stop), not behind its start, \(start)") }
      end = stop
      if position > 0 { starts.append(start) }
      if let label = Self.label(of: segment) { labels.append(label) }
    }
    return BoundaryTruth(
      name: name, frames: frames ?? (segments.isEmpty ? nil : end), frameRate: rate,
      boundaries: starts, labels: labels.count == segments.count ? labels : [])
  }

  /// ClipShots' `transitions`: `[last frame of the old shot, first frame of the new]`; neighbours
  /// are a hard cut, others a gradual transition.
  private func transitions(
    _ json: JSONValue, name: String?, _ rate: Double?, _ place: String
  ) throws(AnnotationError) -> BoundaryTruth {
    let all = try ranges(json, "transitions", place)
    let gradual = all.filter { $0.count != 2 }
    return BoundaryTruth(
      name: name, frames: (json["frame_num"] ?? json["frames"]).flatMap(Self.frame),
      frameRate: rate, boundaries: all.filter { $0.count == 2 }.map(\.upperBound).sorted(),
      tolerated: gradual, gradual: gradual)
  }

  private static func label(of segment: JSONValue) -> String? {
    for key in ["skill", "stage", "label", "prompt", "caption", "step"] {
      if let label = segment[key]?.string { return label }
    }
    return nil
  }

  /// A frame number that 32 bits hold.
  private static func frame(_ value: JSONValue) -> Int? {
    value.integer.flatMap { (0...Int(Int32.max)).contains($0) ? $0 : nil }
  }

  /// A list of frames and of `[first, last]` ranges; an absent list is empty.
  private func ranges(
    _ json: JSONValue, _ key: String, _ place: String
  ) throws(AnnotationError) -> [ClosedRange<Int>] {
    guard let value = json[key] else { return [] }
    guard let values = value.array else { throw fault(join(place, key), "should be a list") }
    var ranges: [ClosedRange<Int>] = []
    for (position, value) in values.enumerated() {
      if let frame = Self.frame(value) {
        ranges.append(frame...frame)
      } else if let pair = value.array, pair.count == 2, let first = Self.frame(pair[0]),
        let last = Self.frame(pair[1]), first <= last
      {
        ranges.append(first...last)
      } else {
        throw fault(
          join(place, "\(key)[\(position)]"), "should be a frame or a pair of frames in order")
      }
    }
    return ranges
  }

  private func join(_ place: String, _ key: String) -> String {
    place.isEmpty ? key : "\(place).\(key)"
  }

  private func fault(_ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the truth", place: place, reason: reason,
      advice: "see the shapes that `skillet evaluate boundary --help` names")
  }
}
