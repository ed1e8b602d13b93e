internal import Annotations
internal import Synchronization

/// A program that judges every pair it is asked about, under one or several names.
public struct ProgramJudging: Sendable {
  /// The program.
  public var program: ProgramJudge
  /// The names under which it judges; each votes once on a pair.
  public var judges: [String]
  /// How many runs go side by side.
  public var jobs = 1
  /// How many answers are wanted; all that are open without it.
  public var count: Int?
  /// A folder in which videos are looked for first.
  public var videos: String?

  /// What came of it.
  public struct Sum: Sendable, Hashable {
    /// Answers recorded.
    public internal(set) var answered = 0
    /// Runs that failed, those that were tried again with success too.
    public internal(set) var failures = 0
    /// Pairs left without an answer, by all their runs failing.
    public internal(set) var unanswered = 0
    /// What went wrong, a line a pair and run.
    public internal(set) var complaints: [String] = []
    /// Why it stopped.
    public internal(set) var note = ""

    /// One line for people.
    public var text: String {
      func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
      }
      return count(answered, "answer") + " recorded, " + count(failures, "run") + " failed, "
        + count(unanswered, "pair") + " left without an answer" + (note.isEmpty ? "" : "; " + note)
    }

    /// One JSON document.
    public func jsonText() throws(SkilletError) -> String {
      try document([
        JSONMember("schema", .string("skillet.judging/1")),
        JSONMember("answered", .integer(Int64(answered))),
        JSONMember("failures", .integer(Int64(failures))),
        JSONMember("unanswered", .integer(Int64(unanswered))),
        JSONMember("complaints", .array(complaints.map { .string($0) })),
        JSONMember("note", .string(note)),
      ])
    }
  }

  /// A program under one name or more.
  public init(program: ProgramJudge, judges: [String]) {
    (self.program, self.judges) = (program, judges)
  }

  /// Asks until nothing is left for any of the names, round after round.
  ///
  /// - Parameter progress: called with the answers so far.
  public func run(
    _ tournament: RatingTournament, interruption: Interruption,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(SkilletError) -> Sum {
    var sum = Sum()
    var sessions = judges.map {
      JudgingSession(tournament, judge: $0, isProgram: true, videos: videos)
    }
    var isBusy = true
    while isBusy, sum.answered < count ?? .max {
      isBusy = false
      for place in sessions.indices {
        isBusy = try ask(&sessions[place], &sum, interruption, progress) || isBusy
      }
    }
    sum.note = sum.answered >= count ?? .max ? "" : sessions.last?.note() ?? ""
    return sum
  }

  /// Asks one judge about all that is open to it now; false where nothing was.
  private func ask(
    _ session: inout JudgingSession, _ sum: inout Sum, _ interruption: Interruption,
    _ progress: @escaping @Sendable (Int) -> Void
  ) throws(SkilletError) -> Bool {
    let pairs = try session.pairs().prefix((count ?? .max) - sum.answered)
    let shared = Mutex((session: session, sum: sum))
    let judge = session.judge
    do {
      let pairs = Array(pairs)
      _ = try parallelMap(pairs.count, width: jobs) { [program] place in
        let pair = pairs[place]
        let outcome = try program.ask(pair, judge: judge, interruption: interruption)
        // The lock keeps one writer at a time within this process; others wait for the file.
        try shared.withLock { shared in
          for failure in outcome.failures {
            shared.sum.complaints.append("pair \(pair.pair), \(judge.printable): \(failure)")
          }
          shared.sum.failures += outcome.failures.count
          if let answer = outcome.answer {
            try shared.session.answer(answer, to: pair)
            shared.sum.answered += 1
          } else {
            shared.session.pass(pair)
            shared.sum.unanswered += 1
          }
          progress(shared.sum.answered)
        }
      }
    } catch let error as SkilletError {
      let answered = shared.withLock { $0.sum.answered }
      guard error.code == .interrupted else { throw error }
      throw SkilletError(
        .interrupted, "interrupted; \(answered) answer\(answered == 1 ? " is" : "s are") recorded")
    } catch {
      throw SkilletError(.failed, "cannot judge: \(error)")
    }
    (session, sum) = shared.withLock { ($0.session, $0.sum) }
    return !pairs.isEmpty
  }
}
