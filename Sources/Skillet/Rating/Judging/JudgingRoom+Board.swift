public import Annotations
internal import Foundation
internal import Tournaments

/// What the board shows, and whether it is being worked out.
struct BoardDesk {
  var figures: BoardFigures?
  var isWorking = false
  var seen: Seen?

  /// As long as it is the same, so is the board.
  struct Seen: Hashable {
    var rows: [Int]
    var settings: TournamentSettings
  }
}

extension JudgingRoom {
  /// The organiser's board: what was worked out last, which is brought up to date meanwhile.
  public func boardJSON() async -> JSONValue {
    lookAgain()
    if board.figures == nil {
      let (book, rules) = (book, rules)
      let first = await Self.away { BoardFigures(book, rules, after: nil) }
      if board.figures == nil { board.figures = first }
    }
    bringBoardUpToDate()
    guard let figures = board.figures else { return .null }
    return .object(figures.members(live))
  }

  /// Works the board out anew where rows were added, one run at a time.
  private func bringBoardUpToDate() {
    let ledger = book.ledger
    let seen = BoardDesk.Seen(
      rows: [
        ledger.judgements.count, ledger.practiceAnswers.count, ledger.pairs.count,
        ledger.rounds.count, ledger.clips.count, ledger.practice.count, ledger.judges.count,
        ledger.admissions.count, book.missing.count,
      ], settings: ledger.settings)
    guard !board.isWorking, board.seen != seen else { return }
    board.seen = seen
    board.isWorking = true
    Task { await work() }
  }

  private func work() async {
    let (book, rules, last) = (book, rules, board.figures)
    var figures = await Self.away { BoardFigures(book, rules, after: last) }
    board.figures = figures
    let settings = book.ledger.settings
    for place in figures.skills.indices where figures.skills[place].isForecastDue {
      let id = figures.skills[place].id
      let forecast = await Self.away {
        book.ledger.fields.first { $0.skill.id == id }.flatMap {
          RankingForecast(
            $0.comparisons(), items: $0.clips.count, votes: settings.votes, seed: settings.seed)
        }
      }
      figures.skills[place].forecast = forecast
      figures.skills[place].forecastOf = figures.skills[place].signature
      board.figures = figures
    }
    board.isWorking = false
  }

  private static let quiet = DispatchQueue(label: "skillet.board", qos: .utility)

  /// Does long sums on a thread of their own, so that no judge waits for them.
  private static func away<Value: Sendable>(
    _ body: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { done in quiet.async { done.resume(returning: body()) } }
  }

  private var live: BoardFigures.Live {
    let now = clock()
    return BoardFigures.Live(
      title: URL(fileURLWithPath: book.tournament.path).lastPathComponent,
      secondsSinceSeen: lastSeen.mapValues { now - $0 },
      holding: handOut.leases.mapValues(\.count), missing: book.missing,
      opensRounds: opensRounds, rules: rules, clips: book.ledger.clips.count,
      performers: performers)
  }

  /// Who performs, by the skill and the name of the clip.
  private var performers: [[String]: String] {
    var found: [[String]: String] = [:]
    for clip in book.ledger.clips {
      guard let performer = clip.clip.performer, let skill = book.ledger.skill(clip.skill) else {
        continue
      }
      found[[skill.name, clip.clip.name]] = performer
    }
    return found
  }

  // MARK: What the organiser does

  /// Opens the next round of a skill whose last round has all its votes, or of every such skill.
  ///
  /// Where all planned rounds are played, one more is planned.
  ///
  /// - Parameter skill: nil for all that are due.
  /// - Returns: how many rounds were opened.
  public func openRound(of skill: String?) async throws(JudgingFault) -> Int {
    refreshNow()
    let fields = book.ledger.fields
    if let skill, !fields.contains(where: { $0.skill.name == skill }) {
      throw JudgingFault(.unknown, "there is no skill of that name")
    }
    let settings = book.ledger.settings
    let due = fields.filter {
      (skill == nil || $0.skill.name == skill) && $0.isDueForAnother(settings)
    }
    guard !due.isEmpty else {
      throw JudgingFault(
        .conflict, "no round is due: the last one misses votes, or all clips have met")
    }
    let names = Set(due.map(\.skill.name))
    let wanted = (due.map(\.rounds.count).min() ?? 0) + 1
    let opened = try await onDisk { (tournament) throws(SkilletError) in
      var tournament = tournament
      if wanted > settings.rounds { try tournament.setRounds(wanted) }
      return try tournament.openRounds { names.contains($0.skill.name) }
    }
    return opened
  }

  /// Says whether rounds are opened as soon as they are due, up to the planned number.
  public func setOpensRounds(_ opens: Bool) async throws(JudgingFault) {
    opensRounds = opens
    try await openDueRounds()
  }

  func openDueRounds() async throws(JudgingFault) {
    let settings = book.ledger.settings
    guard opensRounds, book.ledger.fields.contains(where: { $0.isNextRoundDue(settings) }) else {
      return
    }
    _ = try await onDisk { (tournament) throws(SkilletError) in
      var tournament = tournament
      return try tournament.openRounds()
    }
  }

  /// Lets a judge in or stops one, whatever the practice pairs say.
  public func admit(_ judge: String, _ isAdmitted: Bool) async throws(JudgingFault) {
    guard !judge.isEmpty else { throw JudgingFault(.malformed, "a judge needs a name") }
    try await onDisk { (tournament) throws(SkilletError) in
      do throws(TournamentError) {
        try tournament.file.admit(judge, isAdmitted)
      } catch {
        throw SkilletError(error)
      }
    }
  }
}
