internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate covering`: partitions of series.
struct EvaluateCoveringCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "covering", abstract: "Covering, Rand index and distances of change points.",
    discussion: """
      Truth may be TSSB's desc.txt (name,window,change point,…) with the series beside it; \
      predictions may be a list of the same shape. No tolerance is needed.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var grain: LevelOptions

  func run() throws {
    try options.report { predicted in
      try CutEvaluation(
        predicted: predicted, truth: options.truth, level: grain.level,
        frameRate: options.frameRate,
        method: .covering(CoveringProtocol(bootstrap: options.draws.settings)))
    }
  }
}
