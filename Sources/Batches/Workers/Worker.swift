internal import Annotations
internal import Foundation

/// A child process that takes one video at a time, by lines of JSON.
final class Worker {
  /// What it was given, and when.
  struct Assignment {
    var task: BatchTask
    var start = ContinuousClock.now
    /// When something was heard of it last.
    var lastNews = ContinuousClock.now
    var frames = 0
  }

  private let process: ChildProcess
  var id: pid_t { process.id }
  var output: Int32 { process.output }
  var errors: Int32 { process.errors }
  /// Whether it said that it can take videos.
  private(set) var isReady = false
  private(set) var assignment: Assignment?
  /// Why it was killed; nil where it was not.
  var verdict: String?
  private var buffer: [UInt8] = []
  private var complaints: [UInt8] = []
  private let started = ContinuousClock.now
  private var killed: ContinuousClock.Instant?

  init(_ command: WorkerCommand, inherited: Int32?) throws(BatchError) {
    process = try ChildProcess(
      command.executable, command.arguments, environment: command.environment,
      inherited: inherited)
  }

  /// Gives it a video; false where it can no longer be spoken to.
  func assign(_ task: BatchTask) -> Bool {
    assignment = Assignment(task: task)
    guard let line = try? task.entry.json.text(.compact) else { return false }
    do throws(BatchError) {
      try DurableFile.writeAll(Array((line + "\n").utf8), to: process.input, path: "worker")
      return true
    } catch {
      return false
    }
  }

  /// Takes back what it was given.
  func release() -> Assignment? {
    defer { assignment = nil }
    return assignment
  }

  /// Reads what it says; gives its answer where there is one, nil at its end.
  func listen() -> (isOpen: Bool, answers: [JSONValue]) {
    let isOpen = Self.read(output, into: &buffer)
    var answers: [JSONValue] = []
    while let end = buffer.firstIndex(of: 0x0A) {
      let line = Array(buffer[..<end])
      buffer.removeFirst(end + 1)
      guard let message = try? JSONValue(parsing: line) else { continue }
      assignment?.lastNews = .now
      if let frames = message["progress"]?.integer {
        assignment?.frames = frames
      } else if message["ready"] != nil {
        isReady = true
      } else {
        answers.append(message)
      }
    }
    if buffer.count > 1 << 24 { buffer.removeAll() }
    return (isOpen, answers)
  }

  /// Reads what it complains of, of which the end is kept.
  func hear() {
    _ = Self.read(errors, into: &complaints)
    if complaints.count > 16_384 { complaints.removeFirst(complaints.count - 8192) }
  }

  /// Whether it takes longer than it may; says how.
  func overrun(_ limits: WorkerPool.Limits) -> String? {
    guard let assignment else {
      return !isReady && ContinuousClock.now - started > .seconds(120)
        ? "did not start within 120 s" : nil
    }
    let now = ContinuousClock.now
    if let limit = limits.timeout, now - assignment.start > .seconds(limit) {
      return "took longer than --timeout, \(text(limit)) s"
    }
    if let limit = limits.stall, now - assignment.lastNews > .seconds(limit) {
      return "made no progress for \(text(limit)) s (--stall)"
    }
    return nil
  }

  private func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
  }

  func kill() {
    killed = .now
    process.kill()
  }

  /// Whether it was killed so long ago that it hangs in the system, as on a disk that is gone.
  func isBeyondReach() -> Bool {
    guard let killed, ContinuousClock.now - killed > .seconds(10) else { return false }
    process.abandon()
    return true
  }

  /// Waits for its end and says in words how it came.
  func epitaph() -> String {
    hear()
    let status = process.wait() ?? 0
    if let verdict { return verdict }
    let signal = status & 0x7F
    // What a Swift trap says comes first; addresses and traces only differ from run to run.
    let lines = String(decoding: complaints, as: UTF8.self).split(separator: "\n")
    let said = lines.first { $0.contains("Fatal error") || $0.hasPrefix("skillet:") }
    let detail = said.map { ": \($0.prefix(300))" } ?? ""
    if signal == SIGKILL {
      return "its process was killed (signal 9), by hand or as memory ran out\(detail)"
    }
    if signal != 0 { return "its process crashed (\(Self.name(signal)))\(detail)" }
    return "its process ended by itself with code \((status >> 8) & 0xFF)\(detail)"
  }

  private static func name(_ signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGSEGV: "segmentation fault", SIGABRT: "abort", SIGILL: "trap", SIGTRAP: "trap",
      SIGBUS: "bus error", SIGFPE: "arithmetic error", SIGTERM: "SIGTERM", SIGXCPU: "CPU limit",
      SIGXFSZ: "file size limit",
    ]
    return "signal \(signal)" + (names[signal].map { ", \($0)" } ?? "")
  }

  /// Reads what there is; false at the end.
  private static func read(_ file: Int32, into bytes: inout [UInt8]) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Foundation.read(file, &piece, piece.count)
      if count > 0 {
        bytes += piece[..<count]
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
  }
}

/// How a worker is started.
public struct WorkerCommand: Sendable, Hashable {
  /// The program.
  public var executable: String
  /// Its arguments.
  public var arguments: [String]
  /// Its environment.
  public var environment: [String: String]

  /// Names a program.
  public init(executable: String, arguments: [String], environment: [String: String]) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }
}

/// A video to be done.
struct BatchTask: Sendable {
  /// Its place in the list.
  var position: Int
  var entry: VideoEntry
  /// Tries that ended in a dead worker.
  var deaths = 0
  /// Seconds that those took.
  var secondsLost = 0.0
}
