internal import Annotations
internal import ArgumentParser
internal import Evaluation

/// How boundaries are compared.
struct BoundaryOptions: ParsableArguments {
  @Option(
    help: "How far a boundary may be off, inclusive: 5 (frames), 1s, 0.15s.",
    transform: BoundaryProtocol.Tolerance.init(argument:))
  var tolerance = BoundaryProtocol.Tolerance.frames(5)

  @Option(help: "The intersection over union at which two segments are the same.")
  var iou = 0.5

  @Option(help: "How boundaries are paired: optimal, or greedy as TRECVID does.")
  var matching = BoundaryMatching.Rule.optimal

  func validate() throws {
    guard iou > 0, iou <= 1 else { throw ValidationError("--iou lies in 0...1, without 0") }
  }

  /// The protocol.
  func settings(_ bootstrap: Bootstrap) -> BoundaryProtocol {
    BoundaryProtocol(tolerance: tolerance, rule: matching, iou: iou, bootstrap: bootstrap)
  }
}

/// Which of the truth's grains is read.
struct LevelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which grain of the truth: skill, stage, or stage3.",
      discussion: "Recordings hold skills and stages; a data set's folder holds groundTruth, "
        + "groundTruth_stage and groundTruth_stage3."))
  var level = BoundaryTruth.Level.skills
}

/// Numbers written with commas between them.
struct NumberList: ExpressibleByArgument {
  var numbers: [Double]

  init(_ numbers: [Double]) { self.numbers = numbers }

  init?(argument: String) {
    let texts = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = texts.compactMap { Double($0) }
    guard numbers.count == texts.count, numbers.allSatisfy(\.isFinite) else { return nil }
  }

  var defaultValueDescription: String {
    numbers.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.joined(separator: ",")
  }
}
