public import Annotations
internal import Foundation

/// Does videos side by side in worker processes, so that whatever happens to one of them costs one
/// video.
///
/// One thread waits for all of them (`poll`). A worker lives on from video to video; one that dies,
/// is killed or takes too long is replaced, and its video is tried once more after all others.
public struct WorkerPool {
  /// How long a video may take.
  public struct Limits: Sendable, Hashable {
    /// Seconds for the whole video; nil for any.
    public var timeout: Double?
    /// Seconds without progress; nil for any.
    public var stall: Double? = 600

    /// The defaults.
    public init() {}
  }

  /// What came of a video.
  public struct Result: Sendable {
    /// Its place in the list.
    public var position: Int
    /// Its entry.
    public var entry: VideoEntry
    /// What the worker said; nil where it died over it twice.
    public var answer: JSONValue?
    /// How the worker ended, where it did.
    public var epitaph: String?
    /// Seconds that it took, all tries together.
    public var seconds: Double
  }

  /// How a worker is started.
  public var command: WorkerCommand
  /// Workers side by side.
  public var jobs: Int
  /// How long a video may take.
  public var limits = Limits()
  /// The ledger whose lock the workers keep as well.
  public var ledger: Ledger?

  /// Names the workers.
  public init(command: WorkerCommand, jobs: Int) {
    self.command = command
    self.jobs = jobs
  }

  /// Times a new worker in a row may fail before it has taken a video.
  private static let patience = 3

  /// Does all videos.
  ///
  /// - Parameters:
  ///   - count: how many there are at most.
  ///   - next: the next video; nil where there is none left.
  ///   - isStopping: whether no further video shall begin, and those under way shall be given up.
  ///   - progress: told some times a second how many frames of videos under way are done.
  ///   - finish: told of each video that is done or given up, in the order of their ends.
  /// - Throws: where workers cannot be started, or what `finish` throws.
  public func run(
    count: Int, next: () -> (position: Int, entry: VideoEntry)?, isStopping: () -> Bool,
    progress: (Int) -> Void, finish: (Result) throws(BatchError) -> Void
  ) throws(BatchError) {
    signal(SIGPIPE, SIG_IGN)
    var workers: [Worker] = []
    defer { for worker in workers { worker.kill() } }
    var again: [BatchTask] = []
    var (isExhausted, failedStarts) = (false, 0)
    func nextTask() -> BatchTask? {
      if !isExhausted {
        if let (position, entry) = next() { return BatchTask(position: position, entry: entry) }
        isExhausted = true
      }
      return again.isEmpty ? nil : again.removeFirst()
    }
    var waiting = nextTask()
    while !isStopping() {
      let busy = workers.count { $0.assignment != nil }
      if waiting == nil { waiting = nextTask() }
      if waiting == nil, busy == 0 { return }
      while waiting != nil, workers.count < min(jobs, max(1, count)) {
        workers.append(try Worker(command, inherited: ledger?.file))
      }
      var ended: [Result] = []
      Self.wait(for: workers)
      for worker in workers {
        let news = worker.listen()
        worker.hear()
        for answer in news.answers {
          guard let assignment = worker.release() else { continue }
          ended.append(Self.result(assignment, answer: answer))
          failedStarts = 0
        }
        if news.isOpen, !worker.isBeyondReach() {
          if worker.verdict == nil, let verdict = worker.overrun(limits) {
            worker.verdict = verdict
            worker.kill()
          }
          continue
        }
        // Signals of the system reach the parent a moment later than its children.
        if isStopping() { break }
        let epitaph = worker.epitaph()
        workers.removeAll { $0 === worker }
        guard let assignment = worker.release() else {
          failedStarts += 1
          guard failedStarts < Self.patience else {
            throw BatchError(.failed, "a worker cannot start: \(epitaph)")
          }
          continue
        }
        if let result = Self.bury(assignment, epitaph, &again) { ended.append(result) }
      }
      // Workers go on with the next video before the last ones are written down.
      for worker in workers where worker.isReady && worker.assignment == nil {
        if waiting == nil { waiting = nextTask() }
        guard let task = waiting else { break }
        waiting = nil
        // One that cannot be spoken to is found dead in the next round.
        _ = worker.assign(task)
      }
      for result in ended { try finish(result) }
      progress(workers.reduce(0) { $0 + ($1.assignment?.frames ?? 0) })
    }
  }

  /// Waits until a worker says something, at most a fifth of a second.
  private static func wait(for workers: [Worker]) {
    var files = workers.flatMap { worker in
      [worker.output, worker.errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }
    unsafe poll(&files, nfds_t(files.count), 200)
  }

  private static func result(_ assignment: Worker.Assignment, answer: JSONValue?) -> Result {
    Result(
      position: assignment.task.position, entry: assignment.task.entry, answer: answer,
      seconds: (ContinuousClock.now - assignment.start) / .seconds(1)
        + assignment.task.secondsLost)
  }

  /// A video whose worker died is tried once more; nil then.
  private static func bury(
    _ assignment: Worker.Assignment, _ epitaph: String, _ again: inout [BatchTask]
  ) -> Result? {
    var result = result(assignment, answer: nil)
    guard assignment.task.deaths > 0 else {
      var task = assignment.task
      (task.deaths, task.secondsLost) = (1, result.seconds)
      again.append(task)
      return nil
    }
    result.epitaph = epitaph
    return result
  }
}
