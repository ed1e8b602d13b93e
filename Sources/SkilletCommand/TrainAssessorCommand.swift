internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet train assessor`: a model that says how well something is done.
struct TrainAssessorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assessor", abstract: "Learns to score clips from judged pairs of them.",
    discussion: """
      Learns from pairs (CSV: winner,loser or left,right,winner, each with an optional skill), from \
      the votes of a tournament, or from all pairs of a skill in a list with reference scores (an index.json, or CSV with the \
      columns item, score, skill, group, performer). Clips are found by name in --clips. With \
      --folds every clip is also scored by an assessor that learned from none of its performers \
      (--split-by), which is what `skillet evaluate rating` should be given.
      """)

  @Argument(help: "Judged pairs, a tournament, or a list of clips with reference scores.")
  var source: String

  @Option(help: "The folder of the clips; by default that of the pairs.")
  var clips: String?

  @Option(help: "A list (CSV or JSON) with the skill, group and performer of the clips of pairs.")
  var items: String?

  @OptionGroup(title: "What is trained") var options: AssessorOptions

  @Option(name: [.short, .long], help: "The file for the model.")
  var out: String?

  @Option(
    help: "Score every clip out of its fold, in so many folds; 0 for five, or as many as fit.")
  var folds: Int?

  @Option(help: "What is never on both sides of a fold: performer, group, skill or clip.")
  var splitBy = SplitUnit.performer

  @Option(help: "The file for the scores out of fold, CSV or .json.")
  var scores: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @Flag(help: "Write the model's card beside it, under its name with .md.")
  var card = false

  @Flag(help: "Take up a training that was interrupted, from the checkpoints beside the model.")
  var resume = false

  @Flag(help: "Print the model's settings and figures as one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if out == nil, folds == nil { throw ValidationError("give --out, or --folds and --scores") }
    if (folds == nil) != (scores == nil) {
      throw ValidationError("--folds and --scores belong together")
    }
    if out == nil, card || resume || json {
      throw ValidationError("--card, --resume and --json need a model; name it with --out")
    }
    if let folds, folds != 0, !(2...10_000).contains(folds) {
      throw ValidationError("--folds lies in 2...10000, or is 0")
    }
  }

  func run() throws {
    try common.run { interruption in
      let training = options.training(checkpoint: out.map { $0 + ".checkpoint" }, resumes: resume)
      let output = try out.map { try ModelOutput(path: $0, hasCard: card, replaces: force) }
      _ = try scores.map { try ModelOutput(path: $0, replaces: force) }
      let data = try AssessmentPairs(
        source, clips: clips, items: try items.map(ClipList.items), seed: options.seed)
      let bar = common.progressBar("training")
      defer { bar.finish() }
      let show: @Sendable (TrainingProgress) -> Void = {
        bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      let measured = try ClipMeasurements(
        data.clips, length: training.length, rate: training.rate, jobs: training.jobs,
        interruption: interruption, progress: show)
      var lines: [String] = []
      if let scores {
        let found = try training.crossValidate(
          data, measured, folds: folds == 0 ? nil : folds, by: splitBy, interruption: interruption,
          progress: show)
        try found.write(to: scores)
        lines.append("scores out of fold: wrote \(scores.printable)")
      }
      if let out, let output {
        let model = try training.run(data, measured, interruption: interruption, progress: show)
        try output.write(model, checkpoints: training)
        lines.append(json ? try model.settingsText() : model.summary(path: out.printable))
      }
      bar.finish()
      print(lines.joined(separator: "\n"))
    }
  }
}
