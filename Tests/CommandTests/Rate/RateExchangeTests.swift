import Foundation
import Testing

/// `skillet rate import` and `export`.
@Suite struct RateExchangeTests {
  private func run(_ arguments: [String], in box: Sandbox, input: String? = nil) throws
    -> Tool.Outcome
  { try Tool.run(["rate"] + arguments, in: box, input: input) }

  @Test func clipsPairsAndLedgerMakeTheSameTournamentAgain() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 5, "knot, a": 4], ["--votes", "2", "--rounds", "2"], in: box)
      for _ in 0..<2 { _ = try Tournaments.judgeRound(votes: 2, in: box) }
      let correction = try run(
        ["record", "T.skillet", "1", "tie", "--judge", "judge0", "--correct"], in: box)
      #expect(correction.code == 0, "\(correction.story)")
      let back = try run(["record", "T.skillet", "2", "withdraw", "--judge", "judge1"], in: box)
      #expect(back.code == 0, "\(back.story)")
      for format in ["clips", "pairs", "csv"] {
        let made = try run(
          ["export", "T.skillet", "--format", format, "--out", "of-\(format).csv"], in: box)
        #expect(made.code == 0, "\(made.story)")
      }
      let start = try run(
        ["start", "of-clips.csv", "--out", "U.skillet", "--votes", "2", "--rounds", "2"], in: box)
      #expect(start.code == 0, "\(start.story)")
      let fill = try run(["import", "U.skillet", "of-pairs.csv", "of-csv.csv"], in: box)
      #expect(fill.code == 0, "\(fill.story)")
      for format in ["clips", "pairs", "csv", "evalica"] {
        let again = try Tournaments.export(format, of: "U.skillet", in: box)
        #expect(try again == Tournaments.export(format, in: box), "\(format)")
      }
    }
  }

  @Test func evalicasTableComesBackAsItWas() throws {
    try inSandbox { box in
      let text =
        "left,right,winner\ntie0,tie1,left\ntie1,tie0,left\ntie2,tie0,tie\ntie0,tie1,right\n"
      try box.write("votes.csv", Array(text.utf8))
      try Tournaments.start(["tie": 3], in: box)
      let strict = try run(["import", "T.skillet", "votes.csv"], in: box)
      #expect(strict.code == 65 && strict.err.contains("votes.csv: line 2: "), "\(strict.story)")
      #expect(strict.err.contains("never paired"), "\(strict.story)")
      let added = try run(["import", "T.skillet", "votes.csv", "--add"], in: box)
      #expect(added.code == 0 && added.out.contains("4 judgements"), "\(added.story)")
      #expect(
        try Tournaments.export("evalica", in: box) == text.split(separator: "\n").map(String.init))
      let twice = try run(["import", "T.skillet", "votes.csv", "--add"], in: box)
      #expect(twice.code == 65 && twice.err.contains("imported before"), "\(twice.story)")
      let named = try run(
        ["import", "T.skillet", "-", "--add", "--judge", "second", "--json"], in: box, input: text)
      #expect(try named.json()["judgements"] as? Int == 4, "\(named.story)")
    }
  }

  @Test(arguments: [
    ("left,right,winner\ntie0,tie1,left\ntie0,what,left\n", "line 3: the tournament has no clip"),
    ("left,right,winner\ntie0,tie1,left\ntie0,tie1,best\n", "line 3: its winner, \"best\""),
    ("left,right,winner\ntie0,tie1,left\ntie0,tie1\n", "line 3: it has 2 fields"),
    (
      "left,right,winner\ntie0,tie1,left\ntie0,tie0,left\n",
      "line 3: \"tie0\" is compared with itself"
    ),
    ("left,right,winner\ntie0,tie1,left\n,tie1,left\n", "line 3: it names no two clips"),
    ("left,right,winner,judge\ntie0,tie1,left,a\ntie1,tie0,left,a\n", "line 3: a judged"),
    ("tie0,tie1,tie\ntie0,tie1,knot\n", "line 2: the tournament has no skill \"knot\""),
    ("tie0,tie1,tie\ntie0\n", "line 2: it is no winner,loser,skill"),
    (
      "judgement,left,right,winner,judge,replaces\n1,tie0,tie1,left,a,\n2,tie0,tie1,tie,b,1\n",
      "line 3: it replaces row 1"
    ),
    (
      "left,right,winner,judge\ntie0,tie1,left,a\ntie0,tie1,withdrawn,b\n",
      "line 3: there is no answer to take back"
    ),
    ("left,right,winner\n", "a head and no vote"), ("", "it is empty"),
  ])
  func aBadRowIsNamedAndNothingOfTheFileIsRecorded(text: String, words: String) throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 2], in: box)
      _ = try Tournaments.next(in: box)
      try box.write("votes.csv", Array(text.utf8))
      let before = try box.contents()
      let run = try run(["import", "T.skillet", "votes.csv"], in: box)
      #expect(run.code == 65 && run.err.contains(words), "\(run.story)")
      #expect(run.complaints.count == 1, "\(run.story)")
      try box.expectUntouched(before, run.story)
    }
  }

  @Test func aReleaseInProSkillsLayoutIsWrittenAndReadBack() throws {
    try inSandbox { box in
      try Tournaments.start(
        ["goal->one": 4, "goal->two": 6], ["--votes", "1", "--rounds", "2"], in: box)
      for _ in 0..<2 { _ = try Tournaments.judgeRound(votes: 1, in: box) }
      let made = try run(["export", "T.skillet", "--format", "proskill", "--out", "rel"], in: box)
      #expect(made.code == 0, "\(made.story)")
      let twice = try run(["export", "T.skillet", "--format", "proskill", "--out", "rel"], in: box)
      #expect(twice.code == 73 && twice.err.contains("--force"), "\(twice.story)")
      let ranking = try box.text("rel/rankings/rank_after_round_2.yml")
      let rows = ranking.matches(
        of: /\n  (\S+): \{elo: (\S+), swiss_score: (\S+), z_score: (\S+), level: (\w+)\}/)
      #expect(rows.count == 10, "\(ranking)")
      #expect(rows.first?.output.5 == "expert" && rows.last?.output.5 == "novice", "\(ranking)")
      let splits = try ["train", "val", "test"].flatMap { try box.lines("rel/\($0).txt") }
      #expect(splits.count == 10 && Set(splits).count == 10, "\(splits)")
      for line in splits {
        let fields = line.split(separator: ",")
        #expect(fields[0] > fields[1] && fields[2].hasPrefix("goal->"), "\(line)")
      }
      let start = try run(
        ["start", "clips.csv", "--out", "U.skillet", "--votes", "1", "--rounds", "2"], in: box)
      #expect(start.code == 0, "\(start.story)")
      let back = try run(["import", "U.skillet", "rel"], in: box)
      #expect(back.code == 0 && back.out.contains("10 judgements; new: 4 rounds"), "\(back.story)")
      let again = try run(
        ["export", "U.skillet", "--format", "proskill", "--out", "rel2"], in: box)
      #expect(again.code == 0, "\(again.story)")
      for name in ["rounds/1.yaml", "rounds/2.yaml", "rankings/rank_after_round_2.yml"] {
        let (one, other) = try (box.text("rel/\(name)"), box.text("rel2/\(name)"))
        #expect(one == other, "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("1.yaml", "a: [[tie0, tie1], [tie1, tie0]]\n", "no skill \"a\""),
    ("1.yaml", "tie: [[tie0, tie1], [tie1]]\n", "line 1: a pair of tie"),
    ("1.yaml", "tie: [[tie0, tie1], [tie1, tie0]]\n", "a clip meets one other"),
    ("2.yaml", "tie: [[tie0, tie1]]\n", "it is round 2 of tie"),
    ("rounds.yaml", "tie: [[tie0, tie1]]\n", "ends with the round's number"),
    ("rank_after_round_1.yml", "tie:\n  tie0: {elo: 1.5}\n", "line 2: it looks like a ranking"),
    ("1.yaml", "tie: [\n", "cannot read YAML"), ("1.yaml", "- tie\n", "maps no subtask"),
    ("1.yaml", "\ntie: tie0\n", "line 2: tie should have a list"),
    ("1.yaml", "", "maps no subtask"),
    ("pairs.csv", "left,right,round\ntie0,tie1,first\n", "line 2: its round"),
  ])
  func badRoundsAreRefusedAsAWhole(name: String, text: String, words: String) throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], in: box)
      try box.write(name, Array(text.utf8))
      let before = try box.contents()
      let run = try run(["import", "T.skillet", name], in: box)
      #expect(run.code == 65 && run.err.contains(words), "\(run.story)")
      #expect(run.complaints.count == 1, "\(run.story)")
      try box.expectUntouched(before, run.story)
    }
  }

  @Test func whatAFormatCannotHoldIsSaid() throws {
    try inSandbox { box in
      try box.write("c.csv", Array("clip,skill\na,x\nb,x\na,y\nb,y\n".utf8))
      #expect(try run(["start", "c.csv", "--out", "T.skillet"], in: box).code == 0)
      let both = try run(["export", "T.skillet", "--format", "evalica"], in: box)
      #expect(both.code == 65 && both.err.contains("--skill"), "\(both.story)")
      let one = try run(["export", "T.skillet", "--format", "evalica", "--skill", "y"], in: box)
      #expect(one.code == 0 && one.out == "left,right,winner\n", "\(one.story)")
      let gone = try run(["export", "T.skillet", "--format", "csv", "--skill", "z"], in: box)
      #expect(gone.code == 65 && gone.err.contains("no skill \"z\""), "\(gone.story)")
      let over = try run(
        ["export", "T.skillet", "--format", "csv", "--out", "T.skillet", "--force"], in: box)
      #expect(over.code == 73 && over.err.contains("is not overwritten"), "\(over.story)")
      let folder = try run(["export", "T.skillet", "--format", "proskill"], in: box)
      #expect(folder.code == 64, "\(folder.story)")
    }
  }
}
