internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate gebd`: generic event boundaries with several raters.
struct EvaluateEventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gebd", abstract: "F1 at relative distances with several raters (Kinetics-GEBD).",
    discussion: """
      Truth is Kinetics-GEBD's annotations as JSON (video_duration, fps, f1_consis_avg, \
      substages_timestamps), or one file or folder a rater. Predictions may be {video: [seconds]}. \
      The rater with the highest F1 counts; sums over videos.
      """)

  @OptionGroup var options: EvaluationOptions

  @Option(help: "The relative distances, with commas between them.")
  var distances = NumberList(EventBoundaryProtocol().thresholds)

  @Option(help: "Leave out videos whose raters agree by less (f1_consis_avg).")
  var leastConsistency = 0.3

  @Flag(help: "Count the first rater's boundaries of videos without a prediction as missed.")
  var countMissing = false

  func validate() throws {
    guard distances.numbers.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw ValidationError("--distances are shares of the duration, in 0...1 without 0")
    }
  }

  func run() throws {
    try options.report { predicted in
      try EventEvaluation(
        predicted: predicted, truth: options.truth, frameRate: options.frameRate,
        settings: EventBoundaryProtocol(
          thresholds: distances.numbers, leastConsistency: leastConsistency,
          countsMissing: countMissing, bootstrap: options.draws.settings))
    }
  }
}
