internal import Frames

extension AnnotatedVideo {
  /// What a segments document says of its video; the document itself is carried along.
  public init(_ document: SegmentsDocument) {
    let info = document.video
    self.init(
      name: VideoName.ofVideo(info.path),
      spans: document.segments.enumerated().map {
        AnnotatedSpan($1, position: $0, unknown: document.unknown["segments[\($0)]"])
      })
    path = info.path
    frames = info.frames
    frameRate = info.averageFrameRate.numerator > 0 ? info.averageFrameRate : nil
    if let first = document.segments.first, let last = document.segments.last {
      duration = last.end.time - first.start.time
    }
    if info.width > 0, info.height > 0 {
      size = PictureSize(width: info.width, height: info.height)
    }
    clock = Self.clock(of: document)
    subset = document.unknown["video"].first { $0.key == "subset" }?.value.string
    attributes = document.unknown["video"].filter { $0.key != "subset" }
    self.document = document
    let further = AnnotationTier.levels(of: document)
    if !further.isEmpty {
      tiers[0].name = ReviewState.firstLevel
      tiers += further
    }
  }

  /// The constant rate of a video, where each time stamp that the document has is that of its frame
  /// within a tick; nil for a variable rate, whose frames only the video itself can tell.
  private static func clock(of document: SegmentsDocument) -> FrameClock? {
    let info = document.video
    guard !info.variableFrameRate, info.averageFrameRate.numerator > 0,
      let first = document.segments.first
    else { return nil }
    let clock = FrameClock.rate(info.averageFrameRate, start: first.start.time)
    let tick = MediaTime(pts: 1, timeBase: info.timeBase)
    let isSteady = document.segments.allSatisfy { segment in
      guard let time = clock.time(ofFrame: segment.end.index) else { return false }
      let stamp = segment.end.time
      return (time > stamp ? time - stamp : stamp - time) <= tick
    }
    return isSteady ? clock : nil
  }
}

extension AnnotationTier {
  /// The further levels that people added to a document in a review; a member of that name that is
  /// something else gives none.
  fileprivate static func levels(of document: SegmentsDocument) -> [AnnotationTier] {
    let values = document.unknown[""].first { $0.key == "levels" }?.value.array ?? []
    return values.compactMap { value in
      guard let name = value["name"]?.string, let segments = value["segments"]?.array else {
        return nil
      }
      var faults: [DocumentFault] = []
      var unknown = UnknownKeys()
      let read = segments.enumerated().map { position, segment in
        Segment.read(
          segment, position: position, timeBase: document.video.timeBase, faults: &faults,
          unknown: &unknown)
      }
      guard faults.isEmpty else { return nil }
      return AnnotationTier(
        name: name, spans: read.enumerated().map { AnnotatedSpan($1, position: $0, unknown: []) })
    }
  }
}

extension AnnotatedSpan {
  init(_ segment: Segment, position: Int, unknown: [JSONMember]) {
    var attributes: [JSONMember] = []
    if let surprise = segment.surprise {
      attributes.append(JSONMember("surprise", .number(surprise)))
    }
    if let kind = segment.kind { attributes.append(JSONMember("kind", .string(kind.rawValue))) }
    self.init(
      .both(
        frames: segment.start.index..<max(segment.start.index, segment.end.index),
        start: segment.start.time, end: segment.end.time),
      label: segment.label, skill: segment.skill, score: segment.confidence,
      attributes: attributes + unknown, place: "segments[\(position)]")
  }
}
