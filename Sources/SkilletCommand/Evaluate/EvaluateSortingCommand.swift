internal import ArgumentParser
internal import Skillet

/// `skillet evaluate sorting`: sets of random numbers sorted by the ordering heads.
struct EvaluateSortingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sorting",
    abstract: "Trains ordering heads to sort random numbers, beside Order Matters.",
    discussion: """
      Each head learns from sets of numbers between 0 and 1 and is asked to sort sets that it has \
      not seen; a set counts where all its numbers are in order.
      """)

  @Option(parsing: .upToNextOption, help: "Numbers of a set, one trial each.")
  var sizes = [5, 10, 15]

  @Option(parsing: .upToNextOption, help: "Heads: attention, read-process-write.")
  var heads = OrderingTraining.Head.allCases

  @Option(help: "Steps of the optimiser, 32 sets each.")
  var steps = 2000

  @Option(help: "Unseen sets that are asked.")
  var sets = 1000

  @Option(parsing: .upToNextOption, help: "Seeds, one trial each.")
  var seeds: [UInt64] = [1, 2, 3]

  @Option(help: "Trials side by side.")
  var jobs = 2

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if !sizes.allSatisfy((2...200).contains) { throw ValidationError("--sizes lie in 2...200") }
    for (name, value, most) in [
      ("--steps", steps, 10_000_000), ("--sets", sets, 1_000_000), ("--jobs", jobs, 256),
    ] where !(1...most).contains(value) {
      throw ValidationError("\(name) lies in 1...\(most)")
    }
  }

  func run() throws {
    try common.run { interruption in
      var settings = SortingEvaluation.Settings()
      (settings.sizes, settings.heads, settings.seeds) = (sizes, heads, seeds)
      (settings.steps, settings.sets, settings.jobs) = (steps, sets, jobs)
      let bar = common.progressBar("sorting")
      defer { bar.finish() }
      let result = try SortingEvaluation(settings, interruption: interruption) {
        bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      bar.finish()
      print(json ? try result.jsonText() : result.text)
    }
  }
}
