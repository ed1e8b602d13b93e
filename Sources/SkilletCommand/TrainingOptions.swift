internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options of `skillet train predictor`.
struct TrainingOptions: ParsableArguments {
  @Option(
    help:
      "The kind of predictor: \(PredictorSettings.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var kind = PredictorSettings.Kind.skillMixture

  @Option(help: "Members of the ensemble, each with a seed of its own.")
  var members = 5

  @Option(help: "Steps of the optimiser for each member; by default the kind's own.")
  var steps: Int?

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 1

  @Option(help: "How many demonstrations, the last by name, weights and threshold are chosen on.")
  var validation = 8

  @Option(parsing: .upToNextOption, help: "Files or folders with true boundaries.")
  var truth: [String] = []

  @Option(help: "Which boundaries the threshold is chosen for: skill or stage.")
  var level = BoundaryTruth.Level.skills

  @Flag(
    inversion: .prefixedNo,
    help: "Whether the picture is seen; by default by mixtures and memories of discrete actions.")
  var pictures: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether actions are seen; without, codes or motion are made of the picture.")
  var actions = true

  @Option(help: "A folder in which VIDEO.actions.* is looked for first, then beside the video.")
  var actionsFrom: String?

  @Option(name: .customLong("null-action"), help: "An action that does nothing; may be repeated.")
  var nullAction: [String] = []

  @Option(help: "Policies of a skill mixture.")
  var skills = 16

  @Option(help: "Nats that a hand-over costs a skill mixture; more makes longer skills.")
  var switchCost = 1.0

  @Option(help: "What an action predictor remembers with: gated or state-space.")
  var memory = PredictorTraining.Memory.gated

  @Option(help: "Codes that continuous actions are grouped into for a skill mixture.")
  var actionCodes = 40

  @Option(
    help:
      "Steps over which a spread or features are predicted; by default 32, of features --look-ahead + 1."
  )
  var horizon: Int?

  @Option(
    name: [.customLong("components"), .customLong("motion-components")],
    help:
      "Components that are kept of the motion (with --no-actions; by default 8) or of features (16)."
  )
  var motionComponents: Int?

  @Option(help: "Rows a second, at most.")
  var rate = 30.0

  @Option(help: "Frames that a stream will look ahead.")
  var lookAhead = 8

  @Option(help: "Threads.")
  var jobs = 2

  var needsActions: Bool { actions && kind != .feature }
  var nullActions: [String]? { nullAction.isEmpty ? nil : nullAction }

  func validate() throws {
    let shortest = kind == .feature ? 1 : 3
    let counts: [(String, Int, ClosedRange<Int>)] = [
      ("--members", members, 1...256), ("--steps", steps ?? 1, 1...10_000_000),
      ("--validation", validation, 1...100_000), ("--skills", skills, 2...1024),
      ("--action-codes", actionCodes, 2...4096), ("--horizon", horizon ?? 3, shortest...10_000),
      ("--look-ahead", lookAhead, 0...10_000), ("--components", motionComponents ?? 1, 1...112),
      ("--jobs", jobs, 1...256),
    ]
    for (name, value, range) in counts where !range.contains(value) {
      throw ValidationError("\(name) lies in \(range.lowerBound)...\(range.upperBound)")
    }
    if kind == .spread || kind == .actionChange, actions, pictures == true {
      throw ValidationError(
        "\(kind.rawValue) sees the picture in place of actions: add --no-actions, or leave out "
          + "--pictures")
    }
    if actionsFrom != nil, !needsActions {
      throw ValidationError(
        "--actions-from names actions, "
          + (actions ? "--kind feature" : "--no-actions") + " looks at none")
    }
    guard switchCost >= 0, switchCost <= 100 else {
      throw ValidationError("--switch-cost lies in 0...100")
    }
    guard rate >= 0.1, rate <= 1000 else { throw ValidationError("--rate lies in 0.1...1000") }
  }

  func training(checkpoint: String, resumes: Bool) -> PredictorTraining {
    var training = PredictorTraining()
    training.kind = kind
    training.members = members
    training.steps = steps
    training.seed = seed
    training.validation = validation
    training.level = level
    training.seesPictures = pictures
    training.seesActions = actions
    training.skills = skills
    training.switchCost = switchCost
    training.actionCodes = actionCodes
    training.memory = memory
    training.horizon = horizon
    training.motionComponents = motionComponents
    training.rate = rate
    training.lookAhead = lookAhead
    training.jobs = jobs
    training.checkpoint = checkpoint
    training.resumes = resumes
    // What changes nothing about the model is no part of how it came to be.
    training.command =
      ["skillet"]
      + CommandLine.arguments.dropFirst().filter { $0 != "--resume" && $0 != "--force" }
    return training
  }
}
