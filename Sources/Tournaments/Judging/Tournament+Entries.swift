internal import GRDB

extension Tournament {
  /// An answer to a pair or to a practice pair.
  public struct Entry: Sendable, Hashable {
    /// What was answered.
    public var item: JudgedItem
    /// The answer, as the item's own left and right; the better clip of a practice pair is its left.
    public var verdict: Verdict
    /// Who said it; a new name becomes a new judge.
    public var judge: String
    /// Whether it corrects what the judge said before.
    public var corrects = false
    /// Whether the judge saw the sides exchanged.
    public var wasMirrored = false
    /// How long the judge took, in seconds.
    public var seconds: Double?

    /// An answer of a person who saw the sides as they are.
    public init(_ item: JudgedItem, _ verdict: Verdict, judge: String) {
      self.item = item
      self.verdict = verdict
      self.judge = judge
    }
  }

  /// Records answers of many people in one transaction; when this returns, the disk has them.
  ///
  /// An answer that does not fit is refused by itself, as ``record(_:)`` would; the others stand.
  ///
  /// - Returns: what became of each entry, in order: nil, or why it was refused.
  /// - Throws: ``TournamentError`` where the file cannot be written; nothing is recorded then.
  public func record(_ entries: [Entry]) throws(TournamentError) -> [TournamentError?] {
    if entries.isEmpty { return [] }
    return try write("record the judgements") { db in
      var outcomes: [TournamentError?] = []
      for entry in entries {
        var refusal: TournamentError?
        try db.inSavepoint {
          do {
            try db.record(entry, in: path)
            return .commit
          } catch let error as TournamentError {
            refusal = error
            return .rollback
          }
        }
        outcomes.append(refusal)
      }
      return outcomes
    }
  }
}

extension Database {
  fileprivate func record(_ entry: Tournament.Entry, in path: String) throws {
    switch entry.item {
    case .pair(let pair):
      var answer = Tournament.Answer(pair: pair, entry.verdict, judge: entry.judge)
      (answer.corrects, answer.wasMirrored) = (entry.corrects, entry.wasMirrored)
      let row = try record(answer, in: path)
      guard let seconds = entry.seconds, seconds >= 0, seconds.isFinite else { return }
      try cachedStatement(sql: "INSERT INTO time_taken (judgement, seconds) VALUES (?, ?)")
        .execute(arguments: [row.id, seconds])
    case .practice(let practice):
      try record(entry, toPractice: practice, in: path)
    }
  }

  private func record(
    _ entry: Tournament.Entry, toPractice practice: Int64, in path: String
  ) throws {
    func refuse(_ reason: String) -> TournamentError {
      TournamentError(.badData, "\(path): \(reason)")
    }
    guard try exists("SELECT 1 FROM practice WHERE id = ?", [practice]) else {
      throw refuse("there is no practice pair \(practice)")
    }
    guard !entry.judge.isEmpty else { throw refuse("a judge needs a name") }
    let judge = try judge(entry.judge, kind: .person)
    let sql = """
      SELECT id, verdict FROM practice_answer WHERE practice = ? AND judge = ?
      ORDER BY id DESC LIMIT 1
      """
    let last = try Row.fetchOne(cachedStatement(sql: sql), arguments: [practice, judge])
    let said = last.flatMap { Verdict(rawValue: $0[1]) } ?? .withdrawn
    if said != .withdrawn, !entry.corrects {
      throw refuse("\(entry.judge) answered practice pair \(practice) already (\(said.rawValue))")
    }
    if said == .withdrawn, entry.corrects {
      throw refuse("\(entry.judge) has no answer to practice pair \(practice) to correct")
    }
    let insertion = try cachedStatement(
      sql: """
        INSERT INTO practice_answer (practice, judge, verdict, mirrored, time, seconds, replaces)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try insertion.execute(arguments: [
      practice, judge, entry.verdict.rawValue, entry.wasMirrored, Self.now(), entry.seconds,
      last?[0] as Int64?,
    ])
  }
}
