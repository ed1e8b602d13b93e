internal import Frames

extension AnnotatedVideo {
  /// The video's first tier as a segments document.
  ///
  /// The document that the video came from is kept, with what changed since; else one is made of the
  /// spans and of what is known of the video. Throws where frames or their times are not known.
  public func segmentsDocument(version: String) throws(AnnotationError) -> SegmentsDocument {
    let format = SegmentsFormat.title
    let spans = tiers.first?.spans ?? []
    if var document, document.segments.count == spans.count,
      zip(document.segments, spans).allSatisfy({ $0.start.index..<$0.end.index == $1.extent.frames }
      )
    {
      for (position, span) in spans.enumerated() {
        document.segments[position].label = span.label
        document.segments[position].skill = span.skill
        document.segments[position].confidence = span.score
      }
      return document
    }
    let tier = tiers.first ?? AnnotationTier(spans: [])
    var tiles = try tiles(of: tier, format: format)
    if tiles.isEmpty {
      throw AnnotationError(
        file: name, step: "write \(format)", reason: "there is no span, and no length is known",
        advice: "give --video FILE")
    }
    var times: [Int: MediaTime] = [:]
    for span in spans {
      if case .both(let frames, let start, let end) = span.extent {
        (times[frames.lowerBound], times[frames.upperBound]) = (start, end)
      }
    }
    func time(_ frame: Int) throws(AnnotationError) -> MediaTime {
      if let time = clock?.time(ofFrame: frame) ?? times[frame] { return time }
      throw AnnotationError(
        file: name, step: "write \(format)",
        reason: clock == nil
          ? "nothing says when frame \(frame) is shown"
          : "frame \(frame) is not in the video, which has \(clock?.frames ?? 0)",
        advice: "give --video FILE or --rate 30000/1001")
    }
    if let frames = clock?.frames, let end = tiles.last?.frames.upperBound, end > frames {
      _ = try time(end)
      tiles.removeLast()
    }
    var moments: [MediaTime] = [try time(0)]
    for tile in tiles { moments.append(try time(tile.frames.upperBound)) }
    let timeBase = try commonTimeBase(of: moments, format: format)
    func stamp(_ frame: Int, _ time: MediaTime) -> FrameTime {
      FrameTime(index: frame, pts: time.ticks(of: timeBase), timeBase: timeBase)
    }
    var unknown = UnknownKeys()
    var segments: [Segment] = []
    for (index, tile) in tiles.enumerated() {
      let span = tile.position.map { spans[$0] }
      segments.append(
        Segment(
          index: index, start: stamp(tile.frames.lowerBound, moments[index]),
          end: stamp(tile.frames.upperBound, moments[index + 1]), skill: span?.skill,
          label: span?.label, confidence: span?.score, surprise: span?["surprise"]?.number,
          kind: span?["kind"]?.string.flatMap { BoundaryKind(rawValue: $0) }))
      unknown["segments[\(index)]"] = (span?.attributes ?? []).filter {
        !Segment.knownKeys.contains($0.key)
      }
    }
    unknown["video"] =
      attributes.filter { !VideoInfo.knownKeys.contains($0.key) }
      + (subset.map { [JSONMember("subset", .string($0))] } ?? [])
    return SegmentsDocument(
      video: videoInfo(
        frames: tiles.last?.frames.upperBound ?? 0, timeBase: timeBase,
        duration: moments[moments.count - 1] - moments[0]),
      method: Method(
        name: "converted", predictor: "", features: "", threshold: .init(kind: "count", value: 0),
        sampleRate: 0, minLength: 0, maxLength: 0, version: version),
      segments: segments, unknown: unknown)
  }

  private func videoInfo(frames: Int, timeBase: Rational, duration: MediaTime) -> VideoInfo {
    if let info { return info }
    var rate = frameRate ?? Rational(0, 1)
    var varies = false
    switch clock {
    case .rate(let exact, _)?: rate = exact
    case .times?: varies = true
    case nil: break
    }
    return VideoInfo(
      path: path ?? name, width: size?.width ?? 0, height: size?.height ?? 0, frames: frames,
      timeBase: timeBase, averageFrameRate: rate, variableFrameRate: varies,
      duration: duration.seconds.roundedToMicroseconds)
  }

  /// The time base in which every moment is a whole number of ticks: the video's own, else the
  /// coarsest.
  private func commonTimeBase(
    of moments: [MediaTime], format: String
  ) throws(AnnotationError) -> Rational {
    if let own = info?.timeBase, own.numerator > 0, moments.allSatisfy({ $0.isWhole(in: own) }) {
      return own
    }
    if let timescale = MediaTime.commonTimescale(of: moments) { return Rational(1, timescale) }
    throw AnnotationError(
      file: name, step: "write \(format)",
      reason: "no time base of 32 bits holds all of its times", advice: "give --video FILE")
  }
}
