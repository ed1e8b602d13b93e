import Foundation
import Rating
import Testing
import Tournaments

@Suite struct LedgerTests {
  private func vote(
    _ tournament: Tournament, _ pair: Int64, _ verdict: Verdict, _ judge: String,
    corrects: Bool = false
  ) throws {
    var answer = Tournament.Answer(pair: pair, verdict, judge: judge)
    answer.corrects = corrects
    try tournament.record(answer)
  }

  @Test func aCorrectionStandsInPlaceOfTheAnswerAndBothRowsStay() throws {
    try withTournament { made in
      let tournament = try made.open()
      try vote(tournament, 1, .left, "anna")
      try vote(tournament, 1, .right, "anna", corrects: true)
      let ledger = try tournament.ledger()
      #expect(ledger.judgements.map(\.verdict) == [.left, .right])
      #expect(ledger.judgements.map(\.replaces) == [nil, 1])
      #expect(ledger.pairs[0].votes == [.right])
      #expect(ledger.pairs[0].tally == (0, 1, 0))
    }
  }

  @Test func anAnswerTakenBackMayBeGivenAgain() throws {
    try withTournament { made in
      let tournament = try made.open()
      try vote(tournament, 1, .left, "anna")
      try vote(tournament, 1, .withdrawn, "anna", corrects: true)
      let anna = try #require(try tournament.ledger().judges.first)
      #expect(try tournament.ledger().pairs[0].votes == [])
      let isOpen = try tournament.ledger().pairs[0].isOpen(to: anna.id)
      #expect(isOpen)
      try vote(tournament, 1, .tie, "anna")
      #expect(try tournament.ledger().pairs[0].votes == [.tie])
      #expect(try tournament.ledger().judgements.map(\.replaces) == [nil, 1, 2])
    }
  }

  @Test func aSkippedPairHasNoVoteAndIsClosedToTheJudge() throws {
    try withTournament { made in
      let tournament = try made.open()
      try vote(tournament, 2, .skipped, "anna")
      let ledger = try tournament.ledger()
      #expect(ledger.pairs[1].votes == [])
      #expect(!ledger.pairs[1].isOpen(to: ledger.judges[0].id))
      try vote(tournament, 2, .left, "anna")
      #expect(try tournament.ledger().pairs[1].votes == [.left])
    }
  }

  @Test(arguments: [
    (99, "anna", false, "never paired"), (1, "bob", false, "judged pair 1 already"),
    (1, "anna", true, "could be corrected"), (1, "", false, "needs a name"),
  ])
  func whatDoesNotFitIsRefused(
    pair: Int64, judge: String, corrects: Bool, words: String
  ) throws {
    try withTournament { made in
      let tournament = try made.open()
      try vote(tournament, 1, .left, "bob")
      let fault = #expect(throws: TournamentError.self) {
        try vote(tournament, pair, .right, judge, corrects: corrects)
      }
      #expect(fault?.kind == .badData && fault?.description.contains(words) == true, "\(words)")
      #expect(try tournament.ledger().judgements.count == 1)
      #expect(try tournament.ledger().judges.map(\.name) == ["bob"], "a refused judge stays out")
    }
  }

  @Test func moreVotesAreNeededWhereTheFirstDisagree() throws {
    try withTournament { made in
      let tournament = try made.open()
      let verdicts: [Verdict] = [.left, .right, .left, .right, .left]
      for (place, verdict) in verdicts.enumerated() {
        try vote(tournament, 1, verdict, "j\(place)")
      }
      var ledger = try tournament.ledger()
      #expect(ledger.pairs[0].needed(ledger.settings) == 8)
      #expect(ledger.pairs[0].missing(ledger.settings) == 3)
      // Later votes that make it clear do not stop it, nor do fewer than five say anything.
      for place in 5..<7 { try vote(tournament, 1, .left, "j\(place)") }
      try tournament.refresh(&ledger)
      #expect(ledger.pairs[0].missing(ledger.settings) == 1)
      for place in 0..<5 { try vote(tournament, 2, place < 4 ? .right : .left, "j\(place)") }
      try tournament.refresh(&ledger)
      #expect(ledger.pairs[1].missing(ledger.settings) == 0)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func aLedgerBroughtUpToDateEqualsOneReadAnew(seed: UInt64) throws {
    try withTournament([6, 5]) { made in
      let tournament = try made.open()
      var ledger = try tournament.ledger()
      var state = seed
      for step in 0..<60 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let (pair, judge) = (Int64(state >> 33) % 5 + 1, "j\(state >> 40 & 3)")
        let verdict = Verdict.allCases[Int(state >> 50) % 5]
        try? vote(tournament, pair, verdict, judge, corrects: state >> 60 & 1 == 1)
        if step % 7 == 0 { try tournament.refresh(&ledger) }
      }
      try tournament.refresh(&ledger)
      let fresh = try tournament.ledger()
      #expect(ledger.judgements.count > 20, "seed \(seed)")
      #expect(ledger.judgements == fresh.judgements, "seed \(seed)")
      #expect(ledger.pairs == fresh.pairs, "seed \(seed)")
      #expect(ledger.judges == fresh.judges, "seed \(seed)")
      #expect(
        ledger.fields.map { ledger.votes(of: $0) } == fresh.fields.map { fresh.votes(of: $0) },
        "seed \(seed)")
    }
  }

  @Test func aSkillGivesComparisonsAndPoints() throws {
    try withTournament([5]) { made in
      let tournament = try made.open()
      for (judge, verdict) in [("a", Verdict.left), ("b", .right), ("c", .right), ("d", .tie)] {
        try vote(tournament, 1, verdict, judge)
      }
      let ledger = try tournament.ledger()
      let field = ledger.fields[0]
      #expect(
        field.comparisons() == [
          Comparison(left: 0, right: 1, leftVotes: 1, rightVotes: 2, ties: 1)
        ])
      #expect(ledger.votes(of: field).map(\.comparison.leftVotes) == [1, 0, 0, 0])
      #expect(field.points() == [0, 1, 0, 0, 1])
      #expect(field.byes == [0, 0, 0, 0, 1])
      #expect(!field.isRoundComplete(ledger.settings))
    }
  }

  @Test func aRoundThatExistsIsNotOpenedTwice() throws {
    try withTournament([2]) { made in
      let tournament = try made.open()
      let plan = RoundPlan(skill: 1, number: 1, pairs: [.init(left: 1, right: 2)])
      #expect(try tournament.openRounds([plan]) == 0)
      #expect(try tournament.ledger().pairs.count == 1)
    }
  }
}
