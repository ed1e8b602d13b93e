internal import Tournaments

/// What each judge's answers are now, pairs and practice pairs together, kept up to date from the
/// rows of a ledger as they come.
struct StandingAnswers {
  /// One judge.
  struct Judge {
    /// Answers that stand, "cannot tell" among them.
    var answered = 0
    /// Practice pairs in the order in which they were first answered, with what stands now.
    var practice: [(id: Int64, verdict: Verdict)] = []
    /// The judge's last row.
    var last: (item: JudgedItem, verdict: Verdict, time: String)?

    /// Answers to practice pairs that stand.
    var practised: [Verdict] { practice.map(\.verdict).filter { $0 != .withdrawn } }
    /// How many of those agree with what is known.
    var right: Int { practised.count { $0 == .left } }
  }

  private struct Key: Hashable {
    var judge: Int64
    var item: JudgedItem
  }

  /// The judges by their rows; who never answered is not among them.
  private(set) var judges: [Int64: Judge] = [:]
  private var verdicts: [Key: Verdict] = [:]
  private var seen = (judgements: 0, practice: 0)

  /// Takes in the rows that were added to the ledger since; gives the pairs that they are about.
  mutating func update(_ ledger: Ledger) -> Set<Int64> {
    var touched: Set<Int64> = []
    for row in ledger.judgements[seen.judgements...] {
      take(.pair(row.pair), row.judge, row.verdict, row.time)
      touched.insert(row.pair)
    }
    for row in ledger.practiceAnswers[seen.practice...] {
      take(.practice(row.practice), row.judge, row.verdict, row.time)
      var judge = judges[row.judge] ?? Judge()
      if let place = judge.practice.firstIndex(where: { $0.id == row.practice }) {
        judge.practice[place].verdict = row.verdict
      } else {
        judge.practice.append((row.practice, row.verdict))
      }
      judges[row.judge] = judge
    }
    seen = (ledger.judgements.count, ledger.practiceAnswers.count)
    return touched
  }

  private mutating func take(
    _ item: JudgedItem, _ judge: Int64, _ verdict: Verdict, _ time: String
  ) {
    let key = Key(judge: judge, item: item)
    var known = judges[judge] ?? Judge()
    let stood = verdicts[key].map { $0 != .withdrawn } ?? false
    known.answered += (verdict == .withdrawn ? 0 : 1) - (stood ? 1 : 0)
    // Rows of both tables carry the time at which they were recorded.
    if known.last.map({ $0.time <= time }) ?? true { known.last = (item, verdict, time) }
    judges[judge] = known
    verdicts[key] = verdict
  }

  /// What a judge says of an item now; nil where nothing was said or it was taken back.
  func verdict(of judge: Int64, on item: JudgedItem) -> Verdict? {
    verdicts[Key(judge: judge, item: item)].flatMap { $0 == .withdrawn ? nil : $0 }
  }
}
