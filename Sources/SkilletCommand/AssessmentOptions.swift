internal import ArgumentParser
internal import Skillet

/// How much of each clip is looked at.
struct LengthOptions: ParsableArguments {
  @Flag(
    help:
      "Look at equally many pictures of every clip, evenly spread: how long it is tells nothing.")
  var equalLength = false

  @Flag(help: "Look at equally many pictures from the beginning of every clip.")
  var cutLength = false

  @Option(help: "How many pictures that are; by default as many as the shortest clip has.")
  var pictures: Int?

  func validate() throws {
    if equalLength, cutLength { throw ValidationError("give --equal-length or --cut-length") }
    if let pictures {
      guard equalLength || cutLength else {
        throw ValidationError("--pictures belongs to --equal-length or --cut-length")
      }
      guard (2...2048).contains(pictures) else {
        throw ValidationError("--pictures lies in 2...2048")
      }
    }
  }

  var length: AssessedLength {
    equalLength ? .resampled(pictures) : cutLength ? .cut(pictures) : .whole
  }
}

/// What an assessor is, and how it is trained.
struct AssessorOptions: ParsableArguments {
  @OptionGroup var lengths: LengthOptions

  @Option(help: "Members of the ensemble, each with a seed of its own.")
  var members = AssessorTraining().members

  @Option(help: "Steps of the optimiser for each member, at most.")
  var steps = AssessorTraining().steps

  @Option(help: "The state of the recurrent layer; 0 for a linear map of means and spreads.")
  var hidden = AssessorTraining().hidden

  @Option(help: "The highest learning rate.")
  var learningRate = AssessorTraining().learningRate

  @Option(help: "The weight decay.")
  var weightDecay = AssessorTraining().weightDecay

  @Option(help: "The share of performers, groups or clips that is held out to stop the training.")
  var validation = AssessorTraining().validation

  @Option(help: "Pictures a second, at most.")
  var rate = AssessorTraining().rate

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 1

  @Option(help: "Threads.")
  var jobs = 2

  func validate() throws {
    let counts: [(String, Int, ClosedRange<Int>)] = [
      ("--members", members, 1...256), ("--steps", steps, 1...10_000_000),
      ("--hidden", hidden, 0...1024), ("--jobs", jobs, 1...256),
    ]
    for (name, value, range) in counts where !range.contains(value) {
      throw ValidationError("\(name) lies in \(range.lowerBound)...\(range.upperBound)")
    }
    let numbers: [(String, Double, ClosedRange<Double>)] = [
      ("--learning-rate", learningRate, 1e-9...1e6), ("--weight-decay", weightDecay, 0...100),
      ("--validation", validation, 0...0.9), ("--rate", rate, 0.1...1000),
    ]
    for (name, value, range) in numbers where !range.contains(value) {
      throw ValidationError("\(name) lies in \(range.lowerBound)...\(range.upperBound)")
    }
  }

  func training(checkpoint: String?, resumes: Bool) -> AssessorTraining {
    var training = AssessorTraining()
    (training.members, training.steps, training.hidden) = (members, steps, hidden)
    (training.learningRate, training.weightDecay) = (learningRate, weightDecay)
    (training.validation, training.rate) = (validation, rate)
    (training.seed, training.jobs, training.length) = (seed, jobs, lengths.length)
    (training.checkpoint, training.resumes) = (checkpoint, resumes)
    // What changes nothing about the model is no part of how it came to be.
    training.command =
      ["skillet"]
      + CommandLine.arguments.dropFirst().filter { $0 != "--resume" && $0 != "--force" }
    return training
  }
}
