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
}
