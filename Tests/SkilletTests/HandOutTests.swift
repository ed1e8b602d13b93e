import Foundation
import LinearAlgebra
import Testing
import Tournaments

@testable import Skillet

/// Pairs handed out to judges who work at once, with seeds.
@Suite struct HandOutTests {
  /// Judges who answer in random order until nobody gets anything; some walk away with a pair in hand.
  private struct Play {
    var room: MadeRoom
    var handOut: HandOut
    var random: SplitMix64
    var now = 0.0
    var shown: [String: [JudgedItem]] = [:]
    var practised = 0
    var walkedAway = 0

    init(_ room: MadeRoom, _ rules: JudgingRules, seed: UInt64) {
      (self.room, handOut) = (room, HandOut(rules))
      random = SplitMix64(seed: seed)
    }

    mutating func run(_ judges: [String], leaving: Int) throws {
      var idle = 0
      while idle < 20 * judges.count {
        now += 1
        let judge = judges[random.next(below: judges.count)]
        let held = handOut.next(for: judge, room.book, now: now)
        guard let item = held.first else {
          idle += 1
          if idle % judges.count == 0 { now += handOut.rules.leaseSeconds }
          continue
        }
        #expect(held.count <= 2 && Set(held).count == held.count)
        idle = 0
        if leaving > 0, random.next(below: leaving) == 0 {
          walkedAway += 1
          now += random.next(below: 2) == 0 ? handOut.rules.leaseSeconds : 0
          continue
        }
        try answer(item, judge)
      }
    }

    private mutating func answer(_ item: JudgedItem, _ judge: String) throws {
      let verdicts: [Verdict] = [.left, .left, .left, .right, .tie, .skipped]
      var verdict = verdicts[random.next(below: verdicts.count)]
      if case .practice = item {
        verdict = .left
        practised += 1
      }
      shown[judge, default: []].append(item)
      handOut.markPending(item, of: judge, true, now: now)
      let outcome = try room.file.record([Tournament.Entry(item, verdict, judge: judge)])
      #expect(outcome == [nil])
      try room.book.refresh()
      handOut.release(item, of: judge)
      let (book, row) = (room.book, room.book.row(of: judge))
      let open = book.open.values.count { book.mayAsk(row, $0) }
      #expect(book.openCount(for: judge) == open)
      #expect(
        open
          == book.ledger.pairs.count { pair in
            pair.missing(book.ledger.settings) > 0 && (row.map { pair.isOpen(to: $0) } ?? true)
          })
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func everyPairReachesItsVotesAndNobodySeesOneTwice(seed: UInt64) throws {
    var rules = JudgingRules()
    rules.practiceEvery = 4
    var play = Play(try MadeRoom(clips: 8, practice: 4), rules, seed: seed)
    defer { play.room.remove() }
    let judges = (0..<14).map { "judge \($0)" }
    try play.run(judges, leaving: seed % 2 == 0 ? 6 : 0)
    let ledger = play.room.book.ledger
    for pair in ledger.pairs {
      let (votes, needed) = (pair.votes.count, pair.needed(ledger.settings))
      #expect(votes >= needed, "seed \(seed): pair \(pair.record.id)")
      if seed % 2 == 1 { #expect(votes == needed, "seed \(seed): pair \(pair.record.id)") }
    }
    for (judge, items) in play.shown {
      #expect(Set(items).count == items.count, "seed \(seed): \(judge) saw one twice")
    }
    #expect(play.practised > 0, "seed \(seed)")
    #expect(
      ledger.judgements.count + ledger.practiceAnswers.count
        == play.shown.values.reduce(0) { $0 + $1.count })
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func manyWhoAskAtOnceHoldNoMoreThanAPairNeeds(seed: UInt64) throws {
    let room = try MadeRoom(clips: 6, practice: 0)
    defer { room.remove() }
    var handOut = HandOut(JudgingRules())
    var random = SplitMix64(seed: seed)
    for place in random.permutation(20) + random.permutation(20) {
      _ = handOut.next(for: "judge \(place)", room.book, now: 0)
      for pair in room.book.ledger.pairs {
        let claims = handOut.claims(on: pair.record.id)
        #expect(claims <= pair.needed(room.book.ledger.settings), "seed \(seed)")
      }
    }
    let held = handOut.leases.values.joined().count
    // Five votes on each of three pairs; nobody is without one who could have one.
    #expect(held == 15, "seed \(seed)")
    #expect(
      handOut.leases.count == 15, "seed \(seed): a pair that is only loaded goes to who has none")
  }

