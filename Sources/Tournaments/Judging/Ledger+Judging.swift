internal import GRDB

extension Ledger {
  /// Takes in what judging on the page added since the last reading.
  mutating func readJudging(_ db: Database) throws {
    var rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, skill, better_clip, better_path, worse_clip, worse_path
        FROM practice WHERE id > ? ORDER BY id
        """, arguments: [practice.last?.id ?? 0])
    while let row = try rows.next() {
      guard let better = Self.side(row[2], row[3]), let worse = Self.side(row[4], row[5]) else {
        throw TournamentError(.badData, "practice pair \(row[0] as Int64) has no two clips")
      }
      practice.append(PracticePair(id: row[0], skill: row[1], better: better, worse: worse))
    }
    rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, practice, judge, verdict, mirrored, time, seconds, replaces
        FROM practice_answer WHERE id > ? ORDER BY id
        """, arguments: [practiceAnswers.last?.id ?? 0])
    while let row = try rows.next() {
      guard let verdict = Verdict(rawValue: row[3]) else {
        throw TournamentError(
          .badData, "practice answer \(row[0] as Int64): \"\(row[3] as String)\" is no verdict")
      }
      practiceAnswers.append(
        PracticeAnswerRecord(
          id: row[0], practice: row[1], judge: row[2], verdict: verdict, wasMirrored: row[4],
          time: row[5], seconds: row[6], replaces: row[7]))
    }
    rows = try Row.fetchCursor(
      db, sql: "SELECT id, judge, admitted, time FROM admission WHERE id > ? ORDER BY id",
      arguments: [admissions.last?.id ?? 0])
    while let row = try rows.next() {
      admissions.append(
        AdmissionRecord(id: row[0], judge: row[1], isAdmitted: row[2], time: row[3]))
    }
    rows = try Row.fetchCursor(
      db, sql: "SELECT judgement, seconds FROM time_taken WHERE judgement > ? ORDER BY judgement",
      arguments: [lastTimed])
    while let row = try rows.next() {
      lastTimed = row[0]
      secondsTaken[lastTimed] = row[1]
    }
  }

  private static func side(_ clip: Int64?, _ path: String?) -> PracticePair.Side? {
    clip.map { .clip($0) } ?? path.map { .video($0) }
  }

  /// Pairs of clips of a skill whose answer is known, so that they are never paired.
  func knownPairs(of skill: Int64) -> [RoundPlan.Pair] {
    practice.compactMap { pair in
      guard pair.skill == skill, let clips = pair.clips else { return nil }
      return RoundPlan.Pair(left: clips.better, right: clips.worse)
    }
  }
}
