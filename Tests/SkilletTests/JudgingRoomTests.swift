import Annotations
import Foundation
import Synchronization
import Testing
import Tournaments

@testable import Skillet

/// Judges at work on one file, many at once.
@Suite struct JudgingRoomTests {
  private func withRoom(
    clips: Int = 8, practice: Int = 0, votes: Int = 5,
    _ body: (JudgingRoom, MadeRoom) async throws -> Void
  ) async throws {
    let made = try MadeRoom(clips: clips, practice: practice, votes: votes)
    defer { made.remove() }
    try await body(try JudgingRoom(opening: made.path), made)
  }

  private func votes(_ made: MadeRoom) throws -> [Int] {
    try made.file.ledger().pairs.map(\.votes.count)
  }

  @Test func manyJudgesAtOnceGiveEveryPairExactlyItsVotes() async throws {
    try await withRoom(clips: 16) { room, made in
      await withTaskGroup(of: Void.self) { group in
        for judge in 0..<30 {
          group.addTask {
            var state = await room.next(for: "judge \(judge)")
            while let pair = state.pair {
              guard let next = try? await room.answer("left", to: pair.code, by: "judge \(judge)")
              else {
                Issue.record("judge \(judge) was refused")
                return
              }
              state = next
            }
          }
        }
      }
      let ledger = try made.file.ledger()
      for pair in ledger.pairs {
        #expect(pair.votes.count == pair.needed(ledger.settings), "pair \(pair.record.id)")
        #expect(Set(pair.answers.map(\.judge)).count == pair.answers.count)
      }
    }
  }

