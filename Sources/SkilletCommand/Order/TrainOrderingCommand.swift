internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet train ordering`: a model that says in which order clips come.
struct TrainOrderingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ordering", abstract: "Trains a model that orders clips.",
    discussion: """
      Learns from unlabelled videos (windows of one video in true time order, equally far apart in \
      each list) and from segments documents (their segments in order); no labels are looked at. \
      The last demonstrations by name stop the training. `skillet order clips` uses the model; \
      `skillet evaluate ordering` and `skillet evaluate probe` measure it.
      """)

  @Argument(help: "Videos or segments documents, or folders of them.")
  var data: [String]

  @OptionGroup(title: "What is trained") var options: OrderingOptions

  @Option(name: [.short, .long], help: "The file for the model.")
  var out: String

  @Flag(help: "Replace a model that exists.")
  var force = false

  @Flag(help: "Write the model's card beside it, under its name with .md.")
  var card = false

  @Flag(help: "Take up a training that was interrupted, from the checkpoint beside the model.")
  var resume = false

  @Flag(help: "Print the model's settings and figures as one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.run { interruption in
      let training = options.training(checkpoint: out + ".checkpoint", resumes: resume)
      let output = try ModelOutput(path: out, hasCard: card, replaces: force)
      let sources = try options.sources(data)
      let bar = common.progressBar("training")
      defer { bar.finish() }
      let model = try training.run(sources, interruption: interruption) {
        bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      bar.finish()
      try output.write(model, checkpoint: training)
      print(json ? try model.settingsText() : model.summary(path: out))
    }
  }
}
