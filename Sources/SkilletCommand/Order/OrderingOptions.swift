internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options of `skillet train ordering`.
struct OrderingOptions: ParsableArguments {
  @Option(
    help:
      "What is seen of a frame: built-in (features as they are) or patches (an encoder is trained)."
  )
  var encoder = OrderingSettings.Encoder.builtIn

  @Option(help: "How clips learn of each other: attention or read-process-write.")
  var head = OrderingTraining.Head.attention

  @Option(help: "Blocks of attention, or steps of processing.")
  var depth = 2

  @Option(help: "Values of a clip within the head, a multiple of 4.")
  var width = 64

  @Option(help: "What is lowered: plackett-luce or pairwise.")
  var loss = OrderingTraining.Loss.plackettLuce

  @Option(help: "Steps of the optimiser.")
  var steps = 600

  @Option(help: "The highest learning rate.")
  var rate = 1e-3

  @Option(help: "Lists a step.")
  var lists = 8

  @Option(help: "Clips of a list, at most.")
  var items = 8

  @Option(help: "Frames that a clip is seen by.")
  var frames = 3

  @Option(help: "Seconds that a window of a video spans; 0 for single frames.")
  var window = 0.5

  @Option(help: "Seconds between windows, at least.")
  var leastStride = 0.5

  @Option(help: "Seconds between windows, at most; one stride is drawn for each list.")
  var mostStride = 20.0

  @Option(help: "Patches along the shorter side of the picture, with --encoder patches.")
  var patches = 6

  @Option(help: "What the jigsaw counts beside the list loss, with --encoder patches; 0 for none.")
  var jigsaw = 0.4

  @Option(
    help: "Whose colours are changed alike, with --encoder patches: list, frame (each) or none.")
  var jitter = OrderingTraining.Jitter.list

  @Option(help: "Validations, of 30, without a lower loss until training stops; 0 for never.")
  var patience = 10

  @Flag(help: "Learn the order of the film run backwards, to compare with.")
  var reversed = false

  @Flag(help: "Cut each video at its true boundaries (VIDEO.json, or --truth) and order segments.")
  var segments = false

  @Option(parsing: .upToNextOption, help: "Files or folders with true boundaries, for --segments.")
  var truth: [String] = []

  @Option(help: "Which boundaries --segments cuts at: skill or stage.")
  var level = BoundaryTruth.Level.skills

  @Option(help: "Look for the videos of documents in this folder first.", completion: .directory)
  var videos: String?

  @Option(help: "How many demonstrations, the last by name, stop the training.")
  var validation = 4

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 1

  @Option(help: "Threads that read videos.")
  var jobs = 2

  func validate() throws {
    let counts: [(String, Int, ClosedRange<Int>)] = [
      ("--depth", depth, 1...64), ("--width", width, 4...4096), ("--steps", steps, 1...10_000_000),
      ("--lists", lists, 1...4096), ("--items", items, 2...256), ("--frames", frames, 1...64),
      ("--patches", patches, 2...32), ("--patience", patience, 0...1000),
      ("--validation", validation, 1...100_000), ("--jobs", jobs, 1...256),
    ]
    for (name, value, range) in counts where !range.contains(value) {
      throw ValidationError("\(name) lies in \(range.lowerBound)...\(range.upperBound)")
    }
    let numbers: [(String, Double, ClosedRange<Double>)] = [
      ("--rate", rate, 1e-7...1), ("--window", window, 0...3600), ("--jigsaw", jigsaw, 0...100),
      ("--least-stride", leastStride, 0.1...3600), ("--most-stride", mostStride, 0.1...86_400),
    ]
    for (name, value, range) in numbers where !range.contains(value) {
      throw ValidationError("\(name) lies in \(range.lowerBound)...\(range.upperBound)")
    }
    if width % 4 != 0 { throw ValidationError("--width is a multiple of 4") }
    if leastStride > mostStride {
      throw ValidationError("--least-stride is not above --most-stride")
    }
    if !truth.isEmpty, !segments { throw ValidationError("--truth belongs to --segments") }
  }

  func sources(_ paths: [String]) throws -> [OrderedSource] {
    try OrderedSource.find(paths, videos: videos, truth: segments ? truth : nil, level: level)
  }

  func training(checkpoint: String, resumes: Bool) -> OrderingTraining {
    var training = OrderingTraining()
    (training.encoder, training.head, training.loss) = (encoder, head, loss)
    (training.depth, training.width) = (depth, width)
    (training.steps, training.rate, training.lists) = (steps, rate, lists)
    (training.items, training.framesAnItem) = (items, frames)
    (training.window, training.strides) = (window, leastStride...mostStride)
    (training.patchesAlong, training.jigsawWeight) = (patches, jigsaw)
    training.jitter = jitter
    training.patience = patience == 0 ? nil : patience
    training.isReversed = reversed
    (training.validation, training.seed, training.jobs) = (validation, seed, jobs)
    (training.checkpoint, training.resumes) = (checkpoint, resumes)
    // What changes nothing about the model is no part of how it came to be.
    training.command =
      ["skillet"]
      + CommandLine.arguments.dropFirst().filter { $0 != "--resume" && $0 != "--force" }
    return training
  }
}
