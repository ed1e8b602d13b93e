internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet graph next`: what may come next.
struct GraphNextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Predicts the next step after some steps.")

  @OptionGroup var options: ForecastOptions

  @Option(help: "How many steps are printed.")
  var top = 5

  func validate() throws {
    if top < 1 { throw ValidationError("--top is 1 at least") }
  }

  func run() throws {
    try options.common.reportingFaults {
      let forecast = try options.forecast()
      let chances = forecast.next(top)
      print(
        options.json ? try forecast.json(chances).text() : forecast.text(chances), terminator: "")
    }
  }
}

/// `skillet graph complete`: how the task may go on to its end.
struct GraphCompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Completes a partial sequence of steps.",
    discussion: """
      Decodes over the task's own steps only, none more often than in any sequence given, by a beam \
      search; the probability is that of exactly this way to the end.
      """)

  @OptionGroup var options: ForecastOptions

  @Option(help: "How many ways are printed.")
  var top = 1

  @Option(help: "How many ways the search follows at once; 1 is greedy.")
  var beam = 20

  func validate() throws {
    if top < 1 { throw ValidationError("--top is 1 at least") }
    if !(1...1000).contains(beam) { throw ValidationError("--beam lies in 1...1000") }
  }

  func run() throws {
    try options.common.reportingFaults {
      let forecast = try options.forecast()
      let ways = forecast.ways(top, beam: beam)
      print(options.json ? try forecast.json(ways).text() : forecast.text(ways), terminator: "")
    }
  }
}

/// What predictions are asked for.
struct ForecastOptions: ParsableArguments {
  @OptionGroup var source: StepSourceOptions

  @Option(help: "The task, where the files hold several.")
  var task: String?

  @Option(
    parsing: .upToNextOption, help: "The steps done so far, in order; without it, none.")
  var after: [String] = []

  @Option(help: "linear, bigram, visited, prefix, counts or learned.")
  var method: StepMethod = .learned

  @Option(help: "The seed of the learned model's folds.")
  var seed: UInt64 = 0

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  /// Learns, and places the steps done.
  func forecast() throws -> StepForecast {
    try StepForecast(
      StepTask.one(source.tasks(), named: task), after: after, method: method, seed: seed)
  }
}
