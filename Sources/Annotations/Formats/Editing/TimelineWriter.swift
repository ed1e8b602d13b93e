internal import Frames

/// One video as the objects of OpenTimelineIO.
struct TimelineWriter {
  private let video: AnnotatedVideo
  /// Units a second: frames, or ticks where only times are known.
  private let rate: Rational
  private let countsFrames: Bool

  init(_ video: AnnotatedVideo) throws(AnnotationError) {
    self.video = video
    let spans = video.spans
    countsFrames = spans.allSatisfy { $0.extent.frames != nil } || video.clock != nil
    if countsFrames {
      rate = try video.rate(format: TimelineInterchange.title)
      return
    }
    let times = spans.compactMap(\.extent.times).flatMap { [$0.start, $0.end] }
    let isPlaced = spans.allSatisfy { $0.extent.times != nil }
    guard isPlaced, let timescale = MediaTime.commonTimescale(of: times) else {
      throw AnnotationError(
        file: video.name, step: "write \(TimelineInterchange.title)",
        reason: "no unit holds all of its times", advice: "give --video FILE or --rate 30000/1001")
    }
    // Below a thousand a rate would look like that of frames.
    rate = Rational(timescale < 1000 ? timescale * 1000 : timescale, 1)
  }

  func timeline() throws(AnnotationError) -> JSONValue {
    var tracks: [JSONValue] = []
    for (position, tier) in video.tiers.enumerated() {
      for track in try self.tracks(of: tier, at: position) { tracks.append(track) }
    }
    return object(
      "Timeline.1", metadata: facts,
      [
        JSONMember("name", .string(video.name)), JSONMember("global_start_time", .null),
        JSONMember(
          "tracks",
          object(
            "Stack.1", metadata: nil,
            [
              JSONMember("name", .string("tracks")), JSONMember("source_range", .null),
              JSONMember("effects", .array([])), JSONMember("markers", .array([])),
              JSONMember("enabled", .bool(true)), JSONMember("children", .array(tracks)),
            ])),
      ])
  }

  /// What is said of the video.
  private var facts: JSONValue {
    func string(_ key: String, _ value: String?) -> [JSONMember] {
      value.map { [JSONMember(key, .string($0))] } ?? []
    }
    func integer(_ key: String, _ value: Int?) -> [JSONMember] {
      value.map { [JSONMember(key, .integer(Int64($0)))] } ?? []
    }
    var members = [JSONMember("unit", .string(countsFrames ? "frames" : "ticks"))]
    members += string("path", video.path) + string("duration", video.duration?.fractionText)
    members += integer("frames", video.frames) + string("frameRate", video.frameRate?.description)
    if case .rate(let rate, let start)? = video.clock {
      members += string("clockRate", rate.description) + string("clockStart", start.fractionText)
    }
    members += integer("width", video.size?.width) + integer("height", video.size?.height)
    members += string("subset", video.subset)
    if !video.attributes.isEmpty {
      members.append(JSONMember("attributes", .object(video.attributes)))
    }
    return .object(members)
  }

  /// The tracks of a tier: one, and more where spans overlap.
  private func tracks(
    of tier: AnnotationTier, at position: Int
  ) throws(AnnotationError) -> [JSONValue] {
    var tracks: [(end: Int, children: [JSONValue])] = [(0, [])]
    var order: [(range: Range<Int>, index: Int)] = []
    for (index, span) in tier.spans.enumerated() { order.append((try units(of: span), index)) }
    order.sort { ($0.range.lowerBound, $0.index) < ($1.range.lowerBound, $1.index) }
    for (range, index) in order {
      var place = tracks.firstIndex { $0.end <= range.lowerBound } ?? tracks.count
      if place == tracks.count { tracks.append((0, [])) }
      place = min(place, tracks.count - 1)
      if tracks[place].end < range.lowerBound {
        tracks[place].children.append(gap(tracks[place].end..<range.lowerBound))
      }
      tracks[place].children.append(clip(tier.spans[index], range, at: index))
      tracks[place].end = range.upperBound
    }
    var metadata = [
      JSONMember("tier", .integer(Int64(position))), JSONMember("name", .string(tier.name)),
    ]
    if let parent = tier.parent { metadata.append(JSONMember("parent", .string(parent))) }
    return tracks.enumerated().map { number, track in
      let name = tier.name.isEmpty ? "segments" : tier.name
      return object(
        "Track.1", metadata: .object(metadata),
        [
          JSONMember("name", .string(number == 0 ? name : "\(name) \(number + 1)")),
          JSONMember("kind", .string("Video")), JSONMember("source_range", .null),
          JSONMember("effects", .array([])), JSONMember("markers", .array([])),
          JSONMember("enabled", .bool(true)), JSONMember("children", .array(track.children)),
        ])
    }
  }

