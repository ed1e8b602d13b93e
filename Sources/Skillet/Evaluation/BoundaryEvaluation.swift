public import Annotations
public import Evaluation

/// `skillet evaluate boundary`: files of predictions against files of truth.
///
/// A prediction and a truth belong together when they name the same video: a document by its
/// video's path, any other file by its own name. A prediction without truth is an error; truth
/// without a prediction is noted, so that a subset can be scored.
public struct BoundaryEvaluation: EvaluationResult {
  /// The scores.
  public let report: BoundaryReport
  /// What a person should know beside them, a sentence each.
  public let notes: [String]

  /// The scores as figures.
  public var scores: ScoreReport { report.scores }
  /// The report for people.
  public var text: String { report.text }
  /// The report for programs.
  public var json: JSONValue { report.json }

  /// Reads both sides, joins them and scores them.
  ///
  /// - Parameters:
  ///   - predicted: files, or folders of files, in any format that segments are read in.
  ///   - truth: files or folders in any shape that ``TruthReader`` knows; or only `none`: each
  ///     video shows one skill and has no boundary.
  ///   - level: which grain is read where the truth has several.
  ///   - kind: keeps only the predicted boundaries of this kind.
  ///   - frameRate: of videos of which nobody says it.
  ///   - settings: the protocol.
  public init(
    predicted: [String], truth: [String], level: BoundaryTruth.Level = .skills,
    kind: BoundaryKind? = nil, frameRate: Double? = nil,
    settings: BoundaryProtocol = BoundaryProtocol()
  ) throws(SkilletError) {
    var joined = try JoinedVideos(
      predicted: predicted, truth: truth, level: level, frameRate: frameRate)
    if case .seconds = settings.tolerance { joined.noteVariableRates() }
    notes = joined.notes
    let videos = try joined.boundaries(kind: kind)
    report = try SkilletError.wrapping { () throws(EvaluationError) in
      try BoundaryReport(videos, settings: settings)
    }
  }
}
