internal import Foundation
internal import Tournaments

/// Judges at work on one tournament: pairs handed out, answers brought to the disk, all in memory
/// beside the file.
///
/// An answer is acknowledged when the disk has it. Answers that come while others are being written
/// wait and go together in the next transaction, so that many judges at once cost few writes.
/// Another process may have the file open too; what it records is taken in after at most
/// ``refreshSeconds``.
public actor JudgingRoom {
  /// How old the view of the file may grow while nobody answers, in seconds.
  public static let refreshSeconds = 2.0
  /// How often videos that were not on the disk are looked for again, in seconds.
  public static let searchSeconds = 15.0

  /// What a person should know at the start: clips that are not on the disk.
  public nonisolated let firstWarnings: [String]
  let rules: JudgingRules
  private(set) var book: JudgingBook
  var handOut: HandOut
  var lastSeen: [String: Double] = [:]
  var board = BoardDesk()
  var opensRounds = false
  let clock: @Sendable () -> Double
  let names: KeyedHash
  private let disk = DispatchQueue(label: "skillet.judgements")
  private var waiting: [Waiting] = []
  private var inFlight: [InFlight: Verdict] = [:]
  private var isWriting = false
  private var refreshed: Double
  private var searched: Double

  private struct Waiting {
    var entry: Tournament.Entry
    var done: CheckedContinuation<JudgingFault?, Never>
  }

  private struct InFlight: Hashable {
    var judge: String
    var item: JudgedItem
  }

  /// Opens a tournament for judges; where no round was ever paired, the first ones are.
  ///
  /// - Parameters:
  ///   - videos: a folder in which videos are looked for first.
  ///   - clock: seconds that never go back.
  /// - Throws: `SkilletError` where the file is no tournament, or cannot be written.
  public init(
    opening path: String, videos: String? = nil, rules: JudgingRules = JudgingRules(),
    clock: @escaping @Sendable () -> Double = JudgingRoom.uptime
  ) throws(SkilletError) {
    var tournament = try RatingTournament(opening: path)
    try Self.checkWritable(path)
    do {
      names = KeyedHash(key: try tournament.file.judgingKey())
    } catch {
      throw SkilletError(error)
    }
    try tournament.openFirstRounds()
    (self.rules, self.clock) = (rules, clock)
    book = JudgingBook(tournament, videos: videos)
    firstWarnings = book.warnings
    handOut = HandOut(rules)
    (refreshed, searched) = (clock(), clock())
  }

  /// Seconds since the machine was started.
  public static let uptime: @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }

  private static func checkWritable(_ path: String) throws(SkilletError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    for place in [path, folder] where !FileManager.default.isWritableFile(atPath: place) {
      throw SkilletError(
        .cannotWrite,
        "\(path): answers could not be recorded: \(place) cannot be written; change its permissions"
      )
    }
  }

  // MARK: Judges

  /// What a judge has before them now.
  public func next(for judge: String) -> JudgingState {
    lookAgain()
    return state(of: judge)
  }

  /// Records what a judge says of a pair; when this returns, the disk has it.
  ///
  /// The same answer given again changes nothing, so that it can be sent again where the
  /// acknowledgement was lost.
  ///
  /// - Parameters:
  ///   - word: `left`, `right`, `tie`, or `skip` (cannot tell), as the judge saw the sides.
  ///   - code: the pair's ``JudgingState/ShownPair/code``.
  ///   - seconds: how long the judge took; nil where nobody measured.
  public func answer(
    _ word: String, to code: String, by judge: String, seconds: Double? = nil
  ) async throws(JudgingFault) -> JudgingState {
    guard let said = RatingTournament.verdict(word), said != .withdrawn else {
      throw JudgingFault(.malformed, "an answer is left, right, tie or skip")
    }
    if book.qualification(of: judge, rules) == .stopped { throw Self.stopped }
    guard let item = item(code, of: judge) else {
      throw JudgingFault(.unknown, "there is no such pair; load the page again")
    }
    let isMirrored = isMirrored(item, for: judge)
    var entry = Tournament.Entry(item, isMirrored ? said.mirrored : said, judge: judge)
    (entry.wasMirrored, entry.seconds) = (isMirrored, seconds)
    let before = inFlight[InFlight(judge: judge, item: item)] ?? book.verdict(of: judge, on: item)
    if let before, before != entry.verdict {
      throw JudgingFault(
        .conflict, "you answered this pair already; take the answer back to change it")
    }
    let isRecorded = book.verdict(of: judge, on: item) != nil
    if !isRecorded {
      handOut.markPending(item, of: judge, true, now: clock())
      // The same answer on its way twice: the second is refused by the file and was recorded.
      if let fault = await record(entry), book.verdict(of: judge, on: item) != entry.verdict {
        handOut.markPending(item, of: judge, false, now: clock())
        throw fault
      }
    }
    return state(of: judge)
  }

  /// Takes a judge's last answer back; its pair comes first again.
  ///
  /// Asked again without an answer in between, it changes nothing.
  public func undo(by judge: String) async throws(JudgingFault) -> JudgingState {
    guard let row = book.row(of: judge), let last = book.standing.judges[row]?.last else {
      throw JudgingFault(.conflict, "there is no answer to take back")
    }
    if inFlight.keys.contains(where: { $0.judge == judge }) {
      throw JudgingFault(.conflict, "an answer is on its way to the disk; try again")
    }
    if book.qualification(of: judge, rules) == .stopped { throw Self.stopped }
    if last.verdict != .withdrawn {
      var entry = Tournament.Entry(last.item, .withdrawn, judge: judge)
      entry.corrects = true
      if let fault = await record(entry), book.verdict(of: judge, on: last.item) != nil {
        throw fault
      }
    }
    if book.verdict(of: judge, on: last.item) == nil {
      handOut.hold(last.item, first: judge, now: clock())
    }
    return state(of: judge)
  }

  private static let stopped = JudgingFault(.stopped, "the organiser has stopped your judging")

  // MARK: To the disk

  /// Waits until the disk has an entry; gives the fault that kept it from there.
  private func record(_ entry: Tournament.Entry) async -> JudgingFault? {
    await withCheckedContinuation { done in
      inFlight[InFlight(judge: entry.judge, item: entry.item)] = entry.verdict
      waiting.append(Waiting(entry: entry, done: done))
      guard !isWriting else { return }
      isWriting = true
      Task { await self.write() }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      let batch = waiting
      waiting = []
      let (file, entries) = (book.tournament.file, batch.map(\.entry))
      let outcome = await withCheckedContinuation { done in
        disk.async { done.resume(returning: Result { try file.record(entries) }) }
      }
      refreshNow()
      for (place, one) in batch.enumerated() {
        let fault: JudgingFault?
        switch outcome {
        case .success(let refusals):
          fault = refusals[place].map { JudgingFault(.conflict, $0.description) }
        case .failure(let error):
          fault = JudgingFault(.notRecorded, "the answer was not recorded: \(error)")
        }
        inFlight[InFlight(judge: one.entry.judge, item: one.entry.item)] = nil
        if fault == nil { handOut.release(one.entry.item, of: one.entry.judge) }
        one.done.resume(returning: fault)
      }
    }
    isWriting = false
    if opensRounds { try? await openDueRounds() }
  }

  /// Takes in what stands in the file now; a fault leaves the view as it was, for a later try.
  func refreshNow() {
    refreshed = (try? book.refresh()) == nil ? refreshed : clock()
  }

  func lookAgain() {
    let now = clock()
    if now - refreshed > Self.refreshSeconds, !isWriting { refreshNow() }
    if !book.missing.isEmpty, now - searched > Self.searchSeconds {
      searched = now
      book.searchAgain()
    }
  }

  /// Does something to the file away from the judges, and takes in what it did.
  func onDisk<Value: Sendable>(
    _ body: @escaping @Sendable (RatingTournament) throws(SkilletError) -> Value
  ) async throws(JudgingFault) -> Value {
    let tournament = book.tournament
    let result: Result<Value, SkilletError> = await withCheckedContinuation { done in
      disk.async {
        do throws(SkilletError) {
          done.resume(returning: .success(try body(tournament)))
        } catch {
          done.resume(returning: .failure(error))
        }
      }
    }
    refreshNow()
    switch result {
    case .success(let value): return value
    case .failure(let error):
      throw JudgingFault(error.code == .badData ? .conflict : .notRecorded, error.description)
    }
  }
}
