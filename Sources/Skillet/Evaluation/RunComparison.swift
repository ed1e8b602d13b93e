public import Annotations
internal import Evaluation

/// `skillet evaluate repeat` and `--compare`: several sets of predictions for the same truth.
public struct RunComparison: Sendable {
  /// The report for people.
  public let text: String
  /// The report for programs.
  public let json: JSONValue
  /// What a person should know beside it, a sentence each.
  public let notes: [String]

  /// The difference between two sets of predictions, by a paired bootstrap over videos; throws where
  /// they are not of the same videos.
  public init(
    first: (name: String, result: any EvaluationResult),
    second: (name: String, result: any EvaluationResult)
  ) throws(SkilletError) {
    let comparison = try SkilletError.wrapping { () throws(EvaluationError) in
      try Comparison((first.name, first.result.scores), (second.name, second.result.scores))
    }
    (text, json) = (comparison.text, comparison.json)
    notes = Self.notes([first, second])
  }

  /// The mean and the spread over runs; throws where they are not of the same videos.
  ///
  /// - Precondition: there is at least one run.
  public init(
    runs: [(name: String, result: any EvaluationResult)]
  ) throws(SkilletError) {
    let report = try SkilletError.wrapping { () throws(EvaluationError) in
      try RepeatReport(runs.map { ($0.name, $0.result.scores) })
    }
    (text, json) = (report.text, report.json)
    notes = Self.notes(runs)
  }

  private static func notes(_ runs: [(name: String, result: any EvaluationResult)]) -> [String] {
    runs.flatMap { run in run.result.notes.map { "\(run.name): \($0)" } }
  }
}
