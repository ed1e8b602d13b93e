internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet graph build`: nodes, edges, optional and interchangeable steps.
struct GraphBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Builds the step graph of a task and writes or draws it.",
    discussion: """
      An edge's probability is P(next | here). A step is optional where fewer sequences than \
      --optional-below have it; two steps are interchangeable where both orders were seen, the \
      rarer one in at least --interchange-share of the sequences that have both. --source beams \
      counts edges in the 40 most likely paths instead and keeps those in more than 4 of them.
      """)

  @OptionGroup var source: StepSourceOptions

  @Option(help: "The task, where the files hold several.")
  var task: String?

  @Option(help: "How it is written: table, json, dot, mermaid or svg.")
  var format: StepGraphDocument.Format = .table

  @Option(name: [.short, .long], help: "The file to write; without it, standard output.")
  var out: String?

  @Flag(help: "Replace the file.")
  var force = false

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(
    help: "Leave out edges less probable. (default: 0.1; 0 for json)")
  var minProbability: Double?

  @Option(help: "Leave out edges seen less often.")
  var minCount = 1

  @Option(help: "A step is optional where a smaller share of the sequences has it.")
  var optionalBelow = 0.9

  @Option(help: "The least share of the rarer order of interchangeable steps.")
  var interchangeShare = 0.25

  @Option(name: .customLong("source"), help: "Where edges are counted: counts or beams.")
  var edges: StepGraphSettings.Source = .counts

  @Option(help: "The seed of the learned model behind beams.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    for (name, value) in [
      ("--min-probability", minProbability ?? 0), ("--optional-below", optionalBelow),
      ("--interchange-share", interchangeShare),
    ] where !(0...1).contains(value) {
      throw ValidationError("\(name) lies in 0...1")
    }
    if minCount < 1 { throw ValidationError("--min-count is 1 at least") }
    if force, out == nil { throw ValidationError("--force needs --out") }
  }

  func run() throws {
    try common.reportingFaults {
      let output = try out.flatMap { $0 == "-" ? nil : $0 }.map {
        try TextOutput(path: $0, replaces: force)
      }
      let form = json ? .json : format
      var settings = StepGraphSettings()
      settings.minimumProbability = minProbability ?? (form == .json ? 0 : 0.1)
      (settings.minimumCount, settings.source, settings.seed) = (minCount, edges, seed)
      (settings.optionalBelow, settings.interchangeShare) = (optionalBelow, interchangeShare)
      let graph = try StepTask.one(source.tasks(), named: task).graph(settings)
      let text = try graph.written(as: form)
      guard let output else { return print(text, terminator: "") }
      try output.write(text)
      print("wrote \(output.path.printable)")
    }
  }
}
