internal import Annotations
internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet train`: models that learn from a data set.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model on demonstrations.",
    subcommands: [
      TrainPredictorCommand.self, TrainInverseDynamicsCommand.self, TrainOrderingCommand.self,
      TrainAssessorCommand.self,
    ])
}

/// `skillet train predictor`: a predictor of boundaries.
struct TrainPredictorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predictor", abstract: "Trains a predictor of skill boundaries.",
    discussion: """
      Learns from videos and the actions beside them (VIDEO.actions.json, .csv, .npy, \
      .safetensors or VIDEO.json); true boundaries are not learned from. The last demonstrations \
      by name stop the training, and where their true boundaries are known (in VIDEO.json, or \
      --truth) the threshold is chosen on them. Kinds: skill-mixture (policies that take turns), \
      spread (how far the future branches), feature (the error of predicted picture features; \
      needs no actions), action (the published rule on an action predictor), likelihood-ratio (its \
      memory begun afresh against carried), action-change.
      """)

  @Argument(help: "Videos, or folders of them.")
  var data: [String]

  @OptionGroup(title: "What is trained") var options: TrainingOptions

  @OptionGroup var file: ModelFileOptions

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.run { interruption in
      let training = options.training(checkpoint: file.checkpoint, resumes: file.resume)
      let output = try file.output()
      let set = try DemonstrationSet(
        data, needsActions: options.needsActions, actionsFrom: options.actionsFrom,
        nullActions: options.nullActions, level: options.level, truth: options.truth)
      let bar = common.progressBar("training")
      defer { bar.finish() }
      let model = try training.run(set, interruption: interruption) {
        bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      bar.finish()
      try output.write(model, checkpoints: training)
      print(file.json ? try model.settingsText() : model.summary(path: file.out))
    }
  }
}
