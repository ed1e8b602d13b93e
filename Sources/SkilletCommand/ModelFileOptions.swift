internal import ArgumentParser
internal import Skillet

/// Where a trained model goes, and what is printed of it.
struct ModelFileOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The file for the model.")
  var out: String

  @Flag(help: "Replace a model that exists.")
  var force = false

  @Flag(help: "Write the model's card beside it, under its name with .md.")
  var card = false

  @Flag(help: "Take up a training that was interrupted, from the checkpoints beside the model.")
  var resume = false

  @Flag(help: "Print the model's settings and figures as one JSON document.")
  var json = false

  /// Where checkpoints of the training go.
  var checkpoint: String { out + ".checkpoint" }

  /// The place of the model and its card; throws where it cannot be written.
  func output() throws -> ModelOutput {
    try ModelOutput(path: out, hasCard: card, replaces: force)
  }
}
