internal import Annotations
internal import Frames

/// What the template reads: texts only, by the names that it uses.
///
/// A name means one thing on the whole page, because the template looks an absent one up further
/// out.
struct ReportPage {
  var title: String
  var style = reportStyle
  var summary: [Fact]
  var warnings: [String]
  var videoFacts: [Fact]
  var methodFacts: [Fact]
  var command: String
  var version: String
  var timeline: TimelineView
  var rows: [SegmentView]
  var cards: [SegmentView]
  var stillsNote: String
  var stillShape: String
  var hasStills: Bool
  var hasWarnings: Bool
  var hasSkills: Bool
  var isThinned: Bool

  init(_ report: Report) {
    let document = report.document
    let selection = StillSelection(report.stills, budget: Report.stillBudget)
    title = Self.fileName(document.video.path)
    summary = ReportFacts.summary(document)
    warnings = ReportFacts.warnings(document.video)
    videoFacts = ReportFacts.video(document.video)
    methodFacts = ReportFacts.method(document.method)
    command = ReportNotation.shell(report.generatedBy.command)
    version = report.generatedBy.version
    timeline = TimelineView(document, signal: report.signal)
    let colors = SegmentColors.assign(document.segments)
    rows = document.segments.enumerated().map { position, segment in
      let stills = position < selection.stills.count ? selection.stills[position] : []
      return SegmentView(segment, color: colors[position], stills: stills)
    }
    cards = rows.filter { !$0.pictures.isEmpty }
    stillsNote = selection.note
    stillShape = Self.shape(document.video)
    hasStills = !cards.isEmpty
    hasWarnings = !warnings.isEmpty
    hasSkills = document.segments.contains { $0.skill != nil }
    isThinned = !stillsNote.isEmpty
  }

  /// A term and its description.
  struct Fact {
    var term: String
    var value: String

    init(_ term: String, _ value: String) {
      (self.term, self.value) = (term, value)
    }
  }

  private static func fileName(_ path: String) -> String {
    path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? path
  }

  /// The picture's shape as CSS writes it; square pixels where the file says nonsense.
  private static func shape(_ video: VideoInfo) -> String {
    let pixel = video.sampleAspectRatio.quotient
    let width = Double(max(video.width, 1)) * (pixel > 0.1 && pixel < 10 ? pixel : 1)
    return "\(TimeAxis.decimal(width)) / \(max(video.height, 1))"
  }
}

/// One segment as the timeline, the key frames and the table show it.
struct SegmentView {
  var number: String
  var color: String
  var startClock: String
  var endClock: String
  var startFrame: String
  var endFrame: String
  var lengthSeconds: String
  var lengthWords: String
  var kind: String
  var kindWords: String
  var surprise: String
  var confidence: String
  var confidencePercent: String
  var skill: String
  var label: String
  var pictures: [PictureView]
  /// What a pointer resting on the segment's block says, and a screen reader.
  var words: String

  init(_ segment: Segment, color: Int, stills: [Still]) {
    let length = segment.end.seconds - segment.start.seconds
    number = String(segment.index)
    self.color = String(color)
    startClock = ReportNotation.clock(segment.start.seconds)
    endClock = ReportNotation.clock(segment.end.seconds)
    startFrame = String(segment.start.index)
    endFrame = String(segment.end.index)
    lengthSeconds = ReportNotation.fixed(length, 3)
    lengthWords = ReportNotation.length(length)
    kind = segment.kind?.rawValue ?? "none"
    kindWords = segment.kind?.rawValue ?? "–"
    surprise = segment.surprise.map { ReportNotation.fixed($0, 2) } ?? "–"
    confidence = segment.confidence.map { ReportNotation.fixed($0, 2) } ?? "–"
    confidencePercent = TimeAxis.decimal(min(max(segment.confidence ?? 0, 0), 1) * 100)
    skill = segment.skill.map(String.init) ?? "–"
    label = segment.label ?? ""
    pictures = stills.map { PictureView($0, in: segment) }

    words = [
      "Segment \(number)", label, "\(startClock) – \(endClock), \(lengthWords)",
      kind == "none" ? "" : "begins with a \(kind) boundary",
      segment.surprise == nil ? "" : "surprise \(surprise)",
      segment.confidence == nil ? "" : "confidence \(confidence)",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
