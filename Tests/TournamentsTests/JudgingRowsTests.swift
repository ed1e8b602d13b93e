import Foundation
import Testing
import Tournaments

/// What judging on the page adds to a tournament's file.
@Suite struct JudgingRowsTests {
  private func entry(
    _ item: JudgedItem, _ verdict: Verdict, _ judge: String, corrects: Bool = false
  ) -> Tournament.Entry {
    var entry = Tournament.Entry(item, verdict, judge: judge)
    entry.corrects = corrects
    return entry
  }

  private func practice(_ made: MadeTournament) throws -> Tournament {
    let tournament = try made.open()
    let pair = Tournament.Practice(
      place: "p.csv: line 2", skill: 1, better: .clip(1), worse: .clip(3))
    #expect(try tournament.add([pair]) == 1)
    return tournament
  }

  @Test func answersGoTogetherAndThoseThatDoNotFitAreRefusedByThemselves() throws {
    try withTournament { made in
      let tournament = try practice(made)
      var timed = entry(.pair(1), .left, "anna")
      timed.seconds = 4.5
      let outcomes = try tournament.record([
        timed, entry(.pair(99), .left, "bob"), entry(.pair(1), .right, "anna"),
        entry(.practice(1), .left, "anna"), entry(.practice(1), .tie, "anna"),
        entry(.practice(9), .tie, "carl"), entry(.pair(2), .skipped, "anna"),
      ])
      #expect(outcomes.map { $0 == nil } == [true, false, false, true, false, false, true])
      let ledger = try tournament.ledger()
      #expect(ledger.judgements.map(\.verdict) == [.left, .skipped])
      #expect(ledger.practiceAnswers.map(\.verdict) == [.left])
      #expect(ledger.judges.map(\.name) == ["anna"], "a refused judge stays out")
      #expect(ledger.secondsTaken == [1: 4.5])
    }
  }

  @Test func answersToPracticePairsAreNoVotesAndCanBeTakenBack() throws {
    try withTournament { made in
      let tournament = try practice(made)
      for (verdict, corrects) in [(Verdict.left, false), (.withdrawn, true), (.right, false)] {
        #expect(
          try tournament.record([entry(.practice(1), verdict, "anna", corrects: corrects)]) == [nil]
        )
      }
      let ledger = try tournament.ledger()
      #expect(ledger.practiceAnswers.map(\.replaces) == [nil, 1, 2])
      #expect(ledger.judgements.isEmpty && ledger.pairs.allSatisfy { $0.votes.isEmpty })
      #expect(ledger.fields[0].comparisons().isEmpty)
    }
  }

  @Test(arguments: [
    (PracticePair.Side.clip(1), PracticePair.Side.clip(2), "meet in the tournament"),
    (.clip(3), .clip(1), "with the other answer"), (.clip(4), .clip(4), "same clip twice"),
  ])
  func aPracticePairThatDoesNotFitIsRefused(
    better: PracticePair.Side, worse: PracticePair.Side, words: String
  ) throws {
    try withTournament { made in
      let tournament = try practice(made)
      let pairs = [
        Tournament.Practice(
          place: "q.csv: line 2", skill: 1, better: .video("x.mp4"), worse: .clip(1)),
        Tournament.Practice(place: "q.csv: line 3", skill: 1, better: better, worse: worse),
      ]
      let fault = #expect(throws: TournamentError.self) { try tournament.add(pairs) }
      #expect(fault?.description.contains("q.csv: line 3") == true)
      #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
      #expect(try tournament.ledger().practice.count == 1, "all or nothing")
    }
  }

  @Test func thePairsOfAFileAreAddedOnce() throws {
    try withTournament { made in
      let tournament = try practice(made)
      let pair = Tournament.Practice(
        place: "p.csv: line 2", skill: 1, better: .clip(1), worse: .clip(3))
      #expect(try tournament.add([pair, pair]) == 0)
      #expect(try tournament.ledger().fields[0].knownPairs == [.init(left: 1, right: 3)])
    }
  }

  @Test func theKeyIsDrawnOnce() throws {
    try withTournament { made in
      let key = try made.open().judgingKey()
      #expect(key.count == 16)
      #expect(try made.open().judgingKey() == key)
    }
  }

  @Test func theLastWordOnAJudgeHolds() throws {
    try withTournament { made in
      let tournament = try made.open()
      try tournament.admit("anna", true)
      try tournament.admit("anna", false)
      #expect(try tournament.ledger().admissions.map(\.isAdmitted) == [true, false])
      #expect(throws: TournamentError.self) { try tournament.admit("", true) }
    }
  }

  @Test(arguments: ["judging_key", "admission", "practice", "practice_answer", "time_taken"])
  func rowsAreNeitherChangedNorRemoved(table: String) throws {
    try withTournament { made in
      let tournament = try practice(made)
      var timed = entry(.pair(1), .left, "anna")
      timed.seconds = 1
      _ = try tournament.record([timed, entry(.practice(1), .left, "anna")])
      _ = try tournament.judgingKey()
      try tournament.admit("anna", true)
      let row = table == "time_taken" ? "judgement" : "id"
      let again = "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)"
      for change in ["UPDATE \(table) SET \(row) = \(row)", "DELETE FROM \(table)", again] {
        let said = try made.python("db.execute('\(change)')")
        #expect(
          said.contains("never changed or removed") || said.contains("such a row already"),
          "\(change): \(said)")
      }
    }
  }

  @Test(arguments: [false, true]) func anOlderFileIsReadAndBroughtUp(readOnly: Bool) throws {
    try withTournament { made in
      try made.open().record(Tournament.Answer(pair: 1, .left, judge: "anna"))
      // As the first version left it.
      let said = try made.python(
        ["time_taken", "practice_answer", "practice", "admission", "judging_key"].map {
          "db.execute('DROP TABLE \($0)')"
        }.joined(separator: "\n")
          + "\ndb.execute(\"DELETE FROM grdb_migrations WHERE identifier LIKE '2%'\")"
          + "\ndb.execute('PRAGMA user_version = 1')")
      try #require(said == "", "\(said)")
      if readOnly { try made.setWritable(false) }
      defer { try? made.setWritable(true) }
      let ledger = try made.open().ledger()
      #expect(ledger.pairs[0].votes == [.left])
      #expect(ledger.practice.isEmpty && ledger.admissions.isEmpty)
      guard !readOnly else { return }
      #expect(try made.open().judgingKey().count == 16)
      #expect(try made.python("print(db.execute('PRAGMA user_version').fetchone()[0])") == "2\n")
    }
  }
}

extension MadeTournament {
  /// Lets the file and its folder be written, or not; who is root may write all the same.
  func setWritable(_ isWritable: Bool) throws {
    for (place, mode) in [
      (path, isWritable ? 0o644 : 0o444), (folder.path, isWritable ? 0o755 : 0o555),
    ] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
    }
  }
}
