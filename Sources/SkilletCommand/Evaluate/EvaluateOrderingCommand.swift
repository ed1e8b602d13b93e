internal import Annotations
internal import ArgumentParser
internal import Skillet

/// What names videos with true, labelled segments, and the models that are asked about them.
struct OrderedDataOptions: ParsableArguments {
  @Argument(help: "Videos with true boundaries (VIDEO.json), segments documents, or folders.")
  var data: [String]

  @Option(parsing: .upToNextOption, help: "Models that `skillet train ordering` wrote.")
  var ordering: [String]

  @Option(parsing: .upToNextOption, help: "Files or folders with true boundaries of videos.")
  var truth: [String] = []

  @Option(help: "Which boundaries videos are cut at: skill or stage.")
  var level = BoundaryTruth.Level.skills

  @Option(help: "Look for the videos of documents in this folder first.", completion: .directory)
  var videos: String?

  @Option(help: "Threads.")
  var jobs = 2

  @OptionGroup var draws: DrawOptions
  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if !(1...256).contains(jobs) { throw ValidationError("--jobs lies in 1...256") }
  }

  func sources() throws -> [OrderedSource] {
    try OrderedSource.find(data, videos: videos, truth: truth, level: level)
  }
}

/// `skillet evaluate ordering`: shuffled segments put in order by trained models.
struct EvaluateOrderingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ordering",
    abstract: "Kendall's tau and exact order of shuffled segments, beside chance.",
    discussion: """
      Segments of each video are shuffled and put in order: all of them at once, and lists of a few \
      drawn from them. Models that differ in their seed alone are joined; with two kinds of models \
      their difference is printed. Give videos that the models have not seen.
      """)

  @OptionGroup var options: OrderedDataOptions

  @Option(help: "Segments of a short list.")
  var length = 5

  @Option(help: "Short lists a video.")
  var lists = 50

  @Option(help: "Ask only the last so many videos by name; 0 for all.")
  var last = 0

  func validate() throws {
    if !(2...20).contains(length) { throw ValidationError("--length lies in 2...20") }
    if !(1...100_000).contains(lists) { throw ValidationError("--lists lies in 1...100000") }
    if last < 0 { throw ValidationError("--last is not below 0") }
  }

  func run() throws {
    try options.common.run { interruption in
      var settings = OrderingEvaluation.Settings()
      (settings.length, settings.draws, settings.jobs) = (length, lists, options.jobs)
      (settings.bootstrap, settings.seed) = (options.draws.bootstrap, options.draws.seed)
      var sources = try options.sources()
      if last > 0 { sources = Array(sources.suffix(last)) }
      let bar = options.common.progressBar("ordering")
      defer { bar.finish() }
      let result = try OrderingEvaluation(
        sources, models: options.ordering, settings: settings, interruption: interruption
      ) { bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit) }
      bar.finish()
      print(options.draws.json ? try result.jsonText() : result.text)
    }
  }
}
