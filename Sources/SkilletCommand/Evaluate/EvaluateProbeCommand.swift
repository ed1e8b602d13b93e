internal import ArgumentParser
internal import Skillet

/// `skillet evaluate probe`: skill labels read off frozen features.
struct EvaluateProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "k-NN and linear accuracy of labels from an encoder's features, before and after.",
    discussion: """
      Features of frames are taken from the encoder of each ordering model, as it was drawn and as \
      it was trained, and from the built-in extractor. Labels of the last videos by name are read \
      off by the vote of the nearest frames of the other videos, and by a linear reader fitted to \
      those. Models that differ in their seed alone are joined.
      """)

  @OptionGroup var options: OrderedDataOptions

  @Option(help: "How many videos, the last by name, are asked.")
  var last = 8

  @Option(help: "Seconds from one frame to the next.")
  var interval = 0.5

  @Option(help: "Neighbours that vote.")
  var neighbours = 20

  func validate() throws {
    if !(1...100_000).contains(last) { throw ValidationError("--last lies in 1...100000") }
    if !(0.1...3600).contains(interval) { throw ValidationError("--interval lies in 0.1...3600") }
    if !(1...10_000).contains(neighbours) {
      throw ValidationError("--neighbours lies in 1...10000")
    }
  }

  func run() throws {
    try options.common.run { interruption in
      var settings = ProbeEvaluation.Settings()
      (settings.last, settings.interval, settings.neighbours) = (last, interval, neighbours)
      (settings.bootstrap, settings.seed) = (options.draws.bootstrap, options.draws.seed)
      settings.jobs = options.jobs
      let bar = options.common.progressBar("reading")
      defer { bar.finish() }
      let result = try ProbeEvaluation(
        try options.sources(), models: options.ordering, settings: settings,
        interruption: interruption
      ) { bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit) }
      bar.finish()
      print(options.draws.json ? try result.jsonText() : result.text)
    }
  }
}
