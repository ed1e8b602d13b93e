internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// How labels are read, whatever compares them.
struct LabelOptions: ParsableArguments {
  @Option(help: "MS-TCN's mapping.txt: labels of one id are one class, others are faults.")
  var mapping: String?

  @Option(
    help: "By how many frames the sides of a video may differ; both are cut to the shorter.")
  var lengthSlack = 0

  func validate() throws {
    guard (0...1_000_000).contains(lengthSlack) else {
      throw ValidationError("--length-slack lies in 0...1000000")
    }
  }

  /// Scores labels.
  func evaluate(
    _ predicted: [String], _ options: EvaluationOptions, _ grain: LevelOptions,
    _ method: LabelEvaluation.Method
  ) throws -> LabelEvaluation {
    try LabelEvaluation(
      predicted: predicted, truth: options.truth, level: grain.level, mapping: mapping,
      lengthSlack: lengthSlack, frameRate: options.frameRate, method: method)
  }
}
