internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options of `skillet train inverse-dynamics`.
struct LabellingOptions: ParsableArguments {
  @Option(help: "Members of the ensemble, each with a seed of its own.")
  var members = 3

  @Option(help: "Steps of the optimiser for each member; by default 600, fewer where it stops.")
  var steps: Int?

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 1

  @Option(help: "How many labelled videos, the last by name, stop the training and measure it.")
  var validation = 1

  @Flag(
    inversion: .prefixedNo,
    help: "Whether measured motion is seen beside patches; by default where actions are numbers.")
  var motion: Bool?

  @Option(help: "Codes that continuous actions are grouped into.")
  var actionCodes = 40

  @Option(help: "Width of the layers of each member, by default 256; fewer make a smaller file.")
  var hidden: Int?

  @Option(name: .customLong("null-action"), help: "An action that does nothing; may be repeated.")
  var nullAction: [String] = []

  @Option(help: "Rows a second, at most.")
  var rate = 30.0

  @Option(help: "Threads.")
  var jobs = 2

  var nullActions: [String]? { nullAction.isEmpty ? nil : nullAction }

  func validate() throws {
    let counts: [(String, Int, ClosedRange<Int>)] = [
      ("--members", members, 1...256), ("--steps", steps ?? 1, 1...10_000_000),
      ("--validation", validation, 0...100_000), ("--action-codes", actionCodes, 2...4096),
      ("--hidden", hidden ?? 1, 1...4096), ("--jobs", jobs, 1...256),
    ]
    for (name, value, range) in counts where !range.contains(value) {
      throw ValidationError("\(name) lies in \(range.lowerBound)...\(range.upperBound)")
    }
    guard rate >= 0.1, rate <= 1000 else { throw ValidationError("--rate lies in 0.1...1000") }
  }

  func training() -> LabellerTraining {
    var training = LabellerTraining()
    training.members = members
    training.steps = steps
    training.seed = seed
    training.validation = validation
    training.seesMotion = motion
    training.actionCodes = actionCodes
    training.hidden = hidden
    training.rate = rate
    training.jobs = jobs
    // What changes nothing about the model is no part of how it came to be.
    training.command =
      ["skillet"] + CommandLine.arguments.dropFirst().filter { $0 != "--force" }
    return training
  }
}
