import Foundation
import Testing

/// `skillet rate judge`: a person at the keys, and a program.
@Suite struct RateJudgeTests {
  @Test func aPersonAnswersTakesBackSkipsAndQuits() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 8], in: box)
      let run = try Tool.run(
        ["rate", "judge", "T.skillet", "--judge", "anna"], in: box,
        input: "l\nright\nu\nt\ns\nwhat\nq\n")
      #expect(run.code == 0 && run.out.contains("3 answers recorded"), "\(run.story)")
      #expect(
        run.out.contains("took back: pair") && run.out.contains("keys: l left"), "\(run.story)")
      let rows = try Tournaments.export("csv", in: box).dropFirst()
      let answers = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false)[6] }
      #expect(answers.count == 5)
      #expect(Array(answers.suffix(3)) == ["withdrawn", "tie", "skipped"], "\(rows)")
      #expect(try Tournaments.export("evalica", in: box).count == 3)
      // What was withdrawn comes first again; what was skipped does not come back.
      let after = try Tool.run(
        ["rate", "judge", "T.skillet", "--judge", "anna", "--count", "9"], in: box,
        input: String(repeating: "t\n", count: 9))
      #expect(after.out.contains("1 answer recorded"), "\(after.story)")
      #expect(after.out.contains("nothing is left for anna now"), "\(after.story)")
    }
  }

  @Test func thePlayerIsStartedWithTheClipAndItsSpan() throws {
    try inSandbox { box in
      let video = try Fixture.still()
      for name in ["a", "b"] {
        try box.write("\(name).mp4", try Data(contentsOf: URL(fileURLWithPath: video)))
      }
      try box.write(
        "c.csv", Array("clip,path,start,end\na,a.mp4,0.5,1\nb,b.mp4,0,00:00:01.5\n".utf8))
      let start = try Tool.run(["rate", "start", "c.csv", "--out", "T.skillet"], in: box)
      try #require(start.code == 0, "\(start.story)")
      try Tournaments.write(program: "#!/bin/sh\necho \"$@\" >> played\n", as: "player", in: box)
      let run = try Tool.run(
        ["rate", "judge", "T.skillet", "--judge", "anna"], in: box,
        environment: ["SKILLET_PLAYER": "\(box.path("player")) --from={start} --to={end}"],
        input: "p\nl\n")
      #expect(run.code == 0, "\(run.story)")
      let played = try box.lines("played").sorted()
      #expect(played.count == 2 && played[0].hasPrefix("--from=0.0 --to=1.5 /"), "\(played)")
      #expect(played[1].hasSuffix("/a.mp4"), "\(played)")
    }
  }

  @Test func aProgramJudgesUnderSeveralNamesRoundAfterRound() throws {
    try inSandbox { box in
      try Tournaments.start(
        ["tie": 4], ["--rounds", "2", "--votes", "3", "--seed", "5"], in: box)
      try Tournaments.write(program: Tournaments.program, in: box)
      let run = try Tool.run(
        ["rate", "judge", "T.skillet", "--command", "./judge", "--json"]
          + ["a", "b", "c"].flatMap { ["--judge", $0] }, in: box)
      let json = try run.json()
      #expect(run.code == 0 && json["answered"] as? Int == 12, "\(run.story)")
      #expect(json["failures"] as? Int == 0, "\(run.story)")
      for row in try Tournaments.export("evalica", in: box).dropFirst() {
        let fields = row.split(separator: ",")
        #expect(fields[2] == (fields[0] > fields[1] ? "left" : "right"), "\(row)")
      }
    }
  }

  @Test func theProgramGetsTheQuestionAsJSONAndArguments() throws {
    try inSandbox { box in
      try Tournaments.start(["tie the knot": 2], in: box)
      try Tournaments.write(
        program: "#!/bin/sh\ncat > question.json\nprintf '%s\\n' \"$@\" > arguments\necho tie\n",
        in: box)
      let run = try Tool.run(
        ["rate", "judge", "T.skillet", "--command", "./judge --slow", "--count", "1"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let question = try box.json("question.json")
      #expect(question["schema"] as? String == "skillet.question/1")
      #expect(question["skill"] as? String == "tie the knot")
      #expect(question["judge"] as? String == "judge", "named for the program")
      let clips = try ["left", "right"].map {
        try #require((question[$0] as? [String: Any])?["clip"] as? String)
      }
      #expect(try box.lines("arguments") == ["--slow"] + clips + ["tie the knot"])
    }
  }

  @Test(arguments: [
    ("exit 3", "ended with code 3"), ("kill -9 $$", "ended by signal 9"), ("echo maybe", "maybe"),
    ("true", "said nothing"), ("sleep 60", "no answer within 0.3 s"),
    ("sleep 60 & wait", "no answer within 0.3 s"), ("yes | head -c 300000", "said \"y\""),
  ])
  func aProgramThatFailsIsAskedAgainAndCounted(body: String, words: String) throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], in: box)
      try Tournaments.write(program: "#!/bin/sh\n\(body)\n", in: box)
      let run = try Tool.run(
        [
          "rate", "judge", "T.skillet", "--command", "./judge", "--retries", "1", "--time-limit",
          "0.3", "--jobs", "2", "--json",
        ], in: box)
      #expect(run.code == 2, "\(run.story)")
      let json = try run.json()
      #expect(json["failures"] as? Int == 4 && json["unanswered"] as? Int == 2, "\(run.story)")
      #expect(run.err.contains(words), "\(run.story)")
      #expect(run.seconds < 30, "\(run.story)")
      #expect(try Tournaments.export("csv", in: box).count == 1)
    }
  }

  @Test func aVideoThatIsGoneIsSaidAndNobodyIsAskedAboutIt() throws {
    try inSandbox { box in
      let video = try Data(contentsOf: URL(fileURLWithPath: Fixture.still()))
      for name in ["a", "b", "c", "d"] { try box.write("pour/\(name).mp4", video) }
      let start = try Tool.run(["rate", "start", "pour", "--out", "T.skillet"], in: box)
      try #require(start.code == 0, "\(start.story)")
      try FileManager.default.removeItem(atPath: box.path("pour/a.mp4"))
      let next = try Tool.run(["rate", "next", "T.skillet"], in: box)
      #expect(next.code == 0 && next.err.contains("there is no file "), "\(next.story)")
      let run = try Tool.run(
        ["rate", "judge", "T.skillet", "--command", "echo left #", "--judge", "p"], in: box)
      #expect(run.code == 2 && run.err.contains("pour/a.mp4; look at --videos"), "\(run.story)")
      #expect(run.out.contains("1 answer recorded, 1 run failed, 1 pair left"), "\(run.story)")
      try box.write("elsewhere/a.mp4", video)
      let found = try Tool.run(
        [
          "rate", "judge", "T.skillet", "--command", "echo left #", "--judge", "p", "--videos",
          "elsewhere",
        ],
        in: box)
      #expect(found.code == 0 && found.out.contains("1 answer recorded"), "\(found.story)")
    }
  }

  @Test func aCrashIsMadeGoodByTheNextTry() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], in: box)
      try Tournaments.write(
        program: "#!/bin/sh\n[ -e \"seen-$1\" ] || { touch \"seen-$1\"; exit 1; }\necho left\n",
        in: box)
      let run = try Tool.run(["rate", "judge", "T.skillet", "--command", "./judge"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.out.contains("2 answers recorded, 2 runs failed, 0 pairs left"), "\(run.story)")
    }
  }

  @Test func aProgramStopsWhenInterruptedAndKeepsItsAnswers() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 16], in: box)
      try Tournaments.write(
        program: "#!/bin/sh\nn=$(ls | grep -c seen); touch \"seen$$\"\n"
          + "[ \"$n\" -lt 3 ] || sleep 60\necho left\n", in: box)
      let run = try Run(["rate", "judge", "T.skillet", "--command", "./judge"], in: box)
      let isWaiting = try run.wait { try box.names().count { $0.hasPrefix("seen") } == 4 }
      #expect(isWaiting)
      run.send(SIGINT)
      let outcome = try run.finish(limit: 30)
      #expect(outcome.code == 130, "\(outcome.story)")
      #expect(outcome.err.contains("3 answers are recorded"), "\(outcome.story)")
      #expect(try Tournaments.export("csv", in: box).count == 4)
    }
  }
}
