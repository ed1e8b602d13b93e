internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// What every protocol accepts: two sides, how intervals are found, and how results are printed.
struct EvaluationOptions: ParsableArguments {
  @Argument(help: "Files or folders: segments documents, label a frame, CSV, WebVTT, lists.")
  var predicted: [String] = []

  @Option(parsing: .upToNextOption, help: "Files or folders with the truth.")
  var truth: [String]

  @Option(
    parsing: .upToNextOption, help: "Two sets of predictions, A B: A less B, video by video.")
  var compare: [String] = []

  @Option(help: "Frames a second of videos of which no file says it.")
  var frameRate: Double?

  @OptionGroup var draws: DrawOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if compare.isEmpty, predicted.isEmpty {
      throw ValidationError("give predictions, or two sets of them with --compare")
    }
    if !compare.isEmpty, compare.count != 2 || !predicted.isEmpty {
      throw ValidationError("--compare takes two sets of predictions and stands in their place")
    }
    if let frameRate, !(0.001...1e6).contains(frameRate) {
      throw ValidationError("--frame-rate lies in 0.001...1000000")
    }
  }

  /// Scores the predictions, or compares the two sets of them, and prints the result.
  func report(_ evaluate: ([String]) throws -> any EvaluationResult) throws {
    try common.reportingFaults {
      if compare.isEmpty {
        let result = try evaluate(predicted)
        common.notes(result.notes)
        print(draws.json ? try result.json.text() : result.text, terminator: "")
      } else {
        let comparison = try RunComparison(
          first: (compare[0], try evaluate([compare[0]])),
          second: (compare[1], try evaluate([compare[1]])))
        common.notes(comparison.notes)
        print(draws.json ? try comparison.json.text() : comparison.text, terminator: "")
      }
    }
  }
}

/// How intervals and random cuts are drawn, and how results are printed.
struct DrawOptions: ParsableArguments {
  @Option(help: "How often videos are drawn anew for the intervals.")
  var bootstrap = 2000

  @Option(help: "The seed of the intervals and of the random boundaries.")
  var seed: UInt64 = 0

  @Flag(help: "Print one JSON document.")
  var json = false

  /// The intervals' settings.
  var settings: Bootstrap { Bootstrap(resamples: bootstrap, seed: seed) }

  func validate() throws {
    guard (1...1_000_000).contains(bootstrap) else {
      throw ValidationError("--bootstrap lies in 1...1000000")
    }
  }
}

extension CommonOptions {
  /// Prints what a person should know beside a result.
  func notes(_ notes: [String]) {
    for text in notes { note("skillet: note: \(text)") }
  }
}
