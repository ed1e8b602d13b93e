/// Reads true boundaries from the shapes in which data sets and other tools state them.
///
/// - A recorded demonstration: `fps`, `frames`, `segments` (or `stages`) with `start_frame` and
///   `end_frame`.
/// - Segments of many videos, `{name: {fps, frames, segments: [{start, end}]}}`, or of one.
/// - Shot cuts, `{name: {fps, hard_cuts, soft_transitions, ambiguous}}`: hard cuts are asked for,
///   the other two are tolerated; and ClipShots' `{name: {transitions, frame_num}}`.
/// - A segments document; PySceneDetect's scene list; WebVTT; a label a frame; a table with a label
///   a frame or a segment; TSSB's list of change points.
///
/// The shape is told from the text, the names of videos from the text or else from the file's.
public struct TruthReader: Sendable {
  /// Which grain is read from a recorded demonstration that has both.
  public var level: BoundaryTruth.Level

  /// Chooses a grain.
  public init(level: BoundaryTruth.Level = .skills) {
    self.level = level
  }

  /// Reads the truth of every video that a file speaks of; throws its first fault.
  public func read(_ text: String, file: String) throws(AnnotationError) -> [BoundaryTruth] {
    let opening = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if opening == "{" || opening == "[" {
      let truths = try JSONTruth(level: level, file: file).read(
        JSONValue(parsing: text, file: file))
      for truth in truths { try check(truth, file) }
      return truths
    }
    let context = ReadingContext(file: file)
    if let lists = try ChangePointList.read(text, file: file) {
      let truths = lists.map { list in
        BoundaryTruth(
          name: list.name, frames: nil, frameRate: nil, boundaries: list.changePoints)
      }
      for truth in truths { try check(truth, file) }
      return truths
    }
    if file.lowercased().hasSuffix(".csv"),
      let intervals = try LabelTable.read(text, side: .truth, context: context)
    {
      return [try self.truth(intervals, file)]
    }
    var format = SegmentFormat.mstcn
    if text.hasPrefix("WEBVTT") || text.hasPrefix("\u{FEFF}WEBVTT") { format = .vtt }
    if text.contains("Start Frame"), text.contains(",") { format = .csv }
    let intervals = try format.read(text, context: context)
    guard case .frames(let intervals) = intervals else {
      throw AnnotationError(
        file: file, step: "read the truth", reason: "WebVTT states times, the truth needs frames",
        advice: "convert it with the video at hand: `skillet convert`")
    }
    return [try truth(intervals, file)]
  }

  /// The truth that intervals state, named for their file.
  private func truth(
    _ intervals: [FrameInterval], _ file: String
  ) throws(AnnotationError) -> BoundaryTruth {
    let truth = BoundaryTruth(
      name: VideoName.ofAnnotation(file), frames: intervals.last?.frames.upperBound,
      frameRate: nil, boundaries: intervals.dropFirst().map(\.frames.lowerBound),
      labels: intervals.compactMap(\.label))
    try check(truth, file)
    return truth
  }

  /// Boundaries must ascend, and lie within the video.
  private func check(_ truth: BoundaryTruth, _ file: String) throws(AnnotationError) {
    var previous = 0
    for boundary in truth.boundaries {
      if boundary <= previous || boundary >= truth.frames ?? Int.max {
        let length = truth.frames.map { " of \($0) frames" } ?? ""
        throw AnnotationError(
          file: file, step: "read the truth", place: truth.name ?? "",
          reason: "the boundary at frame \(boundary) is out of order or outside the video\(length)",
          advice: "boundaries are the first frames of the segments, ascending")
      }
      previous = boundary
    }
  }
}
