/// What was predicted for one video, and what is true.
public struct EvaluatedVideo: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// Frames of the video, above zero.
  public var frames: Int
  /// Frames a second; nil where nobody knows.
  public var frameRate: Double?
  /// The predicted boundaries, ascending, the start and the end of the video left out.
  public var predicted: [Int]
  /// The true boundaries, likewise.
  public var truth: [Int]
  /// Where a boundary is neither asked for nor wrong.
  public var tolerated: [ClosedRange<Int>]

  /// Collects both sides.
  public init(
    name: String, frames: Int, frameRate: Double?, predicted: [Int], truth: [Int],
    tolerated: [ClosedRange<Int>] = []
  ) {
    self.name = name
    self.frames = frames
    self.frameRate = frameRate
    self.predicted = predicted
    self.truth = truth
    self.tolerated = tolerated
  }

  /// What one set of boundaries is worth.
  struct Scores {
    /// Boundaries; predictions at tolerated places left out.
    var boundaries: DetectionScore
    /// Segments by overlap.
    var segments: DetectionScore
    /// The total distance of the matched pairs in frames.
    var distance: Double
  }

  /// Scores the boundaries of a baseline: the same scores, without the distances.
  ///
  /// Many draws are scored, so pairs are only counted where nothing asks which they are.
  func baselineScores(
    of boundaries: [Int], tolerance: Double, settings: BoundaryProtocol
  ) -> BoundaryReport.Baseline {
    guard settings.rule == .optimal, tolerated.isEmpty else {
      let scores = scores(of: boundaries, tolerance: tolerance, settings: settings)
      return .init(f1: scores.boundaries.f1, segmentalF1: scores.segments.f1)
    }
    let matched = BoundaryMatching.count(
      predicted: boundaries.map(Double.init), truth: truth.map(Double.init), tolerance: tolerance)
    let score = DetectionScore(
      matched: matched, predicted: boundaries.count, truth: truth.count)
    return .init(f1: score.f1, segmentalF1: segmentScore(of: boundaries, settings).f1)
  }

  private func segmentScore(of boundaries: [Int], _ settings: BoundaryProtocol) -> DetectionScore {
    SegmentalF1.score(
      predicted: SegmentalF1.segments(boundaries: boundaries, frames: frames),
      truth: SegmentalF1.segments(boundaries: truth, frames: frames), iou: settings.iou)
  }

  /// Scores boundaries of this video at a tolerance in frames.
  func scores(
    of boundaries: [Int], tolerance: Double, settings: BoundaryProtocol
  ) -> Scores {
    let matching = BoundaryMatching(
      predicted: boundaries.map(Double.init), truth: truth.map(Double.init), tolerance: tolerance,
      rule: settings.rule)
    let matched = Set(matching.pairs.map(\.predicted))
    let excused = boundaries.indices.count { index in
      !matched.contains(index) && isTolerated(boundaries[index], tolerance)
    }
    return Scores(
      boundaries: DetectionScore(
        matched: matched.count, predicted: boundaries.count - excused, truth: truth.count),
      segments: segmentScore(of: boundaries, settings),
      distance: matching.pairs.map(\.distance).reduce(0, +))
  }

  /// Whether a boundary lies within the tolerance of a tolerated place.
  private func isTolerated(_ frame: Int, _ tolerance: Double) -> Bool {
    tolerated.contains { range in
      Double(range.lowerBound) - tolerance <= Double(frame)
        && Double(frame) <= Double(range.upperBound) + tolerance
    }
  }
}
