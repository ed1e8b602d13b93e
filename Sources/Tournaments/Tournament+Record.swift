internal import Foundation
internal import GRDB

extension Tournament {
  /// What somebody said of a pair.
  public struct Answer: Sendable, Hashable {
    /// The pair's number.
    public var pair: Int64
    /// The answer, as the pair's own left and right.
    public var verdict: Verdict
    /// Who said it; a new name becomes a new judge.
    public var judge: String
    /// What kind of judge that is, where the name is new.
    public var kind = JudgeRecord.Kind.person
    /// Whether it corrects what the judge said before.
    public var corrects = false
    /// Whether the judge saw the sides exchanged.
    public var wasMirrored = false

    /// An answer of a person who saw the pair as it is.
    public init(pair: Int64, _ verdict: Verdict, judge: String) {
      self.pair = pair
      self.verdict = verdict
      self.judge = judge
    }
  }

  /// Records an answer; when this returns, the disk has it.
  ///
  /// - Throws: ``TournamentError`` where the pair was never made, the judge has answered it already
  ///   and this is no correction, or there is nothing to correct. Nothing is recorded then.
  @discardableResult
  public func record(_ answer: Answer) throws(TournamentError) -> JudgementRecord {
    try write("record the judgement") { db in try db.record(answer, in: path) }
  }
}

extension Database {
  func record(_ answer: Tournament.Answer, in path: String) throws -> JudgementRecord {
    func refuse(_ reason: String) -> TournamentError {
      TournamentError(.badData, "\(path): \(reason)")
    }
    guard try exists("SELECT 1 FROM pair WHERE id = ?", [answer.pair]) else {
      throw refuse(
        "pair \(answer.pair) was never paired; `skillet rate next` lists the pairs to judge")
    }
    guard !answer.judge.isEmpty else { throw refuse("a judge needs a name; give --judge NAME") }
    let judge = try judge(answer.judge, kind: answer.kind)
    let last = try Row.fetchOne(
      self,
      sql: """
        SELECT id, pair, judge, verdict, mirrored, time, replaces FROM judgement
        WHERE pair = ? AND judge = ? ORDER BY id DESC LIMIT 1
        """, arguments: [answer.pair, judge]
    ).map { try JudgementRecord($0) }
    if let last, last.verdict.isVote, !answer.corrects {
      throw refuse(
        "\(answer.judge) judged pair \(answer.pair) already (\(last.verdict.rawValue), judgement "
          + "\(last.id)); to change the answer, correct it")
    }
    if last.map({ $0.verdict == .withdrawn }) ?? true, answer.corrects {
      throw refuse(
        "\(answer.judge) has no answer to pair \(answer.pair) that could be corrected")
    }
    if answer.verdict == .skipped, last?.verdict == .skipped {
      throw refuse("\(answer.judge) skipped pair \(answer.pair) already")
    }
    return try insert(
      pair: answer.pair, judge: judge, verdict: answer.verdict, wasMirrored: answer.wasMirrored,
      time: Self.now(), replaces: last?.id)
  }

  func insert(
    pair: Int64, judge: Int64, verdict: Verdict, wasMirrored: Bool, time: String, replaces: Int64?
  ) throws -> JudgementRecord {
    let insertion = try cachedStatement(
      sql: """
        INSERT INTO judgement (pair, judge, verdict, mirrored, time, replaces)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    try insertion.execute(arguments: [pair, judge, verdict.rawValue, wasMirrored, time, replaces])
    return JudgementRecord(
      id: lastInsertedRowID, pair: pair, judge: judge, verdict: verdict, wasMirrored: wasMirrored,
      time: time, replaces: replaces)
  }

  /// The row of a judge; a new name gets one.
  func judge(_ name: String, kind: JudgeRecord.Kind) throws -> Int64 {
    let sql = "SELECT id FROM judge WHERE name = ?"
    if let id = try Int64.fetchOne(cachedStatement(sql: sql), arguments: [name]) { return id }
    try execute(
      sql: "INSERT INTO judge (name, kind) VALUES (?, ?)", arguments: [name, kind.rawValue])
    return lastInsertedRowID
  }

  func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments) != nil
  }

  /// This moment in UTC, to the millisecond.
  static func now() -> String {
    Date().ISO8601Format(.init(includingFractionalSeconds: true))
  }
}
