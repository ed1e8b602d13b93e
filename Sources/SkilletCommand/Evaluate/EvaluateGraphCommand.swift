internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate graph`: next steps and completions on sequences not seen.
struct EvaluateGraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Scores predictions of steps: next step, completion; by folds within tasks.",
    discussion: """
      Each method learns from all folds but one of each task and is asked about that one; whatever \
      it chooses, it chooses within those it learns from. Floors stand beside: the linear script, \
      bigrams, visited set and last step with back-off, full prefix with back-off.
      """)

  @OptionGroup var source: StepSourceOptions

  @Option(help: "Only this task.")
  var task: String?

  @Option(
    parsing: .upToNextOption,
    help: "linear, bigram, visited, prefix, counts, learned; the last is compared. (default: all)")
  var methods: [StepMethod] = []

  @Option(help: "Folds within each task.")
  var folds = 5

  @Option(help: "The seed of the folds, as of Python's random.")
  var foldSeed: UInt64 = 0

  @Option(help: "How many ways a beam search follows.")
  var beam = 20

  @Option(help: "What is drawn anew for intervals: video or task.")
  var cluster: StepPredictionReport.Cluster = .video

  @Option(help: "Tasks side by side.")
  var jobs = 2

  @OptionGroup var draws: DrawOptions
  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if !(2...1000).contains(folds) { throw ValidationError("--folds lies in 2...1000") }
    if !(1...1000).contains(beam) { throw ValidationError("--beam lies in 1...1000") }
    if !(1...256).contains(jobs) { throw ValidationError("--jobs lies in 1...256") }
  }

  func run() throws {
    try common.run { interruption in
      var settings = GraphEvaluation.Settings()
      if !methods.isEmpty { settings.methods = methods }
      settings.folds = StepFolds(count: folds, seed: foldSeed)
      (settings.beam, settings.cluster, settings.jobs) = (beam, cluster, jobs)
      settings.bootstrap = draws.settings
      var tasks = try source.tasks()
      if let task { tasks = [try StepTask.one(tasks, named: task)] }
      let bar = common.progressBar("evaluating")
      defer { bar.finish() }
      let evaluation = try GraphEvaluation(
        tasks, settings: settings, interruption: interruption
      ) { bar.update(done: $0, expected: $1, unit: "tasks") }
      bar.finish()
      common.notes(evaluation.notes)
      let report = evaluation.report
      print(draws.json ? try report.json.text() : report.text, terminator: "")
    }
  }
}
