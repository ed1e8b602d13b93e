internal import Annotations
internal import ArgumentParser
internal import Batches
internal import Foundation
internal import Skillet

/// `skillet annotate`: segments for every video of a data set.
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate", abstract: "Cuts every video of a data set.",
    discussion: """
      Takes folders, patterns, videos, a CSV or JSON Lines manifest, or a LeRobot data set. Writes \
      one document a video under OUT/documents, one line a video under OUT/ledger, and at the end \
      OUT/exports, OUT/index.html and, where videos failed, OUT/failed.csv. The same command again \
      goes on where it was. Exit code 2: some videos failed.

      Ray, Kubernetes, GNU parallel or any other engine can run the shards: \
      skillet annotate DATA --out OUT --shard I/N for each I in 0..<N, then \
      skillet annotate --merge OUT.
      """)

  @Argument(
    help: "Folders, patterns in quotes, videos; or one manifest or LeRobot data set.",
    completion: .file())
  var source: [String] = []

  @OptionGroup(title: "The run") var going: AnnotateRunOptions

  @OptionGroup(title: "The cluster") var cluster: SlurmOptions

  @OptionGroup(title: "What is written") var writing: AnnotateOutputOptions

  @OptionGroup(title: "What is cut") var cutting: CuttingOptions

  @OptionGroup(title: "Actions, for a model that was trained with them") var actions: ActionOptions

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if going.merge == nil {
      if source.isEmpty { throw ValidationError("name a folder, a manifest or videos") }
      if going.out == nil { throw ValidationError("name the folder of the results with --out") }
    } else if going.out != nil {
      throw ValidationError("--merge takes the folder of the results itself; leave out --out")
    }
    if writing.json, writing.jsonl { throw ValidationError("give --json or --jsonl, not both") }
    if cluster.engine == .slurm, going.shard != nil || going.merge != nil || going.verify {
      throw ValidationError("--engine slurm makes the shards and the merge itself")
    }
  }

  func run() throws {
    if going.worker { return try work() }
    try common.run { interruption in
      let summary =
        if let out = going.merge {
          try AnnotateMerge(
            out, sources: source, formats: writing.format.formats, options: going.options
          ).run(interruption: interruption)
        } else {
          try annotate(interruption)
        }
      guard let summary else { return }
      if writing.jsonl || writing.json {
        let json = JSONValue.object([JSONMember("summary", summary.json)])
        print(try (writing.json ? summary.json.text() : json.text(.compact) + "\n"), terminator: "")
      } else {
        print(summary.text)
      }
      if summary.code != 0 { throw ExitCode(summary.code) }
    }
  }

  private func settings() throws -> AnnotateSettings {
    // Side by side, videos use the processors better than each with several threads.
    var cutting = cutting
    cutting.threads = going.videoThreads
    let way: AnnotateSettings.Cutting =
      if let model = try cutting.modelSettings(actions.source) {
        .model(model)
      } else {
        .builtIn(try cutting.settings())
      }
    var settings = AnnotateSettings(way)
    settings.level = cutting.level.map { "\($0)" }
    settings.outputs = writing.outputs
    return settings
  }

  /// Serves as a worker.
  private func work() throws {
    try common.reportingFaults {
      AnnotateWorker(
        settings: try settings(), out: going.out ?? "", command: Self.command
      ).run()
    }
  }

  private func annotate(_ interruption: Interruption) throws -> AnnotateSummary? {
    var options = going.options
    options.command = Self.command
    let plan = try AnnotatePlan(
      source, reading: going.reading, out: going.out ?? "", settings: try settings(),
      options: options)
    for note in plan.list.notes + plan.list.faults { common.note("skillet: note: \(note)") }
    if cluster.engine == .slurm { return try handIn(plan) }
    var run = AnnotateRun(plan)
    if going.dryRun {
      try run.preview(interruption: interruption)
      print(run.plan.text(verbose: common.verbose))
      return nil
    }
    let bar = common.progressBar("annotating")
    defer { bar.finish() }
    let worker = WorkerCommand(
      executable: AnnotateSelf.executable,
      arguments: AnnotateSelf.worker(Array(Self.command.dropFirst(2))),
      environment: ProcessInfo.processInfo.environment.merging(
        ["SWIFT_BACKTRACE": "enable=no"]) { $1 })
    return try run.run(
      worker: worker, interruption: interruption,
      reporter: .init(
        note: { common.note("skillet: note: \($0)") }, progress: { bar.show($0.line) },
        outcome: { outcome in
          if let error = outcome.error {
            bar.finish()
            common.note("skillet: failed: \(outcome.id): \(error)")
          }
          guard writing.jsonl, let line = try? outcome.json.text(.compact) else { return }
          print(line)
          fflush(nil)
        }))
  }

  private func handIn(_ plan: AnnotatePlan) throws -> AnnotateSummary? {
    let submission = SlurmSubmission(
      plan, arguments: SlurmOptions.shardArguments(Array(Self.command.dropFirst(2))),
      shards: cluster.shards, options: cluster.sbatch)
    if going.dryRun {
      print(submission.text, terminator: "")
      return nil
    }
    let jobs = try submission.submit()
    print("job array \(jobs.array), merge \(jobs.merge); squeue --me shows them")
    return nil
  }

  private static var command: [String] { ["skillet"] + CommandLine.arguments.dropFirst() }
}
