/// Predicted boundaries against true ones over many videos, with what chance would reach.
///
/// Boundaries are matched one to one within the tolerance; the start and the end of a video do not
/// count. A prediction that matches nothing but lies within the tolerance of a tolerated place is
/// left out of precision. The means are over videos and carry bootstrap intervals over videos; the
/// pooled score adds the counts up.
///
/// Beside them stand uniform and random boundaries with each video's true count, scored alike.
public struct BoundaryReport: Sendable, Hashable {
  /// How the figures came about.
  public let settings: BoundaryProtocol
  /// The videos in the order given.
  public let videos: [Video]
  /// Precision, recall and F1 over all videos together.
  public let pooled: DetectionScore
  /// Segments by overlap over all videos together.
  public let pooledSegments: DetectionScore
  /// The mean precision over videos.
  public let precision: Bootstrap.Interval
  /// The mean recall over videos.
  public let recall: Bootstrap.Interval
  /// The mean F1 over videos.
  public let f1: Bootstrap.Interval
  /// The mean segmental F1 over videos.
  public let segmentalF1: Bootstrap.Interval
  /// The mean distance of matched pairs in frames; nil where nothing matched.
  public let meanDistance: Double?
  /// Predictions that match nothing and are not tolerated, a minute of video; nil where a video's
  /// frame rate is not known.
  public let extraPerMinute: Double?
  /// Uniform boundaries with the true count.
  public let uniform: Baseline
  /// Random boundaries with the true count, averaged over the draws.
  public let random: Baseline
  /// The same scores as figures, to be compared with those of other predictions.
  public let scores: ScoreReport

  /// The scores of one video.
  public struct Video: Sendable, Hashable {
    /// The video's name.
    public let name: String
    /// Its length in minutes; nil where its frame rate is not known.
    public let minutes: Double?
    /// The tolerance in frames.
    public let tolerance: Double
    /// Boundaries.
    public let boundaries: DetectionScore
    /// Segments by overlap.
    public let segments: DetectionScore
    /// Uniform boundaries with the true count.
    public let uniform: Baseline
    /// Random boundaries with the true count, the mean over draws.
    public let random: Baseline
  }

  /// The means over videos of boundaries that know nothing of the video.
  public struct Baseline: Sendable, Hashable {
    /// The mean F1.
    public let f1: Double
    /// The mean segmental F1.
    public let segmentalF1: Double
  }

  /// Scores videos; throws where there is none, and where a tolerance in seconds meets a video
  /// without a frame rate.
  public init(
    _ evaluated: [EvaluatedVideo], settings: BoundaryProtocol = BoundaryProtocol()
  ) throws(EvaluationError) {
    var rows: [Scored] = []
    for (index, video) in evaluated.enumerated() {
      rows.append(try Scored(video, settings, seed: settings.bootstrap.seed &+ UInt64(index)))
    }
    guard let f1 = settings.bootstrap.interval(of: rows.map(\.own.boundaries.f1)),
      let precision = settings.bootstrap.interval(of: rows.map(\.own.boundaries.precision)),
      let recall = settings.bootstrap.interval(of: rows.map(\.own.boundaries.recall)),
      let segmentalF1 = settings.bootstrap.interval(of: rows.map(\.own.segments.f1))
    else {
      throw EvaluationError(
        video: "no video", reason: "there is nothing to score", advice: "give at least one video")
    }
    self.settings = settings
    (self.f1, self.precision, self.recall) = (f1, precision, recall)
    self.segmentalF1 = segmentalF1
    videos = rows.map(\.summary)
    let nothing = DetectionScore(matched: 0, predicted: 0, truth: 0)
    let pooled = rows.map(\.own.boundaries).reduce(nothing, +)
    self.pooled = pooled
    pooledSegments = rows.map(\.own.segments).reduce(nothing, +)
    let distance = rows.map(\.own.distance).reduce(0, +)
    meanDistance = pooled.matched > 0 ? distance / Double(pooled.matched) : nil
    let minutes = videos.compactMap(\.minutes)
    extraPerMinute =
      minutes.count == videos.count ? Double(pooled.extra) / minutes.reduce(0, +) : nil
    uniform = Self.mean(rows.map(\.uniform))
    random = Self.mean(rows.map(\.random))
    scores = try ScoreReport(
      name: "boundary", rules: settings.rules, settings: settings.json, videos: videos.map(\.name),
      figures: Self.figures(videos), bootstrap: settings.bootstrap)
  }

  private static func mean(_ baselines: [Baseline]) -> Baseline {
    let count = Double(baselines.count)
    return Baseline(
      f1: baselines.map(\.f1).reduce(0, +) / count,
      segmentalF1: baselines.map(\.segmentalF1).reduce(0, +) / count)
  }

  /// A video with everything that is scored of it.
  private struct Scored {
    let own: EvaluatedVideo.Scores
    let uniform: Baseline
    let random: Baseline
    let summary: Video

    init(
      _ video: EvaluatedVideo, _ settings: BoundaryProtocol, seed: UInt64
    ) throws(EvaluationError) {
      guard video.frames > 0 else {
        throw EvaluationError(
          video: video.name, reason: "it has no frames", advice: "leave it out")
      }
      guard let tolerance = settings.tolerance.frames(frameRate: video.frameRate) else {
        throw EvaluationError(
          video: video.name,
          reason: "nobody says its frame rate, which a tolerance in seconds needs",
          advice: "give the tolerance in frames")
      }
      own = video.scores(of: video.predicted, tolerance: tolerance, settings: settings)
      let count = video.truth.count
      uniform = video.baselineScores(
        of: Baselines.uniformBoundaries(count: count, frames: video.frames), tolerance: tolerance,
        settings: settings)
      let draws = Baselines.randomBoundaries(
        count: count, frames: video.frames, seed: seed,
        draws: max(1, settings.randomDraws))
      random = BoundaryReport.mean(
        draws.map {
          video.baselineScores(of: $0, tolerance: tolerance, settings: settings)
        })
      summary = Video(
        name: video.name, minutes: video.frameRate.map { Double(video.frames) / $0 / 60 },
        tolerance: tolerance, boundaries: own.boundaries, segments: own.segments,
        uniform: uniform, random: random)
    }
  }
}
