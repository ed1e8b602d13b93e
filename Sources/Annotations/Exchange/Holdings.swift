internal import Frames

/// What a format can hold.
public struct Holdings: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set.
  public init(rawValue: Int) { self.rawValue = rawValue }

  private static func bit(_ place: Int) -> Holdings { Holdings(rawValue: 1 << place) }
  /// Several videos in one file.
  public static let videos = bit(0)
  /// The path of a video.
  public static let paths = bit(1)
  /// The length of a video in seconds.
  public static let durations = bit(2)
  /// The number of frames of a video.
  public static let frameCounts = bit(3)
  /// The rate of frames.
  public static let rates = bit(4)
  /// The size of the picture.
  public static let sizes = bit(5)
  /// The subset.
  public static let subsets = bit(6)
  /// A vocabulary.
  public static let classes = bit(7)
  /// Named tiers; parents need ``parents``.
  public static let tiers = bit(8)
  /// The parents of tiers.
  public static let parents = bit(9)
  /// Spans that overlap in a tier.
  public static let overlaps = bit(10)
  /// Stretches without a span.
  public static let gaps = bit(11)
  /// Frame numbers.
  public static let frames = bit(12)
  /// Exact times.
  public static let times = bit(13)
  /// Times in whole milliseconds.
  public static let milliseconds = bit(14)
  /// Labels of any text.
  public static let labels = bit(15)
  /// That a span has no label.
  public static let missingLabels = bit(16)
  /// That a label is the empty string.
  public static let emptyLabels = bit(17)
  /// Skill identities.
  public static let skills = bit(18)
  /// Scores.
  public static let scores = bit(19)
  /// Any further attributes of spans.
  public static let attributes = bit(20)
  /// Any further attributes of videos.
  public static let details = bit(21)
  /// A segments document.
  public static let document = bit(22)
  /// Spans of no length.
  public static let moments = bit(23)
}

extension Holdings {
  /// What a set has beyond these holdings, a line a kind, in the order of ``Loss/Kind``.
  ///
  /// Spans without frames lose no frames, and so on: only what is there can be lost.
  public func losses(of set: AnnotationSet) -> [Loss] {
    var found: [Loss.Kind: String] = [:]
    func lose(_ kind: Loss.Kind, _ isLost: Bool, _ text: @autoclosure () -> String) {
      if isLost, found[kind] == nil { found[kind] = text() }
    }
    lose(.classes, !contains(.classes) && !set.classes.isEmpty, "the vocabulary with its numbers")
    lose(.details, !contains(.details) && !set.attributes.isEmpty, "what is said of the set")
    for video in set.videos {
      lose(.paths, !contains(.paths) && video.path != nil, "the path of the video")
      lose(
        .durations,
        !contains(.durations) && video.duration != nil
          || !contains(.frameCounts) && video.frames != nil, "the length of the video")
      lose(
        .clocks, !contains(.rates) && (video.frameRate != nil || video.clock != nil),
        "the frame rate")
      lose(.sizes, !contains(.sizes) && video.size != nil, "the size of the picture")
      lose(.subsets, !contains(.subsets) && video.subset != nil, "the subset")
      lose(.details, !contains(.details) && !video.attributes.isEmpty, "what is said of the video")
      lose(
        .document, !contains(.document) && video.document != nil, "how the segments were found")
      let isLayered =
        video.tiers.count != 1 || video.tiers.contains { !$0.name.isEmpty }
      lose(
        .tiers, !contains(.tiers) && isLayered,
        isLayered && video.tiers.count > 1 ? "all tiers but one" : "the name of the tier")
      lose(
        .tiers, !contains(.parents) && video.tiers.contains { $0.parent != nil },
        "which tier is a level of which")
      for tier in video.tiers { losses(of: tier, in: video, lose) }
    }
    return Loss.Kind.allCases.compactMap { kind in found[kind].map { Loss(kind, $0) } }
  }

  private func losses(
    of tier: AnnotationTier, in video: AnnotatedVideo,
    _ lose: (Loss.Kind, Bool, @autoclosure () -> String) -> Void
  ) {
    if !isSuperset(of: [.overlaps, .gaps, .moments]) {
      let meeting = tier.meeting(in: video)
      lose(.moments, !contains(.moments) && meeting.moments, "spans of no length")
      lose(.overlaps, !contains(.overlaps) && meeting.overlaps, "spans that overlap")
      lose(.gaps, !contains(.gaps) && meeting.gaps, "stretches without a span")
    }
    for span in tier.spans {
      lose(.frames, !contains(.frames) && span.extent.frames != nil, "frame numbers")
      if let times = span.extent.times {
        if contains(.times) {
          lose(
            .precision, !times.start.isHeldByDecimals || !times.end.isHeldByDecimals,
            "times finer than decimals hold")
        } else {
          lose(.times, !contains(.milliseconds), "times")
          lose(
            .precision,
            contains(.milliseconds)
              && !(times.start.isExact(decimals: 3) && times.end.isExact(decimals: 3)),
            "times finer than a millisecond")
        }
      }
      switch span.label {
      case nil:
        lose(.labels, contains(.labels) && !contains(.missingLabels), "that a span has no label")
      case ""?: lose(.labels, !contains(.emptyLabels), "empty labels")
      default: lose(.labels, !contains(.labels), "labels")
      }
      lose(.skills, !contains(.skills) && span.skill != nil, "skill identities")
      lose(.scores, !contains(.scores) && span.score != nil, "scores")
      let extra = span.attributes.first
      lose(
        .attributes, !contains(.attributes) && extra != nil,
        "further attributes, such as \(extra?.key ?? "")")
    }
  }
}

extension AnnotationTier {
  /// Whether spans overlap, leave gaps, or are moments.
  ///
  /// Gaps lie before the first span, between two, and behind the last where the video's length is
  /// known. A moment is a span of no length. Spans that share no unit are none of it.
  public func meeting(in video: AnnotatedVideo) -> (overlaps: Bool, gaps: Bool, moments: Bool) {
    var (overlaps, gaps, moments) = (false, spans.isEmpty, false)
    if spans.allSatisfy({ $0.extent.frames != nil }) {
      let ranges = spans.compactMap(\.extent.frames).sorted { $0.lowerBound < $1.lowerBound }
      var end = 0
      for range in ranges {
        if range.lowerBound < end { overlaps = true }
        if range.lowerBound > end { gaps = true }
        if range.isEmpty { moments = true }
        end = max(end, range.upperBound)
      }
      if let frames = video.frames, frames > end { gaps = true }
    } else if spans.allSatisfy({ $0.extent.times != nil }) {
      let times = spans.compactMap(\.extent.times).sorted { $0.start < $1.start }
      var end: MediaTime?
      for time in times {
        if let end, time.start < end { overlaps = true }
        if let end, time.start > end { gaps = true }
        if end == nil, time.start > MediaTime(value: 0, timescale: 1) { gaps = true }
        if time.start == time.end { moments = true }
        end = max(end ?? time.end, time.end)
      }
      if let end, let duration = video.duration, duration > end { gaps = true }
    }
    return (overlaps, gaps, moments)
  }
}
