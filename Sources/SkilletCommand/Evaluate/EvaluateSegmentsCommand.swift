internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate segments`: labels against labels by MS-TCN's rules.
struct EvaluateSegmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segments", abstract: "F1@k, edit score and frame accuracy of labels (MS-TCN).",
    discussion: """
      Labels are read from a label a frame (.txt, or MS-TCN's recognition files), from tables \
      (columns gt and pred, or label; or start, end and label) and from segments documents, whose \
      labels or else skills count. F1 is pooled over videos, edit is a mean over videos, accuracy \
      is given both ways and with and without the background.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var grain: LevelOptions

  @Option(help: "The thresholds of F1, with commas between them.")
  var iou = NumberList([0.1, 0.25, 0.5])

  @Option(
    parsing: .upToNextOption, help: "Labels that stand for nothing; none leaves every label in.")
  var background = ["background"]

  @Option(help: "MS-TCN's mapping.txt: labels of one id are one class, others are faults.")
  var mapping: String?

  func validate() throws {
    guard iou.numbers.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw ValidationError("--iou lies in 0...1, without 0")
    }
  }

  func run() throws {
    try options.report { predicted in
      try LabelEvaluation(
        predicted: predicted, truth: options.truth, level: grain.level, mapping: mapping,
        frameRate: options.frameRate,
        method: .segments(
          SegmentsProtocol(
            ious: iou.numbers, background: background == ["none"] ? [] : background,
            bootstrap: options.draws.settings)))
    }
  }
}
