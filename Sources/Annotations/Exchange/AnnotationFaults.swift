public import Frames

/// What is wrong with annotations that could be read: the checks that all formats share.
public struct AnnotationFaults: Sendable {
  /// What intervals the format allows.
  public var rules: IntervalRules
  /// The labels that there are; nil where no vocabulary is stated.
  public var vocabulary: Set<String>?

  /// Chooses what is checked.
  public init(rules: IntervalRules, vocabulary: Set<String>? = nil) {
    self.rules = rules
    self.vocabulary = vocabulary
  }

  /// Every fault of a video, in the order of its spans.
  ///
  /// Where the video itself was read (``AnnotatedVideo/info``), frames and times must lie in it; else
  /// in what the file says of its length. Cost: O(n log n) in the number of spans.
  public func faults(of video: AnnotatedVideo) -> [DocumentFault] {
    var faults: [DocumentFault] = []
    if let info = video.info { faults += countFaults(video, decoded: info) }
    var missing: Set<String> = []
    for tier in video.tiers {
      let place = { (span: AnnotatedSpan) in
        let stated = span.place.description
        return stated.isEmpty ? video.name : stated
      }
      for span in tier.spans {
        faults += bounds(of: span, in: video).map { DocumentFault(place(span), $0) }
        if let vocabulary, let label = span.label, !vocabulary.contains(label),
          missing.insert(label).inserted
        {
          faults.append(DocumentFault(place(span), "\"\(label)\" is not in the mapping"))
        }
      }
      faults += meetings(tier, in: video, place)
    }
    return faults
  }

  /// The number of frames that the file states against the decoded one.
  private func countFaults(_ video: AnnotatedVideo, decoded info: VideoInfo) -> [DocumentFault] {
    guard let stated = video.frames, stated != info.frames else { return [] }
    return [
      DocumentFault(
        video.name, "the annotations are of \(stated) frames; \(Self.counts(info))")
    ]
  }

  /// Both counts of a video in words.
  public static func counts(_ info: VideoInfo) -> String {
    let header = info.framesInHeader.map { "its header claims \($0)" } ?? "its header claims none"
    return "the decoded video has \(info.frames), \(header)"
  }

  private func bounds(of span: AnnotatedSpan, in video: AnnotatedVideo) -> [String] {
    var reasons: [String] = []
    if let frames = span.extent.frames {
      let limit = video.info?.frames ?? video.frames
      if let limit, frames.upperBound > limit {
        let last = max(frames.lowerBound, limit)...max(frames.lowerBound, frames.upperBound - 1)
        let which =
          last.count == 1
          ? "frame \(last.lowerBound) does" : "frames \(last.lowerBound) to \(last.upperBound) do"
        let count = video.info.map(Self.counts) ?? "the file states \(limit)"
        reasons.append("\(which) not exist: \(count)")
      }
    }
    if case .times(let start, let end) = span.extent {
      if start.value < 0 { reasons.append("it starts at \(start.shortestText) s, before 0") }
      if let (limit, what) = self.end(of: video), end > limit + Self.rounding {
        reasons.append(
          "it ends at \(end.shortestText) s, \(what) at \(limit.text(decimals: 3)) s")
      }
      if let first = video.clock?.time(ofFrame: 0), video.info != nil, end <= first, end > start {
        reasons.append("it ends at \(end.shortestText) s, before the first frame is shown")
      }
    }
    return reasons
  }

  /// What formats of milliseconds may be off.
  private static let rounding = MediaTime(value: 1, timescale: 1000)

  private func end(of video: AnnotatedVideo) -> (time: MediaTime, what: String)? {
    if let info = video.info, let end = video.clock?.time(ofFrame: info.frames) {
      return (end, "the decoded video")
    }
    return video.duration.map { ($0, "the video by the file's own word") }
  }

  /// Overlaps and gaps where they are forbidden.
  private func meetings(
    _ tier: AnnotationTier, in video: AnnotatedVideo, _ place: (AnnotatedSpan) -> String
  ) -> [DocumentFault] {
    if rules == .free { return [] }
    var faults: [DocumentFault] = []
    let spans = tier.spans.sorted { Self.starts($0, before: $1) }
    for (before, span) in zip(spans, spans.dropFirst()) {
      let (end, start): (String, String)
      let isLater: Bool
      let isEarlier: Bool
      if let a = before.extent.frames, let b = span.extent.frames {
        (isEarlier, isLater) = (b.lowerBound < a.upperBound, b.lowerBound > a.upperBound)
        (end, start) = ("frame \(a.upperBound)", "frame \(b.lowerBound)")
      } else if let a = before.extent.times, let b = span.extent.times {
        (isEarlier, isLater) = (b.start < a.end, b.start > a.end)
        (end, start) = ("\(a.end.shortestText) s", "\(b.start.shortestText) s")
      } else {
        continue
      }
      if isEarlier, !rules.contains(.overlaps) {
        faults.append(
          DocumentFault(
            place(span), "starts at \(start), within the one before, which ends at \(end)"))
      }
      if isLater, !rules.contains(.gaps) {
        faults.append(
          DocumentFault(place(span), "starts at \(start), and the one before ends at \(end): a gap")
        )
      }
    }
    return faults
  }

  private static func starts(_ left: AnnotatedSpan, before right: AnnotatedSpan) -> Bool {
    if let a = left.extent.frames, let b = right.extent.frames {
      return a.lowerBound < b.lowerBound
    }
    if let a = left.extent.times, let b = right.extent.times { return a.start < b.start }
    return false
  }
}
