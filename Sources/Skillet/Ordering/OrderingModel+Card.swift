internal import Foundation
internal import NeuralNetworks
internal import Ordering

extension OrderingModel {
  /// The settings as a document for programs.
  public func settingsText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(settings), as: UTF8.self)
  }

  /// What a person wants to know of a model that was just trained.
  public func summary(path: String) -> String {
    let training = settings.training
    return """
      ordering by \(settings.head.kind.rawValue) over \(settings.encoder.rawValue) features: \
      learned from \(training.demonstrations) demonstrations (\(training.segmented) by their \
      segments), \(training.rows) moments; chosen on \(training.validation.count)
      \(training.loss.rawValue) loss on those: \(decimals(training.initialLoss, 3)) before \
      training, \(decimals(training.lowestLoss, 3)) after \(training.steps) steps; lists of \
      \(training.sampler.items) at random cost \(decimals(training.chanceLoss, 3))
      wrote \(path)
      """
  }

  /// The model's card in Markdown.
  ///
  /// - Parameters:
  ///   - name: the model's name.
  ///   - bytes: the size of its file.
  public func card(name: String, bytes: Int) -> String {
    let training = settings.training
    let sampler = training.sampler
    let what =
      training.segmented > 0
      ? "\(training.segmented) of them by the order of their segments"
      : "by the order of their moments alone"
    let stop = training.end == "finished" ? "all steps were taken" : "it did not improve further"
    let order = sampler.isReversed ? "reversed (the film run backwards)" : "true"
    return """
      # \(name)

      A model that says in which order clips come: head `\(settings.head.kind.rawValue)`, encoder \
      `\(settings.encoder.rawValue)`; \(network.parameterCount) weights in half precision, \
      \(bytes) bytes.

      - Learned from \(training.demonstrations) demonstrations, \(what), \(training.rows) moments; \
      seed \(settings.seed), Skillet \(settings.version).
      - Lists of up to \(sampler.items) in \(order) order, \(sampler.framesAnItem) frames each; loss \
      \(training.loss.rawValue), jigsaw weight \(training.jigsawWeight).
      - \(training.steps) of \(training.plannedSteps) steps (\(stop)); weights were chosen on: \
      \(training.validation.joined(separator: ", ")).
      - Loss on lists of those: \(decimals(training.initialLoss, 4)) before training, \
      \(decimals(training.lowestLoss, 4)) after; at random \(decimals(training.chanceLoss, 4)).

      Made by

      ```sh
      \(training.command)
      ```

      The loss is from the demonstrations that the weights were chosen on; expect more on others. \
      Steps that may come in any order, or again, cost as much as mistakes.

      """
  }
}

extension ModelOutput {
  /// Writes an ordering model, whole or not at all, and takes the checkpoint of its training away.
  public func write(
    _ model: OrderingModel, checkpoint training: OrderingTraining
  ) throws(SkilletError) {
    try write(model.bytes(file: modelPath)) { name, count in model.card(name: name, bytes: count) }
    if let checkpoint = training.checkpoint {
      try? FileManager.default.removeItem(atPath: checkpoint)
    }
  }
}
