internal import Annotations
internal import Frames

/// The timeline and the curve under it, on one axis.
struct TimelineView {
  var blocks: [Block]
  var cuts: [Cut]
  var axisTicks: [TimeAxis.Tick]
  var kinds: [Kind]
  var thresholdName: String
  var minimumWidth: String
  var dense: Bool
  var curve: SurpriseCurve?
  var hasCurve: Bool
  var hasThreshold: Bool
  var hasPeaks: Bool
  var colorNote: String

  /// A segment's block.
  struct Block {
    var left: String
    var width: String
    var segment: SegmentView
  }

  /// A cut's vertical line.
  struct Cut {
    var left: String
    var kind: String
    var title: String
  }

  /// A kind of cut, for the legend.
  struct Kind {
    var name: String
    var meaning: String
  }

  init(_ document: SegmentsDocument, signal: [SignalPoint]) {
    let segments = document.segments
    let axis = Self.axis(document, signal: signal)
    let colors = SegmentColors.assign(segments)
    blocks = segments.enumerated().map { position, segment in
      let (left, right) = (axis.percent(segment.start.seconds), axis.percent(segment.end.seconds))
      return Block(
        left: TimeAxis.decimal(left), width: TimeAxis.decimal(max(right - left, 0)),
        segment: SegmentView(segment, color: colors[position], stills: []))
    }
    cuts = segments.dropFirst().map { segment in
      let kind = segment.kind ?? .skill
      return Cut(
        left: axis.position(segment.start.seconds), kind: kind.rawValue,
        title: "\(kind.rawValue) boundary at \(ReportNotation.clock(segment.start.seconds))")
    }
    axisTicks = axis.ticks
    kinds = BoundaryKind.allCases
      .filter { kind in segments.dropFirst().contains { ($0.kind ?? .skill) == kind } }
      .map { Kind(name: $0.rawValue, meaning: $0.meaning) }
    thresholdName = ReportFacts.threshold(document.method.threshold)
    dense = segments.count > 80
    minimumWidth = String(dense ? min(segments.count * 4, 2400) : 0)
    curve = SurpriseCurve(signal, on: axis)
    hasCurve = curve != nil
    hasThreshold = curve?.threshold.isEmpty == false
    hasPeaks = curve?.peaks.isEmpty == false
    colorNote =
      segments.contains { $0.skill != nil }
      ? "Segments of one skill share a colour." : "Colours only tell neighbours apart."
  }

  private static func axis(_ document: SegmentsDocument, signal: [SignalPoint]) -> TimeAxis {
    guard let first = document.segments.first, let last = document.segments.last else {
      return TimeAxis(start: signal.first?.seconds ?? 0, end: document.video.duration)
    }
    return TimeAxis(start: first.start.seconds, end: last.end.seconds)
  }
}

extension BoundaryKind {
  /// The kind in the words of the legend.
  fileprivate var meaning: String {
    switch self {
    case .skill: "cut where the past stopped telling"
    case .shot: "cut between two shots"
    case .limit: "cut at the longest length allowed"
    }
  }
}
