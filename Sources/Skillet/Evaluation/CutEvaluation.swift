public import Annotations
public import Evaluation

/// `skillet evaluate trecvid`, `covering` and `boundary --rates`: cuts against cuts.
public struct CutEvaluation: EvaluationResult {
  /// The figures.
  public let scores: ScoreReport
  /// What a person should know beside them, a sentence each.
  public let notes: [String]

  /// Which protocol compares the cuts.
  public enum Method: Sendable, Hashable {
    /// Shot boundaries: hard cuts and gradual transitions.
    case trecvid(ShotProtocol)
    /// Whole partitions, without a tolerance.
    case covering(CoveringProtocol)
    /// Boundaries at several sampling rates.
    case rates(SamplingRates)
  }

  /// Reads both sides, joins them and scores them.
  ///
  /// - Parameters:
  ///   - predicted: files or folders in any format that segments are read in; lists of times
  ///     (`{video: [seconds]}`) or of change points (`name,window,point,…`).
  ///   - truth: files or folders in any shape that ``TruthReader`` knows.
  ///   - level: which grain is read where the truth has several.
  ///   - kind: keeps only the predicted boundaries of this kind.
  ///   - frameRate: of videos of which nobody says it.
  ///   - method: the protocol.
  public init(
    predicted: [String], truth: [String], level: BoundaryTruth.Level = .skills,
    kind: BoundaryKind? = nil, frameRate: Double? = nil, method: Method
  ) throws(SkilletError) {
    var joined = try JoinedVideos(
      predicted: predicted, truth: truth, level: level, frameRate: frameRate)
    if case .rates = method { joined.noteVariableRates() }
    notes = joined.notes
    let videos = try joined.boundaries(kind: kind)
    let shots = zip(videos, joined.videos).map { video, joined in
      ShotVideo(
        name: video.name, frames: video.frames, predicted: video.predicted, hardCuts: video.truth,
        transitions: joined.truth.gradual,
        ambiguous: joined.truth.tolerated.filter { !joined.truth.gradual.contains($0) })
    }
    scores = try SkilletError.wrapping { () throws(EvaluationError) in
      switch method {
      case .trecvid(let settings): try settings.score(shots)
      case .covering(let settings): try settings.score(videos)
      case .rates(let settings): try settings.score(videos)
      }
    }
  }
}
