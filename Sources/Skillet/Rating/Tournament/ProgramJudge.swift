internal import Annotations
internal import Foundation

/// A program that judges: started once a pair, it says `left`, `right`, `tie` or `skip`.
///
/// It gets the question as one JSON document on standard input, and as arguments the two videos (or
/// the clips' names, where they have none) and the skill. The last line that it prints is its answer.
/// A run that ends with another code than 0, that says anything else, or that takes too long has
/// failed; it is killed with all that it started.
public struct ProgramJudge: Sendable {
  /// The command as a shell reads it; the arguments are put behind it.
  public var command: String
  /// How long one run may take, in seconds.
  public var timeLimit = 60.0
  /// How often a run that failed is tried again.
  public var retries = 2

  /// What came of a pair.
  public struct Outcome: Sendable, Hashable {
    /// The answer; nil where every run failed.
    public var answer: String?
    /// What went wrong, a line a run that failed.
    public var failures: [String] = []
  }

  /// A program with a minute a run.
  public init(command: String) { self.command = command }

  /// Asks about a pair as it is to be shown.
  ///
  /// - Throws: where the run was interrupted.
  public func ask(
    _ pair: PairToJudge, judge: String, interruption: Interruption
  ) throws(SkilletError) -> Outcome {
    var outcome = Outcome()
    for case .some(let path) in [pair.left.path, pair.right.path]
    where OutputPlace.kind(of: path) == .absent {
      outcome.failures.append("there is no file \(path.printable); look at --videos")
    }
    if !outcome.failures.isEmpty { return outcome }
    for _ in 0...max(0, retries) {
      switch try run(pair, judge: judge, interruption: interruption) {
      case .success(let answer):
        outcome.answer = answer
        return outcome
      case .failure(let fault): outcome.failures.append(fault.reason)
      }
    }
    return outcome
  }

  private struct Fault: Error { var reason: String }

  private func run(
    _ pair: PairToJudge, judge: String, interruption: Interruption
  ) throws(SkilletError) -> Result<String, Fault> {
    let question = try document(
      [JSONMember("schema", .string("skillet.question/1")), JSONMember("judge", .string(judge))]
        + pair.members)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-judge-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", command + " \"$@\"", "judge"]
      + [pair.left.path ?? pair.left.clip, pair.right.path ?? pair.right.clip, pair.skill]
    var environment = ProcessInfo.processInfo.environment
    environment["SKILLET_JUDGE"] = judge
    process.environment = environment
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let output = folder.appendingPathComponent("answer")
    do {
      // Files, not pipes: a program that reads or writes nothing, or too much, blocks nobody.
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let input = folder.appendingPathComponent("question")
      try Data(question.utf8).write(to: input)
      try Data().write(to: output)
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = try FileHandle(forWritingTo: output)
      try process.run()
    } catch {
      throw SkilletError(.failed, "\(command): cannot start it: \(error.localizedDescription)")
    }
    let deadline = ContinuousClock.now + .seconds(timeLimit)
    while ended.wait(timeout: .now() + 0.02) == .timedOut {
      guard ContinuousClock.now > deadline || interruption.isRequested else { continue }
      // The child leads a process group of its own, so its children go with it.
      kill(-process.processIdentifier, SIGKILL)
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      try interruption.check()
      return .failure(Fault(reason: "gave no answer within \(decimals(timeLimit, 1)) s"))
    }
    if process.terminationReason == .uncaughtSignal {
      return .failure(Fault(reason: "was ended by signal \(process.terminationStatus)"))
    }
    // A shell says so of a program that a signal ended.
    if process.terminationStatus > 128 {
      return .failure(Fault(reason: "was ended by signal \(process.terminationStatus - 128)"))
    }
    guard process.terminationStatus == 0 else {
      return .failure(Fault(reason: "ended with code \(process.terminationStatus)"))
    }
    return Self.answer(in: output)
  }

  private static func answer(in file: URL) -> Result<String, Fault> {
    let limit = 1 << 16
    guard let handle = try? FileHandle(forReadingFrom: file) else {
      return .failure(Fault(reason: "its answer is gone"))
    }
    defer { try? handle.close() }
    let end = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: end > limit ? end - UInt64(limit) : 0)
    let text = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces).lowercased()
    }.last { !$0.isEmpty }
    guard let line else { return .failure(Fault(reason: "said nothing")) }
    guard ["left", "right", "tie", "skip"].contains(line) else {
      return .failure(Fault(reason: "said \"\(line.prefix(60).description.printable)\""))
    }
    return .success(line)
  }
}

extension ProgramJudge {
  /// What the program is called as a judge, where nobody says: the first word, without folder.
  public var name: String {
    let word = command.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? command
    return URL(fileURLWithPath: word).lastPathComponent
  }
}