  @Test func anAnswerGivenTwiceIsRecordedOnce() async throws {
    try await withRoom { room, made in
      let pair = try #require(await room.next(for: "anna").pair)
      async let first = room.answer("left", to: pair.code, by: "anna")
      async let second = room.answer("left", to: pair.code, by: "anna")
      let answered = [try await first.answered, try await second.answered]
      #expect(answered == [1, 1])
      let third = try await room.answer("left", to: pair.code, by: "anna")
      #expect(third.answered == 1 && third.pair?.code != pair.code)
      #expect(try made.file.ledger().judgements.count == 1)
      let fault = await #expect(throws: JudgingFault.self) {
        try await room.answer("right", to: pair.code, by: "anna")
      }
      #expect(fault?.kind == .conflict)
    }
  }

  @Test func theLastAnswerIsTakenBackOnceAndItsPairComesFirst() async throws {
    try await withRoom { room, made in
      let pair = try #require(await room.next(for: "anna").pair)
      #expect(await room.next(for: "anna").canUndo == false)
      let after = try await room.answer("left", to: pair.code, by: "anna")
      #expect(after.canUndo)
      for _ in 0..<2 {
        let back = try await room.undo(by: "anna")
        #expect(back.pair?.code == pair.code && !back.canUndo && back.answered == 0)
      }
      let rows = try made.file.ledger().judgements
      #expect(rows.map { $0.verdict == .withdrawn } == [false, true])
      #expect(try await room.answer("tie", to: pair.code, by: "anna").answered == 1)
      #expect(try votes(made).reduce(0, +) == 1)
    }
  }

  @Test func whatAJudgeIsToldHoldsNoNameAndTheSidesFollowTheSeed() async throws {
    try await withRoom(clips: 16, practice: 2) { room, made in
      var codes: Set<String> = []
      for judge in 0..<12 {
        let pair = try #require(await room.next(for: "judge \(judge)").pair)
        #expect(!pair.code.contains("clip") && pair.code.count == 16)
        #expect(codes.insert(pair.code).inserted, "the same item has another name for everybody")
      }
      let again = try JudgingRoom(opening: made.path)
      let (one, other) = (await room.next(for: "judge 3"), await again.next(for: "judge 3"))
      #expect(one.pair == other.pair, "a restart changes neither names nor sides")
    }
  }

  @Test func theSidesAreExchangedForAboutHalfAndVotesCountForTheClip() async throws {
    try await withRoom(clips: 2, votes: 40) { room, made in
      var shownLeft: Set<String> = []
      for judge in 0..<40 {
        let pair = try #require(await room.next(for: "judge \(judge)").pair)
        shownLeft.insert(pair.left.path)
        // All of them prefer the first clip, whichever side it is on.
        let isLeft = pair.left.path.hasSuffix("clip0.mp4")
        _ = try await room.answer(isLeft ? "left" : "right", to: pair.code, by: "judge \(judge)")
      }
      #expect(shownLeft.count == 2)
      let ledger = try made.file.ledger()
      let pair = ledger.pairs[0]
      let mirrored = ledger.judgements.count { $0.wasMirrored }
      #expect((8...32).contains(mirrored), "\(mirrored) of 40")
      #expect(Set(pair.votes).count == 1, "every vote is for the same clip")
    }
  }

  @Test func practiceNeverCountsAndIsReported() async throws {
    try await withRoom(clips: 4, practice: 6) { room, made in
      var state = await room.next(for: "anna")
      #expect(state.practice == JudgingState.Practice(done: 0, of: 3) && state.isQualified == false)
      while state.practice != nil, let pair = state.pair {
        let isLeft = pair.left.path.contains("good")
        state = try await room.answer(isLeft ? "left" : "right", to: pair.code, by: "anna")
      }
      #expect(state.isQualified == true)
      #expect(try votes(made).allSatisfy { $0 == 0 })
      let board = await room.boardJSON()
      let judge = try #require(board["judges"]?.array?.first)
      #expect(judge["right"]?.integer == 3 && judge["practised"]?.integer == 3)
      #expect(judge["votes"]?.integer == 0 && judge["state"]?.string == "qualified")
    }
  }

  @Test func whoGetsPracticePairsWrongIsNotLetInUntilTheOrganiserSaysSo() async throws {
    try await withRoom(clips: 4, practice: 4) { room, made in
      var state = await room.next(for: "anna")
      while let pair = state.pair {
        let isLeft = pair.left.path.contains("bad")
        state = try await room.answer(isLeft ? "left" : "right", to: pair.code, by: "anna")
      }
      #expect(state.isQualified == false && state.note?.contains("0 of your 4") == true)
      #expect(try votes(made).allSatisfy { $0 == 0 })
      try await room.admit("anna", true)
      #expect(await room.next(for: "anna").pair != nil)
      try await room.admit("anna", false)
      #expect(await room.next(for: "anna").pair == nil)
    }
  }

  @Test func theNextRoundOpensWhenItIsDue() async throws {
    try await withRoom(clips: 4, votes: 1) { room, made in
      await #expect(throws: JudgingFault.self) { try await room.openRound(of: nil) }
      for judge in ["anna", "ben"] {
        while let pair = await room.next(for: judge).pair {
          _ = try await room.answer("left", to: pair.code, by: judge)
        }
      }
      #expect(await room.next(for: "anna").note?.contains("organiser opens the next") == true)
      #expect(try await room.openRound(of: "tie") == 1)
      #expect(await room.next(for: "anna").pair != nil)
      #expect(try made.file.ledger().rounds.count == 2)
      await #expect(throws: JudgingFault.self) { try await room.openRound(of: "flying") }
    }
  }

  @Test func aTournamentWithoutClipsOnTheDiskSaysSo() async throws {
    let made = try MadeRoom(clips: 4, practice: 0)
    defer { made.remove() }
    for clip in 0..<4 {
      try FileManager.default.removeItem(at: made.folder.appendingPathComponent("clip\(clip).mp4"))
    }
    let room = try JudgingRoom(opening: made.path)
    #expect(room.firstWarnings.first?.contains("none of its 4 clips is on the disk") == true)
    let state = await room.next(for: "anna")
    #expect(state.pair == nil && state.note?.contains("None of the 4 clips") == true)
  }

  @Test func whatAnotherProcessRecordsIsTakenIn() async throws {
    let made = try MadeRoom(clips: 2, practice: 0, votes: 1)
    defer { made.remove() }
    let now = Mutex(0.0)
    let room = try JudgingRoom(opening: made.path, clock: { now.withLock { $0 } })
    #expect(await room.next(for: "anna").pair != nil)
    _ = try made.book.tournament.record("left", pair: 1, judge: "terminal")
    now.withLock { $0 = 10 }
    #expect(await room.next(for: "anna").pair == nil)
  }
}
