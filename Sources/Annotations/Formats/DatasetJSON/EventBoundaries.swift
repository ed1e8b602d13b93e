internal import Frames

/// Kinetics-GEBD's event boundaries, in the shape of JSON.
///
/// Predictions are `{video: [t1, t2, …]}`, seconds at which something changes. Annotations are
/// `{video: {fps, video_duration, f1_consis_avg, substages_timestamps: [[…] a rater]}}`; each rater
/// is a tier. Boundaries become the spans between them; where nobody says how long the video is, the
/// last one has no length.
public enum EventBoundaries: WritableFormat {
  /// `gebd`.
  public static let id = "gebd"
  /// What it is.
  public static let title = "Kinetics-GEBD's event boundaries"
  /// The boundaries of an output folder.
  public static let fileName = "segments.gebd.json"
  /// Times of many videos.
  public static let holdings: Holdings = [.videos, .times]

  private static let raterPrefix = "rater "
  private static let raterKeys = ["fps", "video_duration", "substages_timestamps"]

  /// An object of lists of numbers, or one that has `substages_timestamps`.
  public static func sniff(_ source: AnnotationSource) -> Bool {
    guard source.firstCharacter == "{" else { return false }
    if source.opening.contains("\"substages_timestamps\"") { return true }
    // The first member's value is a list that holds a number, or nothing.
    guard let colon = source.opening.firstIndex(of: ":") else { return false }
    let value = source.opening[colon...].dropFirst().drop(while: \.isWhitespace)
    guard value.first == "[", let next = value.dropFirst().first(where: { !$0.isWhitespace }) else {
      return false
    }
    return next.isNumber || next == "]"
  }

  /// Also the gaps, which boundaries do not tell from spans.
  public static func losses(writing set: AnnotationSet) -> [Loss] {
    if set.videos.allSatisfy(isRated) {
      return holdings.union([.durations, .rates, .tiers, .details]).losses(of: set)
    }
    let ends = set.videos.contains { video in
      video.tiers.first?.spans.last?.extent.times.map { $0.start < $0.end } ?? false
    }
    return holdings.union(.moments).losses(of: set)
      + (ends ? [Loss(.durations, "where the last span ends")] : [])
  }

  private static func isRated(_ video: AnnotatedVideo) -> Bool {
    video.duration != nil && video.frameRate != nil && !video.tiers.isEmpty
      && video.tiers.allSatisfy { $0.name.hasPrefix(raterPrefix) && $0.parent == nil }
      && !video.attributes.contains { raterKeys.contains($0.key) }
  }

  /// Reads either shape.
  public static func read(
    _ source: AnnotationSource, context: ReadingContext
  ) throws(AnnotationError) -> AnnotationSet {
    guard let members = try source.json().members, !members.isEmpty else {
      throw fault(source.file, "", "should be an object, a member a video, at least one")
    }
    var videos: [AnnotatedVideo] = []
    for member in members {
      if member.value["substages_timestamps"] != nil {
        videos.append(try rated(member, source.file))
        continue
      }
      let end = members.count == 1 ? context.end : nil
      videos.append(
        AnnotatedVideo(
          name: VideoName.ofVideo(member.key),
          spans: try spans(member.value, at: member.key, end: end, source.file)))
    }
    return try AnnotationSet(uniquelyNamed: videos, file: source.file)
  }

  private static func rated(
    _ member: JSONMember, _ file: String
  ) throws(AnnotationError) -> AnnotatedVideo {
    var video = AnnotatedVideo(name: VideoName.ofVideo(member.key))
    guard let end = MediaTime(json: member.value["video_duration"]), end.value > 0 else {
      throw fault(file, "\(member.key).video_duration", "should be a number of seconds above 0")
    }
    let place = "\(member.key).substages_timestamps"
    guard let lists = member.value["substages_timestamps"]?.array, !lists.isEmpty else {
      throw fault(file, place, "should be a list a rater, at least one")
    }
    for (rater, list) in lists.enumerated() {
      video.tiers.append(
        AnnotationTier(
          name: "\(raterPrefix)\(rater + 1)",
          spans: try spans(list, at: "\(place)[\(rater)]", end: end, file)))
    }
    video.duration = end
    video.frameRate = member.value["fps"]?.number.flatMap { Rational(framesPerSecond: $0) }
    video.attributes = (member.value.members ?? []).filter { !raterKeys.contains($0.key) }
    return video
  }

  private static func spans(
    _ value: JSONValue, at place: String, end: MediaTime?, _ file: String
  ) throws(AnnotationError) -> [AnnotatedSpan] {
    guard let values = value.array else {
      throw fault(file, place, "should be a list of seconds")
    }
    var spans: [AnnotatedSpan] = []
    var (start, here) = (MediaTime(value: 0, timescale: 1), place)
    for (index, value) in values.enumerated() {
      guard let time = MediaTime(json: value) else {
        throw fault(file, "\(place)[\(index)]", "should be a number of seconds")
      }
      if time < start || (time == start && index > 0) {
        throw fault(
          file, "\(place)[\(index)]", "\(time.shortestText) is not behind the boundary before")
      }
      // A boundary at the very start separates nothing.
      if time > start {
        spans.append(AnnotatedSpan(.times(start: start, end: time), place: here))
      }
      (start, here) = (time, "\(place)[\(index)]")
    }
    let last = max(start, end ?? start)
    spans.append(AnnotatedSpan(.times(start: start, end: last), place: here))
    return spans
  }

  /// One file; throws where times are not known.
  public static func write(
    _ set: AnnotationSet, context: WritingContext
  ) throws(AnnotationError) -> [AnnotationFile] {
    let isRated = set.videos.allSatisfy(isRated)
    var members: [JSONMember] = []
    for video in set.videos {
      var lists: [JSONValue] = []
      for tier in isRated ? video.tiers : Array(video.tiers.prefix(1)) {
        lists.append(.array(try boundaries(of: tier, in: video).map(\.json)))
      }
      if isRated, let duration = video.duration, let rate = video.frameRate {
        let known: [JSONMember] = [
          JSONMember("fps", .number(rate.quotient)), JSONMember("video_duration", duration.json),
          JSONMember("substages_timestamps", .array(lists)),
        ]
        members.append(JSONMember(video.name, .object(known + video.attributes)))
      } else {
        members.append(JSONMember(video.name, lists.first ?? .array([])))
      }
    }
    return [
      AnnotationFile(name: fileName, text: try JSONValue.object(members).text(.pretty, of: title))
    ]
  }

  /// Where something begins or ends, but for the beginning and the end of the video.
  private static func boundaries(
    of tier: AnnotationTier, in video: AnnotatedVideo
  ) throws(AnnotationError) -> [MediaTime] {
    var origin = video.clock?.time(ofFrame: 0)
    var (starts, ends) = ([MediaTime](), [MediaTime]())
    for span in tier.spans {
      let times = try video.times(of: span, format: title)
      if span.extent.frames?.lowerBound == 0 { origin = times.start }
      starts.append(times.start)
      ends.append(times.end)
    }
    let first = origin ?? MediaTime(value: 0, timescale: 1)
    let last = [ends.max(), video.duration.map { first + $0 }].compactMap { $0 }.max() ?? first
    return Set(starts.filter { $0 > first } + ends.filter { $0 < last && $0 > first }).sorted()
  }

  private static func fault(_ file: String, _ place: String, _ reason: String) -> AnnotationError {
    AnnotationError(
      file: file, step: "read the event boundaries", place: place, reason: reason,
      advice: "give {video: [seconds, …]} or Kinetics-GEBD's annotations as JSON")
  }
}