  private func units(of span: AnnotatedSpan) throws(AnnotationError) -> Range<Int> {
    if countsFrames { return try video.frames(of: span, format: TimelineInterchange.title) }
    let times = try video.times(of: span, format: TimelineInterchange.title)
    let tick = Rational(1, rate.numerator)
    let start = Int(times.start.ticks(of: tick))
    return start..<max(start, Int(times.end.ticks(of: tick)))
  }

  private func gap(_ range: Range<Int>) -> JSONValue {
    object(
      "Gap.1", metadata: nil,
      [
        JSONMember("name", .string("")), JSONMember("source_range", self.range(0..<range.count)),
        JSONMember("effects", .array([])), JSONMember("markers", .array([])),
        JSONMember("enabled", .bool(true)),
      ])
  }

  private func clip(_ span: AnnotatedSpan, _ range: Range<Int>, at index: Int) -> JSONValue {
    var members = [JSONMember("index", .integer(Int64(index)))]
    if let label = span.label { members.append(JSONMember("label", .string(label))) }
    if let skill = span.skill { members.append(JSONMember("skill", .integer(Int64(skill)))) }
    if let score = span.score { members.append(JSONMember("score", .number(score))) }
    if let times = span.extent.times {
      members.append(JSONMember("start", .string(times.start.fractionText)))
      members.append(JSONMember("end", .string(times.end.fractionText)))
    }
    members.append(JSONMember("frames", .bool(span.extent.frames != nil)))
    if !span.attributes.isEmpty {
      members.append(JSONMember("attributes", .object(span.attributes)))
    }
    let media = object(
      "ExternalReference.1", metadata: nil,
      [
        JSONMember("name", .string(video.name)), JSONMember("available_range", .null),
        JSONMember("available_image_bounds", .null),
        JSONMember("target_url", .string(video.path ?? video.name)),
      ])
    return object(
      "Clip.2", metadata: .object(members),
      [
        JSONMember("name", .string(span.name(at: index))),
        JSONMember("source_range", self.range(range)), JSONMember("effects", .array([])),
        JSONMember("markers", .array([])), JSONMember("enabled", .bool(true)),
        JSONMember("media_references", .object([JSONMember("DEFAULT_MEDIA", media)])),
        JSONMember("active_media_reference_key", .string("DEFAULT_MEDIA")),
      ])
  }

  private func range(_ range: Range<Int>) -> JSONValue {
    .object([
      JSONMember("OTIO_SCHEMA", .string("TimeRange.1")),
      JSONMember("start_time", time(range.lowerBound)), JSONMember("duration", time(range.count)),
    ])
  }

  private func time(_ units: Int) -> JSONValue {
    .object([
      JSONMember("OTIO_SCHEMA", .string("RationalTime.1")),
      JSONMember("rate", .number(rate.quotient)), JSONMember("value", .number(Double(units))),
    ])
  }

  private func object(
    _ schema: String, metadata: JSONValue?, _ members: [JSONMember]
  ) -> JSONValue {
    let own = metadata.map { [JSONMember(TimelineInterchange.key, $0)] } ?? []
    return .object(
      [JSONMember("OTIO_SCHEMA", .string(schema)), JSONMember("metadata", .object(own))] + members)
  }
}
