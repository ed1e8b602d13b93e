import Foundation
import Testing

/// `skillet rate start` and `next`: from clips to pairs.
@Suite struct RateStartTests {
  @Test func aTableBecomesOneFileAndItsPairsCanBeAskedFor() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4, "knot": 5], in: box)
      #expect(try box.names() == ["T.skillet", "clips.csv"])
      let pairs = try Tournaments.next(in: box).map(Tournaments.facts)
      #expect(pairs.count == 4)
      #expect(
        Set(pairs.flatMap { [$0.left, $0.right] }).count == 8, "each clip once, one sits out")
      for pair in pairs { #expect(pair.left.dropLast() == pair.right.dropLast(), "one skill") }
    }
  }

  @Test func theSameClipsAndSeedGiveTheSameBytesAndPairs() throws {
    try inSandbox { one in
      try inSandbox { other in
        for box in [one, other] {
          try Tournaments.start(["tie": 9], ["--seed", "7"], in: box)
          _ = try Tournaments.next(in: box)
        }
        let (first, second) = try (one.data("T.skillet"), other.data("T.skillet"))
        #expect(first == second)
      }
    }
  }

  @Test func aFolderOfVideosIsGroupedByFolder() throws {
    try inSandbox { box in
      let video = try Fixture.still()
      for name in ["pour/a.mp4", "pour/b.mp4", "stir/c.mp4", "stir/d.mp4"] {
        try box.write(name, try Data(contentsOf: URL(fileURLWithPath: video)))
      }
      let run = try Tool.run(["rate", "start", ".", "--out", "T.skillet"], in: box)
      #expect(run.code == 0 && run.out.contains("4 clips of 2 skills"), "\(run.story)")
      let pairs = try Tournaments.next(in: box)
      #expect(Set(pairs.compactMap { $0["skill"] as? String }) == ["pour", "stir"])
      let path = try #require((pairs[0]["left"] as? [String: Any])?["path"] as? String)
      #expect(path.hasPrefix("/") && FileManager.default.fileExists(atPath: path), "\(path)")
      // The folder may move as a whole.
      try inSandbox { elsewhere in
        let moved = elsewhere.path("moved")
        try FileManager.default.copyItem(atPath: box.path("."), toPath: moved)
        let run = try Tool.run(
          ["rate", "next", "\(moved)/T.skillet", "--json", "--count", "1"], in: elsewhere)
        #expect(run.out.contains("\(moved)/"), "\(run.story)")
      }
    }
  }

  @Test func segmentsBecomeClipsWithTheirSpan() throws {
    try inSandbox { box in
      try DiscoverTests.document(in: box)
      let discover = try Tool.run(["discover", "twice.skillet", "--out", "found"], in: box)
      try #require(discover.code == 0, "\(discover.story)")
      let document = "found/twice.skillet/segments.json"
      var json = try box.json(document)
      let segments = try #require(json["segments"] as? [[String: Any]])
      json["segments"] = segments.map { segment in
        segment.merging(["skill": 3, "label": "stir"]) { $1 }
      }
      try box.write("one.json", try JSONSerialization.data(withJSONObject: json))
      let run = try Tool.run(["rate", "start", "one.json", "--out", "T.skillet"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let rows = try Tournaments.export("clips", in: box)
      #expect(rows.count == segments.count + 1)
      #expect(rows[1].hasPrefix("twice#0,") && rows[1].contains(",stir,,0.0,"), "\(rows[1])")
      let ends = segments.compactMap { ($0["end"] as? [String: Any])?["frame"] as? Int }
      #expect(rows.last?.hasSuffix(",\(ends.last ?? 0)") == true, "\(rows)")
      // A folder that `segment` made is a folder of documents, a tournament a file.
      let wrong = try Tool.run(["rate", "status", "twice.skillet"], in: box)
      #expect(wrong.code == 65 && wrong.err.contains("is a folder"), "\(wrong.story)")
    }
  }

  @Test func anotherColumnMayNameTheSkill() throws {
    try inSandbox { box in
      try box.write("c.csv", Array("clip,action\na,x\nb,x\nc,y\nd,y\ne,z\n".utf8))
      let run = try Tool.run(
        ["rate", "start", "c.csv", "--group-by", "action", "--out", "T.skillet"], in: box)
      #expect(run.code == 0 && run.out.contains("5 clips of 3 skills"), "\(run.story)")
      #expect(run.err.contains("z has one clip only"), "\(run.story)")
      let whole = try Tool.run(["rate", "start", "c.csv", "--out", "U.skillet"], in: box)
      #expect(
        whole.out.contains("5 clips of 1 skill,"), "without skills all is one: \(whole.story)")
    }
  }

  @Test func theNextRoundOpensWhenTheLastIsComplete() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 8], ["--rounds", "3", "--extra-votes", "0"], in: box)
      var met: Set<Set<String>> = []
      for round in 1...3 {
        let pairs = try Tournaments.next(in: box)
        #expect(pairs.compactMap { $0["round"] as? Int } == [round, round, round, round])
        for pair in try pairs.map(Tournaments.facts) {
          #expect(met.insert([pair.left, pair.right]).inserted, "no rematch")
        }
        #expect(try Tournaments.judgeRound(in: box) == 4)
      }
      let end = try Tool.run(["rate", "next", "T.skillet"], in: box)
      #expect(end.code == 0 && end.out.contains("every round is played"), "\(end.story)")
      let more = try Tournaments.next(["--rounds", "4"], in: box)
      #expect(more.count == 4, "more rounds may be asked for")
    }
  }

  @Test func aSkillPlayedToItsEndOpensNoFurtherRound() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 4], ["--rounds", "9", "--votes", "1"], in: box)
      for _ in 0..<3 { #expect(try Tournaments.judgeRound(votes: 1, in: box) == 2) }
      let end = try Tool.run(["rate", "next", "T.skillet"], in: box)
      #expect(end.code == 0 && end.out.contains("without a rematch"), "\(end.story)")
      let status = try Tool.run(["rate", "status", "T.skillet"], in: box)
      #expect(status.out.contains("every pair has been played"), "\(status.story)")
    }
  }

  @Test func nobodyIsAskedTwiceAndJudgesBeginElsewhere() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 16], in: box)
      let all = try Tournaments.next(["--judge", "anna"], in: box).map(Tournaments.facts)
      try Tournaments.record(["\(all[0].number),left,anna"], in: box)
      let rest = try Tournaments.next(["--judge", "anna"], in: box).map(Tournaments.facts)
      #expect(rest.count == 7 && !rest.contains { $0.number == all[0].number })
      let firsts = try ["anna", "bob", "cleo", "dan"].map {
        try Tournaments.facts(Tournaments.next(["--judge", $0, "--count", "1"], in: box)[0]).number
      }
      #expect(Set(firsts).count > 1, "\(firsts)")
      let bob = try Tournaments.next(["--judge", "bob"], in: box).map(Tournaments.facts)
      #expect(bob.last?.number == all[0].number, "the pair with a vote comes last")
    }
  }
}
