internal import GRDB

extension Tournament {
  /// Everything that the file holds now.
  public func ledger() throws(TournamentError) -> Ledger {
    var ledger = Ledger()
    try refresh(&ledger)
    return ledger
  }

  /// Brings a ledger that was read from this file up to date.
  ///
  /// - Complexity: that of the rows which were added since.
  public func refresh(_ ledger: inout Ledger) throws(TournamentError) {
    // In place: each list is only appended to, so what was read before a fault holds as it is.
    try read("read it") { db in try ledger.readAll(db) }
  }
}

extension Ledger {
  /// Takes in the rows that were added since the last reading.
  mutating func readAll(_ db: Database) throws {
    try readSettings(db)
    try readNames(db)
    try readPairs(db)
    try readJudgements(db)
    // A file that can only be read keeps the layout in which it was written.
    let layout = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if layout >= 2 { try readJudging(db) }
  }

  private mutating func readSettings(_ db: Database) throws {
    let sql = """
      SELECT id, votes, extra_votes, low_agreement, rounds, seed FROM settings
      WHERE id > ? ORDER BY id DESC LIMIT 1
      """
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [settingsRow]) else { return }
    settingsRow = row[0]
    settings.votes = row[1]
    settings.extraVotes = row[2]
    settings.lowAgreement = row[3]
    settings.rounds = row[4]
    settings.seed = UInt64(bitPattern: row[5] as Int64)
  }

  private mutating func readNames(_ db: Database) throws {
    var rows = try Row.fetchCursor(
      db, sql: "SELECT id, name FROM skill WHERE id > ? ORDER BY id",
      arguments: [skills.last?.id ?? 0])
    while let row = try rows.next() { append(SkillRecord(id: row[0], name: row[1])) }
    rows = try Row.fetchCursor(
      db, sql: "SELECT id, name, kind FROM judge WHERE id > ? ORDER BY id",
      arguments: [judges.last?.id ?? 0])
    while let row = try rows.next() {
      let kind = JudgeRecord.Kind(rawValue: row[2]) ?? .person
      append(JudgeRecord(id: row[0], name: row[1], kind: kind))
    }
    rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, skill, name, path, start_seconds, end_seconds, start_frame, end_frame, performer
        FROM clip WHERE id > ? ORDER BY id
        """, arguments: [clips.last?.id ?? 0])
    while let row = try rows.next() {
      var clip = TournamentClip(name: row[2])
      clip.path = row[3]
      clip.seconds = Self.range(row[4] as Double?, row[5] as Double?)
      clip.frames = Self.range(row[6] as Int?, row[7] as Int?)
      clip.performer = row[8]
      append(ClipRecord(id: row[0], skill: row[1], clip: clip))
    }
  }

  private static func range<T: Comparable>(_ start: T?, _ end: T?) -> Range<T>? {
    guard let start, let end, start <= end else { return nil }
    return start..<end
  }

  private mutating func readPairs(_ db: Database) throws {
    var rows = try Row.fetchCursor(
      db, sql: "SELECT id, skill, number, bye FROM round WHERE id > ? ORDER BY id",
      arguments: [rounds.last?.id ?? 0])
    while let row = try rows.next() {
      append(RoundRecord(id: row[0], skill: row[1], number: row[2], bye: row[3]))
    }
    rows = try Row.fetchCursor(
      db, sql: "SELECT id, skill, round, left_clip, right_clip FROM pair WHERE id > ? ORDER BY id",
      arguments: [pairs.last?.record.id ?? 0])
    while let row = try rows.next() {
      append(PairRecord(id: row[0], skill: row[1], round: row[2], left: row[3], right: row[4]))
    }
  }

  private mutating func readJudgements(_ db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, pair, judge, verdict, mirrored, time, replaces
        FROM judgement WHERE id > ? ORDER BY id
        """, arguments: [judgements.last?.id ?? 0])
    while let row = try rows.next() { append(try JudgementRecord(row)) }
  }
}

extension JudgementRecord {
  /// A row of the table, its columns as ``Tournament/ledger()`` selects them.
  init(_ row: Row) throws {
    guard let verdict = Verdict(rawValue: row[3]) else {
      throw TournamentError(
        .badData, "judgement \(row[0] as Int64): \"\(row[3] as String)\" is no verdict")
    }
    self.init(
      id: row[0], pair: row[1], judge: row[2], verdict: verdict, wasMirrored: row[4], time: row[5],
      replaces: row[6])
  }
}
