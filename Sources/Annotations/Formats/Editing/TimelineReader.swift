internal import Frames

/// The clips of OpenTimelineIO's objects.
struct TimelineReader {
  let file: String
  /// What a video is called whose clips name no media.
  let fallback: String
  private(set) var videos: [AnnotatedVideo] = []
  private var facts: JSONValue?
  private var name: String?
  /// Of each video and tier, where each span belongs.
  private var order: [String: [Int]] = [:]

  init(file: String, fallback: String) {
    self.file = file
    self.fallback = fallback
  }

  private func fault(_ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read OpenTimelineIO", place: place, reason: reason,
      advice: "correct the file")
  }

  /// Reads an object and what is in it.
  mutating func read(_ json: JSONValue, place: String) throws(AnnotationError) {
    let schema = json["OTIO_SCHEMA"]?.string ?? ""
    func below(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }
    switch schema.split(separator: ".").first {
    case "Timeline":
      facts = json["metadata"]?[TimelineInterchange.key]
      name = json["name"]?.string
      // A timeline of Skillet's is a video even where it has no clip.
      if facts?["unit"] != nil { _ = videoNamed(name ?? fallback, url: nil, rate: 1) }
      guard let tracks = json["tracks"] else { throw fault(below("tracks"), "is missing") }
      try read(tracks, place: below("tracks"))
      sort()
    case "SerializableCollection", "Stack":
      for (index, child) in try children(json, place).enumerated() {
        try read(child, place: below("children[\(index)]"))
      }
    case "Track":
      try readTrack(json, place: place)
    case "Clip":
      try readClip(json, tier: AnnotationTier(spans: []), number: 0, place: place)
    case nil: throw fault(below("OTIO_SCHEMA"), "should name a schema such as Timeline.1")
    default: break
    }
  }

  private func children(_ json: JSONValue, _ place: String) throws(AnnotationError) -> [JSONValue] {
    guard let children = json["children"]?.array else {
      throw fault(place.isEmpty ? "children" : "\(place).children", "should be a list")
    }
    return children
  }

  private mutating func readTrack(_ json: JSONValue, place: String) throws(AnnotationError) {
    if let kind = json["kind"]?.string, kind != "Video" { return }
    let own = json["metadata"]?[TimelineInterchange.key]
    let tier = AnnotationTier(
      name: own?["name"]?.string ?? json["name"]?.string ?? "", parent: own?["parent"]?.string,
      spans: [])
    for (index, child) in try children(json, place).enumerated() {
      let here = "\(place).children[\(index)]"
      if child["OTIO_SCHEMA"]?.string?.hasPrefix("Clip.") ?? false {
        try readClip(child, tier: tier, number: own?["tier"]?.integer, place: here)
      } else {
        try read(child, place: here)
      }
    }
    if own != nil, facts?["unit"] != nil, let first = videos.first {
      _ = self.place(of: tier, number: own?["tier"]?.integer, in: first.name)
    }
  }

  private mutating func readClip(
    _ json: JSONValue, tier: AnnotationTier, number: Int?, place: String
  ) throws(AnnotationError) {
    let own = json["metadata"]?[TimelineInterchange.key]
    let key = json["active_media_reference_key"]?.string ?? "DEFAULT_MEDIA"
    let media = json["media_references"]?[key] ?? json["media_reference"]
    let url = media?["target_url"]?.string
    let available = media?["available_range"]
    guard let range = json["source_range"].flatMap({ $0 == .null ? nil : $0 }) ?? available,
      range != .null
    else { throw fault("\(place).source_range", "nothing says which part of the media is meant") }
    let start = try time(range["start_time"], "\(place).source_range.start_time")
    let duration = try time(range["duration"], "\(place).source_range.duration")
    if duration.value < 0 { throw fault("\(place).source_range.duration", "is below 0") }
    var origin = 0.0
    if let first = available?["start_time"], first != .null {
      let stated = try time(first, "\(place).available_range.start_time")
      origin = stated.value * start.rate / stated.rate
    }
    let units = duration.value * start.rate / duration.rate
    guard let first = Int(exactly: (start.value - origin).rounded()),
      let length = Int(exactly: units.rounded()), first >= 0, length >= 0,
      first < Int(Int32.max), length < Int(Int32.max), start.rate > 0
    else { throw fault("\(place).source_range", "is outside of the media") }
    let extent = try extent(first, length, rate: start.rate, own, place)
    let name = facts?["unit"] == nil ? url.map(Self.stem) : nil
    let video = videoNamed(name ?? self.name ?? fallback, url: url, rate: start.rate)
    let layer = self.place(of: tier, number: number, in: video)
    guard let index = videos.firstIndex(where: { $0.name == video }) else { return }
    let label = own == nil ? json["name"]?.string : own?["label"]?.string
    videos[index].tiers[layer].spans.append(
      AnnotatedSpan(
        extent, label: label, skill: own?["skill"]?.integer, score: own?["score"]?.number,
        attributes: own?["attributes"]?.members ?? [], place: place))
    order["\(video)\n\(layer)", default: []].append(own?["index"]?.integer ?? Int.max)
  }

  /// Frames where the rate is one of frames, exact times where the metadata states them.
  private func extent(
    _ first: Int, _ length: Int, rate: Double, _ own: JSONValue?, _ place: String
  ) throws(AnnotationError) -> Extent {
    let frames = first..<(first + length)
    if let start = MediaTime(fraction: own?["start"]?.string),
      let end = MediaTime(fraction: own?["end"]?.string), start <= end
    {
      return own?["frames"] == .bool(true)
        ? .both(frames: frames, start: start, end: end) : .times(start: start, end: end)
    }
    if facts?["unit"]?.string == "frames" || rate < 1000 { return .frames(frames) }
    guard let timescale = Int32(exactly: rate) else {
      throw fault("\(place).source_range", "\(rate) is the rate of no frames and of no clock")
    }
    return .times(
      start: MediaTime(value: Int64(first), timescale: timescale),
      end: MediaTime(value: Int64(first + length), timescale: timescale))
  }

  private func time(
    _ json: JSONValue?, _ place: String
  ) throws(AnnotationError) -> (value: Double, rate: Double) {
    guard let value = json?["value"]?.number, let rate = json?["rate"]?.number, rate > 0,
      value.magnitude < 1e15
    else { throw fault(place, "should have a value, and a rate above 0") }
    return (value, rate)
  }

  private static func stem(_ url: String) -> String {
    VideoName.ofVideo(url.split(separator: "?").first.map(String.init) ?? url)
  }

  private mutating func videoNamed(_ name: String, url: String?, rate: Double) -> String {
    if videos.contains(where: { $0.name == name }) { return name }
    var video = AnnotatedVideo(name: name)
    let isOwn = facts?["unit"] != nil
    video.path = isOwn ? facts?["path"]?.string : url
    if isOwn {
      video.duration = MediaTime(fraction: facts?["duration"]?.string)
      video.frames = facts?["frames"]?.frame
      video.frameRate = facts?["frameRate"]?.string.flatMap { Rational($0) }
      if let rate = facts?["clockRate"]?.string.flatMap({ Rational($0) }), rate.numerator > 0 {
        let start = MediaTime(fraction: facts?["clockStart"]?.string)
        video.clock = .rate(rate, start: start ?? MediaTime(value: 0, timescale: 1))
      }
      if let width = facts?["width"]?.integer, let height = facts?["height"]?.integer {
        video.size = AnnotatedVideo.PictureSize(width: width, height: height)
      }
      video.subset = facts?["subset"]?.string
      video.attributes = facts?["attributes"]?.members ?? []
    } else if rate < 1000 {
      video.frameRate = Rational(framesPerSecond: rate)
    }
    videos.append(video)
    return name
  }

  /// The position of a tier in its video; it is added where it is new.
  private mutating func place(of tier: AnnotationTier, number: Int?, in video: String) -> Int {
    guard let index = videos.firstIndex(where: { $0.name == video }) else { return 0 }
    if let place = videos[index].tiers.firstIndex(where: { $0.name == tier.name }) { return place }
    videos[index].tiers.append(AnnotationTier(name: tier.name, parent: tier.parent, spans: []))
    return videos[index].tiers.count - 1
  }

  /// Puts the spans of each tier back into the order that the metadata states.
  private mutating func sort() {
    for video in videos.indices {
      for tier in videos[video].tiers.indices {
        let ranks = order["\(videos[video].name)\n\(tier)"] ?? []
        let spans = videos[video].tiers[tier].spans
        guard ranks.count == spans.count else { continue }
        videos[video].tiers[tier].spans = spans.indices.sorted {
          (ranks[$0], $0) < (ranks[$1], $1)
        }.map { spans[$0] }
      }
    }
  }
}
