internal import Tournaments

/// One judge at work: asked for one pair after the other until none is left.
public struct JudgingSession: Sendable {
  /// Who judges.
  public let judge: String
  /// Answers recorded in this session, those taken back not counted.
  public private(set) var answered = 0
  /// The tournament.
  public private(set) var tournament: RatingTournament
  private let isProgram: Bool
  private let videos: String?
  private var passed: Set<Int64> = []
  private var again: Int64?

  /// Begins.
  ///
  /// - Parameters:
  ///   - isProgram: whether a new judge is a program.
  ///   - videos: a folder in which videos are looked for first.
  public init(
    _ tournament: RatingTournament, judge: String, isProgram: Bool, videos: String? = nil
  ) {
    (self.tournament, self.judge) = (tournament, judge)
    (self.isProgram, self.videos) = (isProgram, videos)
  }

  /// All pairs for this judge now; opens rounds that are due.
  public mutating func pairs() throws(SkilletError) -> [PairToJudge] {
    try tournament.refresh()
    try tournament.openRounds()
    let pairs = tournament.openPairs(for: judge, mirrors: true, videos: videos)
    return pairs.filter { !passed.contains($0.pair) }
  }

  /// The next pair; nil where none is left for this judge now.
  public mutating func next() throws(SkilletError) -> PairToJudge? {
    let pairs = try pairs()
    return pairs.first { $0.pair == again } ?? pairs.first
  }

  /// Leaves a pair for another session, without an answer.
  public mutating func pass(_ pair: PairToJudge) { passed.insert(pair.pair) }

  /// Records what the judge says of a pair as it was shown.
  ///
  /// - Parameter word: `left`, `right`, `tie` or `skip`.
  @discardableResult
  public mutating func answer(
    _ word: String, to pair: PairToJudge
  ) throws(SkilletError) -> RatingTournament.Recorded {
    guard let verdict = RatingTournament.verdict(word), verdict != .withdrawn else {
      throw SkilletError(.badData, "\"\(word)\" is no answer to a pair")
    }
    var answer = Tournament.Answer(
      pair: pair.pair, pair.isMirrored ? verdict.mirrored : verdict, judge: judge)
    answer.kind = isProgram ? .program : .person
    answer.wasMirrored = pair.isMirrored
    let recorded = try tournament.record(answer)
    answered += 1
    again = nil
    return recorded
  }

  /// Takes back the judge's last answer, of an earlier session too; it is asked again next.
  ///
  /// - Returns: what was taken back; nil where there is nothing.
  public mutating func undo() throws(SkilletError) -> RatingTournament.Recorded? {
    try tournament.refresh()
    let ledger = tournament.ledger
    guard let me = ledger.judges.first(where: { $0.name == judge })?.id else { return nil }
    let last = ledger.judgements.last { row in
      row.judge == me && row.verdict != .withdrawn
        && ledger.pair(row.pair)?.answer(of: me)?.id == row.id
    }
    guard let last else { return nil }
    var answer = Tournament.Answer(pair: last.pair, .withdrawn, judge: judge)
    answer.corrects = true
    let recorded = try tournament.record(answer)
    answered = max(0, answered - 1)
    again = last.pair
    return recorded
  }

  /// Why there is no next pair.
  public func note() -> String {
    let failed = passed.isEmpty ? "" : "; \(passed.count) left without an answer"
    return (NextPairs(tournament, judge: judge, count: 0).note ?? "") + failed
  }
}
