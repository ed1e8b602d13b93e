internal import Annotations
internal import Foundation
internal import Frames

/// What the template of the page of skills reads: texts only, by the names that it uses.
struct DiscoveryPage {
  var style = reportStyle + discoveryStyle
  var version = skilletVersion
  var command: String
  var title: String
  var summary: [ReportPage.Fact]
  var skills: [SkillView]
  var lanes: [LaneView]
  var axisTicks: [TimeAxis.Tick]
  var lanesNote: String
  var warnings: [String]
  var hasWarnings: Bool
  var hasGroups: Bool
  var hasLabels: Bool

  /// Videos whose timelines are shown.
  static let laneLimit = 200

  init(_ report: DiscoveryReport) {
    let discovery = report.discovery
    let seen = discovery.library.skills.filter { $0.segments > 0 }
    var colors: [Int: Int] = [:]
    for (place, skill) in seen.enumerated() {
      colors[skill.skill] = place % SegmentColors.paletteSize
    }
    command = ReportNotation.shell(report.command)
    title = seen.count == 1 ? "1 skill" : "\(ReportNotation.count(seen.count)) skills"
    let common = seen.count(where: \.isCommon)
    summary = [
      .init("segments", ReportNotation.count(discovery.segmentCount)),
      .init("videos", ReportNotation.count(discovery.documents.count)),
      .init("common skills", ReportNotation.count(common)),
      .init("specific skills", ReportNotation.count(seen.count - common)),
    ]
    hasGroups = discovery.groups > 0
    hasLabels = seen.contains { $0.support > 0 }
    skills = seen.map { skill in
      SkillView(
        skill, color: colors[skill.skill] ?? 0, examples: report.examples[skill.skill] ?? [],
        documents: discovery.documents)
    }
    let shown = discovery.documents.prefix(Self.laneLimit)
    let longest =
      shown.compactMap { document in
        document.document.segments.last.map {
          $0.end.seconds - (document.document.segments.first?.start.seconds ?? 0)
        }
      }.max() ?? 1
    let axis = TimeAxis(start: 0, end: longest)
    let names = Dictionary(seen.map { ($0.skill, $0.name) }) { first, _ in first }
    lanes = zip(shown, discovery.skills).map { document, skills in
      LaneView(document, skills: skills, colors: colors, names: names, axis: axis)
    }
    axisTicks = axis.ticks
    lanesNote =
      "Each block is a segment with the number of its skill; all videos on one scale of time."
      + (seen.count > SegmentColors.paletteSize
        ? " Colours repeat after eight skills; the number tells." : "")
      + (shown.count < discovery.documents.count
        ? " The first \(shown.count) of \(discovery.documents.count) videos are shown." : "")
    warnings = discovery.warnings
    hasWarnings = !warnings.isEmpty
  }

  /// One skill.
  struct SkillView {
    var number: String
    var color: String
    var label: String
    var count: String
    var videoCount: String
    var groupCount: String
    var seconds: String
    var spread: String
    var purity: String
    var support: String
    var samples: [ExampleView]
    var hasSamples: Bool

    init(
      _ skill: SkillSummary, color: Int, examples: [SkillExample], documents: [DiscoveryDocument]
    ) {
      number = String(skill.skill)
      self.color = String(color)
      label = skill.name
      count = ReportNotation.count(skill.segments)
      videoCount = ReportNotation.count(skill.videos)
      groupCount = ReportNotation.count(skill.groups)
      seconds = ReportNotation.fixed(skill.seconds, 1)
      spread = skill.isCommon ? "common" : "specific"
      purity = skill.purity.map { ReportNotation.fixed($0, 2) } ?? "–"
      support = ReportNotation.count(skill.support)
      samples = examples.filter { !$0.stills.isEmpty }.map {
        ExampleView($0, skill: skill, video: documents[$0.video].name)
      }
      hasSamples = !samples.isEmpty
    }
  }

  /// One segment with its pictures.
  struct ExampleView {
    var place: String
    var shots: [Shot]

    struct Shot {
      var source: String
      var alternative: String
    }

    init(_ example: SkillExample, skill: SkillSummary, video: String) {
      let start = ReportNotation.clock(example.segment.start.seconds)
      place = "\(video), \(start)"
      shots = example.stills.map { still in
        Shot(
          source: "data:image/jpeg;base64," + Data(still.jpeg).base64EncodedString(),
          alternative: "Skill \(skill.skill) in \(video): frame \(still.frame)")
      }
    }
  }

  /// The timeline of one video.
  struct LaneView {
    var videoName: String
    var blocks: [BlockView]

    init(
      _ document: DiscoveryDocument, skills: [Int], colors: [Int: Int], names: [Int: String],
      axis: TimeAxis
    ) {
      videoName = document.name
      let zero = document.document.segments.first?.start.seconds ?? 0
      blocks = zip(document.document.segments, skills).map { segment, skill in
        let left = axis.percent(segment.start.seconds - zero)
        let right = axis.percent(segment.end.seconds - zero)
        return BlockView(
          left: TimeAxis.decimal(left), width: TimeAxis.decimal(max(right - left, 0)),
          color: String(colors[skill] ?? 0), number: String(skill),
          words: "Segment \(segment.index) · \(names[skill] ?? "skill \(skill)") · "
            + "\(ReportNotation.clock(segment.start.seconds)) – "
            + ReportNotation.clock(segment.end.seconds))
      }
    }
  }

  /// One segment on a timeline.
  struct BlockView {
    var left: String
    var width: String
    var color: String
    var number: String
    var words: String
  }
}
