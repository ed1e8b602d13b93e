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

  @OptionGroup var file: ModelFileOptions

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.run { interruption in
      let training = options.training(checkpoint: file.checkpoint, resumes: file.resume)
      let output = try file.output()
      let sources = try options.sources(data)
      let bar = common.progressBar("training")
      defer { bar.finish() }
      let model = try training.run(sources, interruption: interruption) {
        bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      bar.finish()
      try output.write(model, checkpoint: training)
      print(file.json ? try model.settingsText() : model.summary(path: file.out))
    }
  }
}
