internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate precedence`: which step must come before which.
struct EvaluatePrecedenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "precedence",
    abstract: "Precedence inferred from demonstrations against true task graphs.",
    discussion: """
      Infers for each task which step comes before which by three rules, and gives precision, recall \
      and F1 of the edges with intervals over tasks: the plain rule (u before v in every recording), \
      that without edges that explain little, and the Plackett-Luce fit. A graph is {"steps": {ID: \
      NAME}, "edges": [[ID, ID]]} in a file named like its task, as CaptainCook4D has them.
      """)

  @Argument(help: "Files or folders of recordings that name their task.", completion: .file())
  var recordings: [String]

  @Option(parsing: .upToNextOption, help: "Files or folders of task graphs.")
  var truth: [String]

  @Option(help: "What is compared: edges that follow from no others, or all pairs that follow.")
  var level = PrecedenceProtocol.Level.edges

  @Option(help: "The probability from which on the fit's order counts.")
  var sure = 0.9

  @Option(
    help: """
      What an edge must explain, in nats, to be supported: more trades recall for precision. The \
      default was picked on CaptainCook4D's recipes.
      """)
  var gain = 0.5

  @OptionGroup var draws: DrawOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(0.5...1).contains(sure) { throw ValidationError("--sure lies in 0.5...1") }
    if !(0...1e6).contains(gain) { throw ValidationError("--gain lies in 0...1000000") }
  }

  func run() throws {
    try common.reportingFaults {
      let result = try PrecedenceEvaluation(
        recordings, graphs: truth,
        protocol: PrecedenceProtocol(level: level, bootstrap: draws.settings),
        settings: .init(sure: sure, gain: gain))
      common.notes(result.notes)
      print(draws.json ? try result.json.text() : result.text, terminator: "")
    }
  }
}
