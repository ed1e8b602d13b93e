import Foundation
import Testing
import Tournaments

@Suite struct TournamentFileTests {
  @Test func theMarkSpellsSkil() {
    #expect(TournamentFile.applicationID == 0x53_6B_69_6C)
  }

  @Test func aTournamentIsToldFromOtherFiles() throws {
    try withTournament { made in
      #expect(TournamentFile.isOne(made.path))
      #expect(!TournamentFile.isOne(made.folder.path))
      #expect(!TournamentFile.isOne(made.path + ".gone"))
      let other = made.folder.appendingPathComponent("other.db").path
      for text in ["", "SQLite format 3\0", String(repeating: "x", count: 200)] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: other))
        #expect(!TournamentFile.isOne(other), "\(text)")
      }
    }
  }

  @Test func theSameClipsGiveTheSameBytes() throws {
    try withTournament([7, 4]) { one in
      try withTournament([7, 4]) { other in
        let bytes = try [one, other].map { try Data(contentsOf: URL(fileURLWithPath: $0.path)) }
        #expect(bytes[0] == bytes[1])
      }
    }
  }

  @Test func nothingLiesBesideAFileThatNobodyWrites() throws {
    try withTournament { made in
      try made.open().record(Tournament.Answer(pair: 1, .left, judge: "anna"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: made.folder.path) == ["T.skillet"])
    }
  }

  @Test func theFileSaysWhatItIs() throws {
    try withTournament { made in
      let said = try made.python(
        ["journal_mode", "application_id", "user_version"].map {
          "print(db.execute('PRAGMA \($0)').fetchone()[0])"
        }.joined(separator: "\n"))
      #expect(said == "delete\n\(TournamentFile.applicationID)\n\(TournamentFile.version)\n")
    }
  }

  @Test func aTournamentWithJudgementsIsNeverReplaced() throws {
    try withTournament { made in
      let clips = ["x", "y"].map { TournamentClip(name: $0) }
      func replace(_ force: Bool) throws {
        try Tournament.create(
          made.path, settings: TournamentSettings(), skills: [("s", clips)], replaces: force)
      }
      #expect(throws: TournamentError.self) { try replace(false) }
      try replace(true)
      #expect(try made.open().ledger().clips.map(\.clip.name) == ["x", "y"])
      let tournament = try made.open()
      try tournament.openRounds([RoundPlan(skill: 1, number: 1, pairs: [.init(left: 1, right: 2)])])
      try tournament.record(Tournament.Answer(pair: 1, .left, judge: "anna"))
      let fault = #expect(throws: TournamentError.self) { try replace(true) }
      #expect(fault?.kind == .cannotWrite)
      #expect(fault?.description.contains("holds 1 judgement") == true)
      #expect(try made.open().ledger().judgements.count == 1)
    }
  }

  @Test func aClipGivenTwiceLeavesNoFile() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-\(UUID().uuidString).skillet").path
    let clips = ["x", "x"].map { TournamentClip(name: $0) }
    #expect(throws: TournamentError.self) {
      try Tournament.create(path, settings: TournamentSettings(), skills: [("s", clips)])
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
