public import Annotations
public import Evaluation

/// `skillet evaluate segments` and `skillet evaluate mof`: files of labels against files of labels.
public struct LabelEvaluation: EvaluationResult {
  /// The figures.
  public let scores: ScoreReport
  /// What a person should know beside them, a sentence each.
  public let notes: [String]

  /// Which protocol compares the labels.
  public enum Method: Sendable, Hashable {
    /// Labels have names that both sides share.
    case segments(SegmentsProtocol)
    /// Predicted labels are clusters that have to be matched.
    case mof(MoFProtocol)
  }

  /// Reads both sides, joins them and scores them.
  ///
  /// - Parameters:
  ///   - predicted: files or folders: a label a frame, a table of labels, segments documents (whose
  ///     labels or else skills count).
  ///   - truth: files or folders in any shape with labels that ``TruthReader`` knows.
  ///   - level: which grain is read where the truth has several.
  ///   - mapping: MS-TCN's `mapping.txt`; nil where labels are classes as they are. Clusters of
  ///     `mof` are not mapped.
  ///   - frameRate: of videos of which nobody says it, for predictions in seconds.
  ///   - method: the protocol.
  public init(
    predicted: [String], truth: [String], level: BoundaryTruth.Level = .skills,
    mapping: String? = nil, frameRate: Double? = nil, method: Method
  ) throws(SkilletError) {
    let joined = try JoinedVideos(
      predicted: predicted, truth: truth, level: level, frameRate: frameRate)
    notes = joined.notes
    let map = try mapping.map { path throws(SkilletError) in try Self.mapping(path) }
    switch method {
    case .segments(let settings):
      let videos = try joined.labels(mapping: map)
      scores = try SkilletError.wrapping { () throws(EvaluationError) in
        try settings.score(videos)
      }
    case .mof(let settings):
      let videos = try joined.labels(mapping: map, mapsPredictions: false)
      scores = try SkilletError.wrapping { () throws(EvaluationError) in
        try settings.score(videos)
      }
    }
  }

  private static func mapping(_ path: String) throws(SkilletError) -> LabelMapping {
    let text = try AnnotationFiles.text(of: path)
    do {
      return try LabelMapping(text, file: path)
    } catch {
      throw SkilletError(error)
    }
  }
}
