import Annotations
import Frames

/// What a format can hold of a set: everything else taken out, so that what is left must come back.
struct HeldSet {
  var set: AnnotationSet

  init(_ source: AnnotationSet, by format: any WritableFormat.Type) {
    set = source
    let holdings = format.holdings
    if !holdings.contains(.classes) { set.classes = [] }
    for index in set.videos.indices { hold(&set.videos[index], holdings) }
    Self.adapt(&set, to: format.id)
    let words = format.losses(writing: set).contains { [.text, .joints].contains($0.kind) }
    if words || format.id == "mstcn" { nameByWords() }
  }

  private func hold(_ video: inout AnnotatedVideo, _ holdings: Holdings) {
    if !holdings.contains(.paths) { video.path = nil }
    if !holdings.contains(.durations) { video.duration = nil }
    if !holdings.contains(.sizes) { video.size = nil }
    if !holdings.contains(.subsets) { video.subset = nil }
    if !holdings.contains(.details) { video.attributes = [] }
    if !holdings.contains(.tiers) {
      video.tiers = [AnnotationTier(spans: video.tiers.first?.spans ?? [])]
    }
    for tier in video.tiers.indices {
      if !holdings.contains(.parents) { video.tiers[tier].parent = nil }
      hold(&video.tiers[tier].spans, holdings, in: video)
    }
    if !holdings.contains(.frameCounts) { video.frames = nil }
    if case .times? = video.clock { video.clock = nil }
    if !holdings.contains(.rates) { (video.clock, video.frameRate) = (nil, nil) }
  }

  private func hold(
    _ spans: inout [AnnotatedSpan], _ holdings: Holdings, in video: AnnotatedVideo
  ) {
    if !holdings.contains(.overlaps) || !holdings.contains(.gaps) {
      tile(&spans, in: video, closesGaps: !holdings.contains(.gaps))
    }
    if !holdings.contains(.moments) { spans.removeAll { $0.extent.frames?.isEmpty ?? true } }
    for index in spans.indices {
      spans[index].extent = extent(spans[index].extent, holdings)
      if !holdings.contains(.labels)
        || (spans[index].label == "" && !holdings.contains(.emptyLabels))
      {
        spans[index].label = nil
      }
      if spans[index].label == nil, holdings.contains(.labels), !holdings.contains(.missingLabels) {
        spans[index].label = "step \(index)"
      }
      if !holdings.contains(.skills) { spans[index].skill = nil }
      if !holdings.contains(.scores) { spans[index].score = nil }
      if !holdings.contains(.attributes) { spans[index].attributes = [] }
    }
  }

  /// Spans one behind the other, over the whole video where gaps are closed.
  private func tile(_ spans: inout [AnnotatedSpan], in video: AnnotatedVideo, closesGaps: Bool) {
    spans.sort { ($0.extent.frames?.lowerBound ?? 0) < ($1.extent.frames?.lowerBound ?? 0) }
    var starts = spans.map { $0.extent.frames?.lowerBound ?? 0 }
    if closesGaps { starts[0] = 0 }
    var kept: [AnnotatedSpan] = []
    for (index, var span) in spans.enumerated() {
      let next = index + 1 < spans.count ? starts[index + 1] : video.frames ?? 0
      guard let frames = span.extent.frames, starts[index] < next, let clock = video.clock else {
        continue
      }
      let end = closesGaps ? next : min(next, max(frames.upperBound, starts[index]))
      guard let from = clock.time(ofFrame: starts[index]), let to = clock.time(ofFrame: end) else {
        continue
      }
      span.extent = .both(frames: starts[index]..<end, start: from, end: to)
      kept.append(span)
    }
    spans = kept
  }

  private func extent(_ extent: Extent, _ holdings: Holdings) -> Extent {
    guard case .both(let frames, var start, var end) = extent else { return extent }
    let isExact = holdings.contains(.times)
    if !isExact {
      (start, end) = (Self.milliseconds(start), Self.milliseconds(end))
    }
    switch (holdings.contains(.frames), isExact || holdings.contains(.milliseconds)) {
    case (true, true): return .both(frames: frames, start: start, end: end)
    case (true, false): return .frames(frames)
    default: return .times(start: start, end: end)
    }
  }

  static func milliseconds(_ time: MediaTime) -> MediaTime {
    MediaTime(decimal: time.text(decimals: 3)) ?? time
  }

  /// A label of one word for each span, no two neighbours alike.
  private mutating func nameByWords() {
    for video in set.videos.indices {
      for tier in set.videos[video].tiers.indices {
        for span in set.videos[video].tiers[tier].spans.indices
        where set.videos[video].tiers[tier].spans[span].label != nil {
          set.videos[video].tiers[tier].spans[span].label = "step_\(span % 5)"
        }
      }
    }
  }

  private static func each(_ video: inout AnnotatedVideo, _ change: (inout AnnotatedSpan) -> Void) {
    for tier in video.tiers.indices {
      for span in video.tiers[tier].spans.indices { change(&video.tiers[tier].spans[span]) }
    }
  }

  /// What the general rule does not know of a format.
  private static func adapt(_ set: inout AnnotationSet, to id: String) {
    for index in set.videos.indices {
      switch id {
      case "gebd":
        // Boundaries lie between spans that follow each other; nobody says where the last one ends.
        let zero = MediaTime(value: 0, timescale: 1)
        let starts = Set(set.videos[index].spans.compactMap(\.extent.times?.start) + [zero])
          .sorted()
        set.videos[index].tiers = [
          AnnotationTier(
            spans: zip(starts, starts.dropFirst() + [starts[starts.count - 1]]).map {
              AnnotatedSpan(.times(start: $0, end: $1))
            })
        ]
      case "mstcn": set.videos[index].tiers[0].name = ""
      case "lerobot", "lerobot-staging":
        // Episodes have numbers for names, and a data set one rate.
        set.videos[index].name = "episode_00000\(index)"
        set.videos[index].frameRate = set.videos[index].frameRate.map { _ in Rational(30, 1) }
        set.videos[index].clock = set.videos[index].clock.map { _ in .rate(Rational(30, 1)) }
      case "coin": each(&set.videos[index]) { $0.skill = $0.skill ?? 3 }
      case "activitynet-detections": each(&set.videos[index]) { $0.score = $0.score ?? 0.25 }
      default: break
      }
    }
    if id == "mstcn" {
      set.classes = (0..<5).map { LabelClass(name: "step_\($0)", id: $0 / 2) }
    }
  }
}
