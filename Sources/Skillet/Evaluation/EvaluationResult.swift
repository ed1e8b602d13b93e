public import Annotations
public import Evaluation

/// What a named protocol says of predictions that were read from files.
public protocol EvaluationResult: Sendable {
  /// The figures, video by video, to be compared with those of other predictions.
  var scores: ScoreReport { get }
  /// What a person should know beside them, a sentence each.
  var notes: [String] { get }
  /// The report for people.
  var text: String { get }
  /// The report for programs.
  var json: JSONValue { get }
}

extension EvaluationResult {
  /// The figures' tables and rules.
  public var text: String { scores.text }
  /// The figures as one object.
  public var json: JSONValue { scores.json }
}

extension SkilletError {
  /// Runs a protocol; a figure that cannot be computed is bad data.
  static func wrapping<Value>(
    _ body: () throws(EvaluationError) -> Value
  ) throws(SkilletError) -> Value {
    do {
      return try body()
    } catch {
      throw SkilletError(error)
    }
  }
}
