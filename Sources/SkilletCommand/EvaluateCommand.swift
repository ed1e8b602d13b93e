internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate`: named protocols, with what chance would reach.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Scores predictions by a named protocol.",
    subcommands: [EvaluateBoundaryCommand.self])
}

/// `skillet evaluate boundary`: predicted boundaries against true ones.
struct EvaluateBoundaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boundary", abstract: "Compares predicted boundaries with true ones.",
    discussion: """
      Videos are joined by name: a document by its video's path, any other file by its own name.
      Truth is read from recorded demonstrations (fps, frames, segments with start_frame), from \
      {name: {fps, frames, segments: [{start, end}]}}, from shot cuts (hard_cuts, \
      soft_transitions, ambiguous), from a label a frame (.txt), from a scene list (.csv) and \
      from segments documents. `--truth none`: each video shows one skill.
      """)

  @Argument(help: "Files or folders: segments documents, scene lists, WebVTT, label a frame.")
  var predicted: [String]

  @Option(parsing: .upToNextOption, help: "Files or folders with the truth, or none.")
  var truth: [String]

  @Option(
    help: "How far a boundary may be off, inclusive: 5 (frames), 1s, 0.15s.",
    transform: BoundaryProtocol.Tolerance.init(argument:))
  var tolerance = BoundaryProtocol.Tolerance.frames(5)

  @Option(help: "Which boundaries of a recorded demonstration: skills or stages.")
  var level = BoundaryTruth.Level.skills

  @Option(help: "Keep only predicted boundaries of this kind: skill, shot or limit.")
  var kind: BoundaryKind?

  @Option(help: "The intersection over union at which two segments are the same.")
  var iou = 0.5

  @Option(help: "How boundaries are paired: optimal, or greedy as TRECVID does.")
  var matching = BoundaryMatching.Rule.optimal

  @Option(help: "How often videos are drawn anew for the intervals.")
  var bootstrap = 2000

  @Option(help: "The seed of the intervals and of the random boundaries.")
  var seed: UInt64 = 0

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard iou > 0, iou <= 1 else { throw ValidationError("--iou lies in 0...1, without 0") }
    guard (1...1_000_000).contains(bootstrap) else {
      throw ValidationError("--bootstrap lies in 1...1000000")
    }
  }

  func run() throws {
    try common.reportingFaults {
      let evaluation = try BoundaryEvaluation(
        predicted: predicted, truth: truth, level: level, kind: kind,
        settings: BoundaryProtocol(
          tolerance: tolerance, rule: matching, iou: iou,
          bootstrap: Bootstrap(resamples: bootstrap, seed: seed)))
      for note in evaluation.notes { common.note("skillet: note: \(note)") }
      let report = evaluation.report
      print(json ? try report.json.text() : report.text, terminator: "")
    }
  }
}
