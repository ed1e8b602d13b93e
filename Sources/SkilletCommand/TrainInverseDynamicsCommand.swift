internal import Annotations
internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet train inverse-dynamics`: a model that reads actions off the picture.
struct TrainInverseDynamicsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inverse-dynamics",
    abstract: "Learns actions from pixels on a few labelled videos, to label the rest.",
    discussion: """
      Learns from videos and the actions beside them what was done between two pictures. With \
      --label it writes the actions of further videos into --labels-out as VIDEO.actions.json, \
      marked as pseudo-labels; actions beside those videos are not looked at. Numbers are grouped \
      into codes, and the middle of a group is what is written. `skillet label` labels with a \
      model that is there already; `skillet train predictor --actions-from` learns from labels.
      """)

  @Argument(help: "Labelled videos, or folders of them.")
  var labelled: [String]

  @Option(
    parsing: .upToNextOption,
    help: "Videos to label, or folders of them; those learned from are left out.")
  var label: [String] = []

  @Option(help: "The folder for the labels.")
  var labelsOut: String?

  @OptionGroup(title: "What is trained") var options: LabellingOptions

  @Option(name: [.short, .long], help: "The file for the model.")
  var out: String

  @Flag(help: "Replace a model and labels that exist.")
  var force = false

  @Flag(help: "Write the model's card beside it, under its name with .md.")
  var card = false

  @Flag(help: "Print the model's settings and figures as one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if label.isEmpty != (labelsOut == nil) {
      throw ValidationError("--label and --labels-out belong together")
    }
    if labelsOut == "" || labelsOut == "-" { throw ValidationError("--labels-out is a folder") }
  }

  func run() throws {
    try common.run { interruption in
      let output = try ModelOutput(path: out, hasCard: card, replaces: force)
      let set = try DemonstrationSet(
        labelled, needsActions: true, nullActions: options.nullActions)
      let others = try self.others(set)
      let labels = try labelsOut.map {
        try LabelOutput(folder: $0, videos: others, replaces: force)
      }
      let bar = common.progressBar("training")
      defer { bar.finish() }
      let show: @Sendable (TrainingProgress) -> Void = {
        bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      let model = try options.training().run(
        set, others: others, interruption: interruption, progress: show)
      let name = URL(fileURLWithPath: out).lastPathComponent
      let found = try model.label(
        others, model: name, jobs: options.jobs, interruption: interruption, progress: show)
      bar.finish()
      try interruption.check()
      if let labels {
        try labels.write(found, beside: output.files(of: model))
      } else {
        try output.write(model)
      }
      report(model, found.compactMap { labels?.path(of: $0.name) })
      if json { print(try model.settingsText()) }
    }
  }

  /// The videos to label.
  private func others(_ set: DemonstrationSet) throws -> DemonstrationSet {
    let (rest, shared) = try DemonstrationSet(label, needsActions: false).without(set)
    if shared > 0 { common.note("skillet: note: \(shared) videos have labels and get none") }
    guard label.isEmpty || !rest.demonstrations.isEmpty else {
      throw SkilletError(
        .badData, "\(label[0]): every video to label is one that is learned from; name others")
    }
    return rest
  }

  private func report(_ model: ActionLabeller, _ files: [String]) {
    let lines = ["wrote"] + ([out] + files).map { "  \($0.printable)" }
    if json {
      for line in lines { common.note(line) }
    } else {
      print(([model.summary] + lines).joined(separator: "\n"))
    }
  }
}
