import Testing
import Tournaments

/// Another program that has the file open cannot rewrite what stands in it either.
@Suite struct AppendOnlyTests {
  static let tables = ["settings", "skill", "clip", "round", "pair", "judge", "judgement"]

  private func filled(_ body: (MadeTournament) throws -> Void) throws {
    try withTournament { made in
      try made.open().record(Tournament.Answer(pair: 1, .left, judge: "anna"))
      try body(made)
    }
  }

  @Test(arguments: tables) func rowsAreNeitherChangedNorRemoved(table: String) throws {
    try filled { made in
      let before = try made.open().ledger()
      for change in ["UPDATE \(table) SET id = id + 100", "DELETE FROM \(table)"] {
        let said = try made.python("db.execute('\(change)')")
        #expect(said.contains("never changed or removed"), "\(change): \(said)")
      }
      let after = try made.open().ledger()
      #expect(after.judgements == before.judgements && after.clips == before.clips)
    }
  }

  @Test(arguments: [
    "INSERT OR REPLACE INTO judgement VALUES (1, 1, 1, 'right', 0, '', NULL)",
    "INSERT OR REPLACE INTO judgement VALUES (NULL, 1, 1, 'right', 0, '', NULL)",
    "INSERT OR REPLACE INTO judge VALUES (NULL, 'anna', 'person')",
    "INSERT OR REPLACE INTO clip (skill, name) VALUES (1, 'a0')",
    "INSERT OR REPLACE INTO pair VALUES (NULL, 1, 1, 2, 1)",
    "INSERT OR REPLACE INTO skill VALUES (1, 'z')",
    "INSERT OR REPLACE INTO round VALUES (NULL, 1, 1, NULL)",
    "INSERT OR REPLACE INTO settings VALUES (1, 1, 1, 1, 1, 1)",
  ])
  func nothingIsReplaced(insertion: String) throws {
    try filled { made in
      let said = try made.python("db.execute(\"\"\"\(insertion)\"\"\")")
      #expect(said.contains("such a row already"), "\(insertion): \(said)")
    }
  }

  @Test(arguments: [
    ("(NULL, 2, 1, 'left', 0, '', 1)", "same pair and judge"),
    ("(NULL, 2, 1, 'withdrawn', 0, '', NULL)", "CHECK"),
    ("(NULL, 2, 1, 'better', 0, '', NULL)", "CHECK"),
    ("(NULL, 99, 1, 'left', 0, '', NULL)", "FOREIGN KEY"),
  ])
  func aRowThatDoesNotFitIsRefused(values: String, words: String) throws {
    try filled { made in
      let said = try made.python(
        "db.execute('PRAGMA foreign_keys = ON')\n"
          + "db.execute(\"\"\"INSERT INTO judgement VALUES \(values)\"\"\")")
      #expect(said.contains(words), "\(values): \(said)")
    }
  }

  @Test func anAnswerIsCorrectedOnce() throws {
    try filled { made in
      let row = "db.execute(\"INSERT INTO judgement VALUES (NULL, 1, 1, 'tie', 0, '', 1)\")"
      let said = try [made.python(row), made.python(row)]
      #expect(said[0] == "" && said[1].contains("such a row already"), "\(said)")
    }
  }

  @Test func pairsAreOfClipsOfTheirSkill() throws {
    try withTournament([2, 2]) { made in
      let said = try made.python(
        "db.execute('PRAGMA foreign_keys = ON')\n"
          + "db.execute('INSERT INTO pair VALUES (NULL, 1, NULL, 1, 3)')")
      #expect(said.contains("FOREIGN KEY"), "\(said)")
    }
  }
}
