/// A pair and what its judges say of it now, corrections applied.
public struct JudgedPair: Sendable, Hashable {
  /// What one judge says.
  public struct Answer: Sendable, Hashable {
    /// The judge's row.
    public let judge: Int64
    /// The row that counts: the last correction.
    public internal(set) var judgement: JudgementRecord
  }

  /// The pair's row.
  public let record: PairRecord
  /// One answer a judge, in the order in which the judges first answered.
  public internal(set) var answers: [Answer] = []

  init(record: PairRecord) { self.record = record }

  /// The answers that are votes, in order.
  public var votes: [Verdict] { answers.map(\.judgement.verdict).filter(\.isVote) }

  /// How many votes there are for left, for right and for a tie.
  public var tally: (left: Int, right: Int, ties: Int) {
    var tally = (left: 0, right: 0, ties: 0)
    for answer in answers {
      switch answer.judgement.verdict {
      case .left: tally.left += 1
      case .right: tally.right += 1
      case .tie: tally.ties += 1
      case .skipped, .withdrawn: break
      }
    }
    return tally
  }

  /// Who won by most votes: left, right, or a tie where both have as many; nil without votes.
  public var majority: Verdict? {
    let (left, right, ties) = tally
    if left + right + ties == 0 { return nil }
    return left == right ? .tie : left > right ? .left : .right
  }

  /// How many votes the pair needs: more where its first votes disagree.
  ///
  /// Whether they do is settled by the first `votes` alone, so that no pair stops at a moment that
  /// happens to look clear.
  public func needed(_ settings: TournamentSettings) -> Int {
    let first = votes.prefix(settings.votes)
    guard first.count == settings.votes, settings.extraVotes > 0 else { return settings.votes }
    let most = Verdict.allCases.map { verdict in first.count { $0 == verdict } }.max() ?? 0
    let share = Double(most) / Double(first.count)
    return share < settings.lowAgreement
      ? settings.votes + settings.extraVotes : settings.votes
  }

  /// How many votes are still missing.
  public func missing(_ settings: TournamentSettings) -> Int {
    max(0, needed(settings) - votes.count)
  }

  /// What a judge's answer is now, withdrawn ones included; nil where there was none.
  public func answer(of judge: Int64) -> JudgementRecord? {
    answers.first { $0.judge == judge }?.judgement
  }

  /// Whether a judge may be asked: never asked before, or has taken the answer back.
  public func isOpen(to judge: Int64) -> Bool {
    answer(of: judge).map { $0.verdict == .withdrawn } ?? true
  }
}
