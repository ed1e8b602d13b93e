internal import Annotations
public import Batches
internal import Foundation
internal import VideoIO

/// A run over a data set: `skillet annotate`.
///
/// Every video is done by a worker process, which writes its document; this process hands out videos
/// and adds a line to the ledger for each. Documents and ledgers are all the state there is: a run
/// that was ended anyhow is taken up by the next with the same settings.
///
/// Memory: some 300 bytes a video of the list.
public struct AnnotateRun: Sendable {
  /// What is to be done.
  public private(set) var plan: AnnotatePlan

  /// Begins with a plan.
  public init(_ plan: AnnotatePlan) { self.plan = plan }

  /// What a person is told on the way.
  public struct Reporter {
    /// A note for people.
    public var note: (String) -> Void
    /// How far the run is, some times a second.
    public var progress: (AnnotateProgress) -> Void
    /// What came of a video.
    public var outcome: (Outcome) -> Void

    /// Collects the three.
    public init(
      note: @escaping (String) -> Void = { _ in },
      progress: @escaping (AnnotateProgress) -> Void = { _ in },
      outcome: @escaping (Outcome) -> Void = { _ in }
    ) {
      self.note = note
      self.progress = progress
      self.outcome = outcome
    }
  }

  /// Looks what there is to do, and writes nothing.
  public mutating func preview(interruption: Interruption) throws(SkilletError) {
    try SkilletError.translating { () throws(BatchError) in
      if let earlier = try RunFile.read(plan.folder.runFile), earlier.digest != plan.run.digest,
        !plan.options.replaces
      {
        throw plan.folder.refusal(of: plan.run, after: earlier)
      }
    }
    try plan.compare(interruption: interruption) { _, _ in }
  }

  /// Does every video that is not done, and writes the index; the whole of a data set is merged.
  ///
  /// - Parameters:
  ///   - worker: how a worker is started; it has to run ``AnnotateWorker``.
  ///   - interruption: asked several times a second; videos under way are then given up.
  /// - Throws: where the output cannot be written, as on a full disk. Whatever was done before stays
  ///   done.
  public mutating func run(
    worker: WorkerCommand, interruption: Interruption, reporter: Reporter
  ) throws(SkilletError) -> AnnotateSummary {
    let start = ContinuousClock.now
    let ledger = try open(reporter)
    try plan.compare(interruption: interruption) { _, _ in }
    // What the list and the ledgers needed while they were read is not needed again.
    FreedMemory.giveBack()
    if plan.strangers > 0 {
      reporter.note(
        "\(plan.strangers) videos that were done before are not in the list; their documents stay")
    }
    var summary = AnnotateSummary()
    (summary.videos, summary.doneBefore) = (plan.size, plan.done)
    try work(ledger, worker, interruption, reporter, start, &summary)
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    summary.wasInterrupted = interruption.isRequested
    if plan.options.shard == .whole, !summary.wasInterrupted {
      try AnnotateMerge(plan).finish(&summary, interruption: interruption)
    }
    summary.faults = plan.list.faults
    return summary
  }

  private func open(_ reporter: Reporter) throws(SkilletError) -> Ledger {
    try SkilletError.translating { () throws(BatchError) in
      let earlier = try plan.folder.open(
        plan.run, folders: plan.outputs.folders, replaces: plan.options.replaces)
      if let earlier, earlier.versions != plan.run.versions {
        reporter.note("the earlier results were made with other versions of the libraries")
      }
      return try Ledger(plan.options.shard, in: plan.folder.ledger, note: reporter.note)
    }
  }

  private func work(
    _ ledger: Ledger, _ worker: WorkerCommand, _ interruption: Interruption,
    _ reporter: Reporter, _ start: ContinuousClock.Instant, _ summary: inout AnnotateSummary
  ) throws(SkilletError) {
    var pool = WorkerPool(command: worker, jobs: plan.options.jobs)
    (pool.limits, pool.ledger) = (plan.options.limits, ledger)
    var progress = AnnotateProgress()
    progress.videos = plan.count
    var (place, isStopping, total) = (0, false, summary)
    do throws(BatchError) {
      try pool.run(
        count: plan.count,
        next: {
          guard place < plan.pending.count else { return nil }
          defer { place += 1 }
          let position = Int(plan.pending[place])
          return (place, plan.list.entries[position])
        }, isStopping: { isStopping || interruption.isRequested },
        progress: { frames in
          progress.frames = total.frames + frames
          progress.seconds = (ContinuousClock.now - start) / .seconds(1)
          reporter.progress(progress)
        },
        finish: { result throws(BatchError) in
          let outcome = try outcome(of: result)
          try ledger.append(outcome)
          if let finding = outcome.finding {
            total.done += 1
            total.frames += finding.frames
            total.segments += finding.segments
          } else {
            total.add(.init(id: outcome.id, error: outcome.error ?? ""))
            isStopping = plan.options.stopsAtFailure
          }
          (progress.done, progress.failed) = (total.done, total.failed)
          reporter.outcome(outcome)
        })
    } catch {
      throw SkilletError(error)
    }
    summary = total
    summary.failed += plan.keptFailures
  }

  private func outcome(of result: WorkerPool.Result) throws(BatchError) -> Outcome {
    if let fault = result.answer?["cannotWrite"]?.string {
      throw BatchError(.cannotWrite, fault)
    }
    var outcome = Outcome(
      id: result.entry.id, settings: plan.run.digest,
      inputs: plan.stamps(of: result.entry))
    outcome.attempt = Int(plan.attempts[result.position]) + 1
    outcome.seconds = result.seconds
    outcome.finished = ISO8601DateFormatter().string(from: Date())
    outcome.peakMemory = result.answer?["peakMemory"]?.integer
    outcome.finding = result.answer.flatMap { Outcome.Finding(json: $0) }
    if outcome.finding == nil {
      outcome.error =
        result.answer?["error"]?.string
        ?? "\(result.entry.path): \(result.epitaph ?? "no answer came"); it was tried twice"
    }
    return outcome
  }
}
