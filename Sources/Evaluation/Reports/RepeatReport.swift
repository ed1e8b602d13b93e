public import Annotations

/// Several runs of one method (other seeds, other trainings) on the same videos: the mean and the
/// spread over runs, for all videos and for each.
///
/// The spread is the standard deviation with n - 1. Runs are paired by video, so the spread of a
/// video's own score tells the method's luck apart from the videos' difficulty.
public struct RepeatReport: Sendable, Hashable {
  /// The runs' names.
  public let runs: [String]
  /// The first run's report: videos, rules.
  public let report: ScoreReport
  /// A row a figure.
  public let rows: [Row]

  /// One figure over the runs.
  public struct Row: Sendable, Hashable {
    /// The figure, with the first run's parts.
    public let figure: Figure
    /// The figure over all videos, a value a run.
    public let values: [Double]
    /// Each video's values, one a run; empty where a run has no score for it.
    public let videos: [[Double]]

    /// Mean over runs; nil without a value.
    public var mean: Double? { Self.mean(values) }
    /// Standard deviation over runs; nil for one run.
    public var spread: Double? { Self.spread(values) }
    /// The mean over videos of the spread of a video's own score.
    public var spreadWithinVideos: Double? {
      Self.mean(videos.compactMap { Self.spread($0) })
    }
    /// The spread over videos of their means over runs.
    public var spreadOverVideos: Double? {
      Self.spread(videos.compactMap { Self.mean($0) })
    }

    static func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    static func spread(_ values: [Double]) -> Double? {
      guard values.count > 1, let mean = mean(values) else { return nil }
      let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
      return (squares / Double(values.count - 1)).squareRoot()
    }
  }

  /// Puts runs beside each other; throws where they are not of the same videos.
  ///
  /// - Precondition: there is at least one run.
  public init(_ reports: [(name: String, report: ScoreReport)]) throws(EvaluationError) {
    precondition(!reports.isEmpty, "a repeat needs a run")
    let report = reports[0].report
    var ordered: [ScoreReport] = []
    for run in reports { ordered.append(try run.report.inOrder(of: report, name: run.name)) }
    self.report = report
    runs = reports.map(\.name)
    rows = report.figures.indices.map { index in
      let figures = ordered.map { $0.figures[index] }
      let perVideo = report.videos.indices.map { video in
        let scores = figures.compactMap { $0.score(ofVideo: video) }
        return scores.count == figures.count ? scores : []
      }
      return Row(
        figure: figures[0],
        values: figures.compactMap { $0.estimate(report.bootstrap)?.mean }, videos: perVideo)
    }
  }

  /// Tables for people: each figure over the runs, then each video's mean and spread.
  public var text: String {
    let head = ["figure"] + runs + ["mean", "spread", "within a video", "over videos"]
    let body = rows.map { row in
      let values = row.values.map { row.figure.text($0) }
      return [row.figure.title] + values
        + Array(repeating: "–", count: runs.count - values.count)
        + [row.mean, row.spread, row.spreadWithinVideos, row.spreadOverVideos].map {
          row.figure.text($0)
        }
    }
    let shown = rows.filter { $0.figure.averaging != .whole }
    let videos =
      [["video"] + shown.map(\.figure.title)]
      + report.videos.enumerated().map { index, name in
        [name]
          + shown.map {
            "\($0.figure.text(Row.mean($0.videos[index]))) ± "
              + $0.figure.text(Row.spread($0.videos[index]))
          }
      }
    let rules = [
      "Protocol \(report.name), \(runs.count) runs of \(report.videos.count) videos.",
      "Spread is the standard deviation (n - 1) over runs; within a video, the mean over videos of"
        + " a video's own spread; over videos, that of the videos' means.",
    ]
    return TextTable.text([head] + body) + "\n" + TextTable.text(videos) + "\n"
      + (rules + report.rules).joined(separator: "\n") + "\n"
  }

  /// The runs as one JSON object: `protocol`, `runs`, `figures` by key, `videos`.
  public var json: JSONValue {
    .object([
      JSONMember(
        "protocol", .object([JSONMember("name", .string(report.name))] + report.settings)),
      JSONMember("runs", .array(runs.map { .string($0) })),
      JSONMember(
        "figures",
        .object(
          rows.map { row in
            JSONMember(
              row.figure.key,
              .object([
                JSONMember("values", .array(row.values.map { .number($0) })),
                JSONMember("mean", JSONValue(row.mean)), JSONMember("spread", JSONValue(row.spread)),
                JSONMember("spreadWithinVideos", JSONValue(row.spreadWithinVideos)),
                JSONMember("spreadOverVideos", JSONValue(row.spreadOverVideos)),
              ]))
          })),
      JSONMember(
        "videos",
        .array(
          report.videos.enumerated().map { index, name in
            .object(
              [JSONMember("name", .string(name))]
                + rows.filter { $0.figure.averaging != .whole }.map {
                  JSONMember($0.figure.key, .array($0.videos[index].map { .number($0) }))
                })
          })),
    ])
  }
}