  @Test func aPairThatIsTakenAndNotAnsweredReturns() throws {
    let room = try MadeRoom(clips: 2, practice: 0, votes: 1)
    defer { room.remove() }
    var rules = JudgingRules()
    rules.leaseSeconds = 60
    var handOut = HandOut(rules)
    #expect(handOut.next(for: "anna", room.book, now: 0) == [.pair(1)])
    #expect(handOut.next(for: "ben", room.book, now: 59) == [])
    #expect(handOut.next(for: "ben", room.book, now: 61) == [.pair(1)])
    #expect(handOut.next(for: "anna", room.book, now: 62) == [])
  }

  @Test func anAnswerOnItsWayKeepsItsPairHoweverLongTheDiskTakes() throws {
    let room = try MadeRoom(clips: 2, practice: 0, votes: 1)
    defer { room.remove() }
    var handOut = HandOut(JudgingRules())
    _ = handOut.next(for: "anna", room.book, now: 0)
    handOut.markPending(.pair(1), of: "anna", true, now: 0)
    #expect(handOut.next(for: "ben", room.book, now: 1e6) == [])
  }

  @Test func thePairOnTheScreenStaysUntilItIsAnswered() throws {
    let room = try MadeRoom(clips: 12, practice: 0)
    defer { room.remove() }
    var handOut = HandOut(JudgingRules())
    let first = handOut.next(for: "anna", room.book, now: 0)
    #expect(first.count == 2)
    for second in stride(from: 100.0, to: 2000, by: 100) {
      #expect(handOut.next(for: "anna", room.book, now: second) == first)
    }
  }

  @Test func practicePairsComeFirstAndLetInWhoGetsThemRight() {
    let rules = JudgingRules()
    func state(_ verdicts: [Verdict], _ admission: Bool? = nil) -> Qualification {
      Qualification(verdicts, pairs: 8, admission: admission, rules)
    }
    #expect(state([]) == .practising(done: 0, of: 4))
    #expect(state([.left, .left, .left]) == .practising(done: 3, of: 4))
    #expect(state([.left, .left, .right, .left]) == .qualified)
    #expect(state([.left, .tie, .right, .left]) == .notYet(right: 2, of: 4))
    #expect(state([.left, .tie, .right, .left, .left, .left, .left, .left]) == .qualified)
    #expect(
      state([.left, .left, .left, .left, .right, .right]) == .qualified, "who is in stays in")
    #expect(state([.right, .right, .right, .right], true) == .qualified)
    #expect(state([.left, .left, .left, .left], false) == .stopped)
    #expect(Qualification([], pairs: 0, admission: nil, rules) == .notNeeded)
    #expect(Qualification([], pairs: 1, admission: nil, rules) == .practising(done: 0, of: 1))
  }

  /// The reference values of the authors' own implementation (vectors.h), key 00 to 0f.
  @Test func theKeyedHashIsSipHash() {
    let hash = KeyedHash(key: (0..<16).map { UInt8($0) })
    #expect(hash.hash([]) == 0x726F_DB47_DD0E_0E31)
    #expect(hash.hash([0]) == 0x74F8_39C5_93DC_67FD)
    #expect(hash.hash((0..<15).map { UInt8($0) }) == 0xA129_CA61_49BE_45E5)
  }
}
