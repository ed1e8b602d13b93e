internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate mof`: unnamed clusters against labels.
struct EvaluateMoFCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mof",
    abstract: "MoF, IoU and F1 of clusters matched with labels (Hungarian method).",
    discussion: """
      Clusters are matched with labels one to one so that the most frames agree: once in each video, \
      and once for all videos given. Both are printed; figures of the one kind do not compare with \
      those of the other. There may be more clusters than labels, or fewer.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var grain: LevelOptions

  @Option(help: "The intersection over union of the segmental F1 after matching.")
  var iou = 0.5

  @Option(parsing: .upToNextOption, help: "True labels whose frames do not count.")
  var background: [String] = []

  @Option(help: "MS-TCN's mapping.txt for the truth: labels of one id are one class.")
  var mapping: String?

  func validate() throws {
    guard iou > 0, iou <= 1 else { throw ValidationError("--iou lies in 0...1, without 0") }
  }

  func run() throws {
    try options.report { predicted in
      try LabelEvaluation(
        predicted: predicted, truth: options.truth, level: grain.level, mapping: mapping,
        frameRate: options.frameRate,
        method: .mof(
          MoFProtocol(
            background: background == ["none"] ? [] : background, iou: iou,
            bootstrap: options.draws.settings)))
    }
  }
}
