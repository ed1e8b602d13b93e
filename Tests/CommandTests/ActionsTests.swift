import Foundation
import Testing

/// `skillet inspect VIDEO --actions`: 90 frames at 25 a second.
@Suite struct ActionsTests {
  private func inspect(_ options: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(["inspect", "demo.mp4"] + options, in: box)
  }

  private func inVideoBox(_ body: (Sandbox) throws -> Void) throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      try body(box)
    }
  }

  private func summary(_ options: [String], in box: Sandbox) throws -> [String: Any] {
    let run = try inspect(options + ["--json"], in: box)
    #expect(run.code == 0 && run.err == "", "\(run.story)")
    return try #require(try run.json()["actions"] as? [String: Any], "\(run.story)")
  }

  private func list(_ count: Int) -> String {
    "[" + (0..<count).map { "\($0 % 3)" }.joined(separator: ", ") + "]"
  }

  static let simulated = """
    {"fps": 25, "frames": 90, "action_space": {"type": "discrete", "n": 4,
     "names": ["noop", "left", "right", "do"]}, "actions": [\((0..<90).map {
      "\([0, 1, 1, 3][$0 % 4])"
    }.joined(separator: ", "))]}
    """

  @Test func theFactsAreLinesForPeople() throws {
    try inVideoBox { box in
      try box.write("demo.json", Array(Self.simulated.utf8))
      let run = try inspect(["--actions"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      for line in [
        "actions        demo.json (recorded), discrete, 4 choices",
        "names          noop, left, right, do",
        "rows           90 matched one by one with 90 frames",
        "null           25.6 % of the frames (noop)", "distinct       3",
        "most frequent  left  45  50.0 %", "               noop  23  25.6 %",
      ] {
        #expect(
          run.out.contains(line + "\n") || run.out.hasSuffix(line + "\n"), "no \(line)\n\(run.out)")
      }
      let frames = try inspect(["--actions", "--frames"], in: box)
      #expect(frames.out.contains("seconds\tkey\taction\n"))
      #expect(frames.out.contains("3\t1536\t0.120000\t\tdo\n"), "\(frames.story)")
      let json = try summary(["--actions", "demo.json", "--null-action", "do"], in: box)
      #expect(json["nullActions"] as? [Int] == [3] && json["nullFrames"] as? Int == 22)
      #expect(json["matchedBy"] as? String == "rows" && json["rows"] as? Int == 90)
      let plain = try inspect([], in: box)
      #expect(!plain.out.contains("actions"), "\(plain.story)")
    }
  }

  @Test func theFileBesideTheVideoIsFoundInOrder() throws {
    try inVideoBox { box in
      let none = try inspect(["--actions"], in: box)
      #expect(none.code == 66 && none.complaints.count == 1, "\(none.story)")
      #expect(none.err.contains("demo.actions.json") && none.err.contains("--actions FILE"))
      try box.write("demo.json", Array("{\"segments\": []}".utf8))
      #expect(try inspect(["--actions"], in: box).code == 66)
      try box.write("demo.json", Array(Self.simulated.utf8))
      #expect(try summary(["--actions"], in: box)["path"] as? String == "demo.json")
      let tensor = [
        (
          name: "x", type: "I64", shape: "[90]",
          data: ActionFiles.bytes([Int64](repeating: 1, count: 90))
        )
      ]
      let files: [(String, [UInt8])] = [
        ("demo.actions.safetensors", ActionFiles.safetensors(tensor)),
        ("demo.actions.npy", ActionFiles.npy("<i8", "(90,)", tensor[0].data)),
        ("demo.actions.csv", Array(("action\n" + String(repeating: "up\n", count: 90)).utf8)),
        ("demo.actions.json", Array(list(90).utf8)),
      ]
      for (name, bytes) in files {
        try box.write(name, bytes)
        let json = try summary(["--actions"], in: box)
        #expect(json["path"] as? String == name)
        let notes = try #require(json["notes"] as? [String])
        #expect(notes.contains("demo.json holds actions too and is not used"), "\(notes)")
      }
    }
  }

  @Test func otherCountsNameBothAndAWayOut() throws {
    try inVideoBox { box in
      for (count, words) in [
        (88, "88 actions for the 90 frames"), (91, "91 actions for the 90 frames"),
        (1, "1 actions for the 90 frames"),
      ] {
        try box.write("a.json", Array(list(count).utf8))
        let run = try inspect(["--actions", "a.json"], in: box)
        #expect(run.code == 65 && run.out == "" && run.complaints.count == 1, "\(run.story)")
        #expect(run.err.hasPrefix("skillet: a.json: cannot align") && run.err.contains(words))
        #expect(run.err.contains("--actions-offset") && run.err.contains("--actions-rate"))
      }
      try box.write("a.json", Array(list(89).utf8))
      let short = try summary(["--actions", "a.json"], in: box)
      #expect(short["notes"] as? [String] == ["the last frame has no action"])
      #expect(short["framesWithAction"] as? Int == 89)
      try box.write("a.json", Array(list(95).utf8))
      #expect(try inspect(["--actions", "a.json", "--actions-offset", "-5"], in: box).code == 0)
      try box.write("a.json", Array(list(80).utf8))
      let later = try summary(["--actions", "a.json", "--actions-offset", "10"], in: box)
      #expect(later["framesWithAction"] as? Int == 80)
      try box.write("a.json", Array("{\"fps\": 10, \"actions\": \(list(36))}".utf8))
      let slow = try inspect(["--actions", "a.json"], in: box)
      #expect(slow.code == 65 && slow.err.contains("--actions-rate 10"), "\(slow.story)")
      let rate = try summary(["--actions", "a.json", "--actions-rate", "10"], in: box)
      #expect(rate["matchedBy"] as? String == "rate" && rate["framesWithAction"] as? Int == 90)
    }
  }

  @Test func timesAreMatchedOrRefused() throws {
    try inVideoBox { box in
      func table(_ count: Int, from start: Double, every step: Double) throws {
        let rows = (0..<count).map { "\(start + Double($0) * step),\($0).5" }
        try box.write("a.csv", Array(("time,dx\n" + rows.joined(separator: "\n")).utf8))
      }
      try table(36, from: 0, every: 0.1)
      #expect(try summary(["--actions", "a.csv"], in: box)["matchedBy"] as? String == "times")
      try table(20, from: 0, every: 0.1)
      let short = try inspect(["--actions", "a.csv"], in: box)
      #expect(short.code == 65 && short.err.contains("--actions-gap"), "\(short.story)")
      #expect(try inspect(["--actions", "a.csv", "--actions-gap", "3s"], in: box).code == 0)
      try table(36, from: 100, every: 0.1)
      let late = try inspect(["--actions", "a.csv"], in: box)
      #expect(late.code == 65 && late.err.contains("run from 100 to 103.5 s"), "\(late.story)")
      #expect(try inspect(["--actions", "a.csv", "--actions-offset", "-100s"], in: box).code == 0)
    }
  }

  @Test func arraysOfLeRobotAreRead() throws {
    try inVideoBox { box in
      let frames = (0..<180).map { Int64($0 % 90) }
      let episodes = (0..<180).map { Int64($0 / 90) }
      let actions = (0..<360).map { Float($0 % 7) / 8 }
      let times = frames.map { Float($0) / 25 }
      try box.write(
        "a.safetensors",
        ActionFiles.safetensors(
          [
            ("action", "F32", "[180,2]", ActionFiles.bytes(actions)),
            ("timestamp", "F32", "[180]", ActionFiles.bytes(times)),
            ("frame_index", "I64", "[180]", ActionFiles.bytes(frames)),
            ("episode_index", "I64", "[180]", ActionFiles.bytes(episodes)),
            ("observation.state", "F32", "[180,2]", ActionFiles.bytes(actions)),
          ], metadata: "{\"source\":\"pseudo\",\"model\":\"idm\",\"seed\":\"3\"}"))
      let both = try inspect(["--actions", "a.safetensors"], in: box)
      #expect(both.code == 65 && both.err.contains("--actions-episode"), "\(both.story)")
      let json = try summary(["--actions", "a.safetensors", "--actions-episode", "1"], in: box)
      #expect(json["rows"] as? Int == 90 && json["matchedBy"] as? String == "frames")
      #expect(json["source"] as? String == "pseudo" && json["model"] as? String == "idm")
      #expect((json["dimensions"] as? [[String: Any]])?.count == 2)
      #expect(json["notes"] as? [String] == ["the actions are pseudo-labels by idm"])
      try box.write("a.npy", ActionFiles.npy("<f4", "(90, 4)", ActionFiles.bytes(actions)))
      #expect(
        (try summary(["--actions", "a.npy"], in: box)["space"] as? [String: Any])?["n"] as? Int == 4
      )
      try box.write("k.npy", ActionFiles.npy("|b1", "(90, 2)", (0..<180).map { UInt8($0 % 2) }))
      let keys = try summary(["--actions", "k.npy", "--null-action", "0,1"], in: box)
      #expect(keys["nullFrames"] as? Int == 90 && keys["distinct"] as? Int == 1)
    }
  }

  @Test func badActionsAreOneLine() throws {
    try inVideoBox { box in
      let good = ActionFiles.bytes([Float](repeating: 0.5, count: 90))
      var broken = good
      broken.replaceSubrange(120..<124, with: ActionFiles.bytes([Float.nan]))
      let vast = "99999999999999999999"
      let files: [(name: String, bytes: [UInt8], words: String)] = [
        ("nan.npy", ActionFiles.npy("<f4", "(90, 1)", broken), "row 30: the action is nan"),
        ("nan2.npy", ActionFiles.npy("<f4", "(45, 2)", broken), "row 15, column 0"),
        ("short.npy", ActionFiles.npy("<f4", "(91,)", good), "cannot read .npy"),
        ("vast.npy", ActionFiles.npy("<f4", "(\(vast),)", good), "cannot read .npy"),
        ("cube.npy", ActionFiles.npy("<f4", "(9, 5, 2)", good), "shape [9, 5, 2]"),
        ("none.npy", ActionFiles.npy("<f4", "(0, 4)", []), "no action"),
        ("text.npy", Array("hello".utf8), "cannot read .npy"),
        ("empty.npy", [], "cannot read .npy"),
        ("huge.safetensors", [UInt8](repeating: 0xFF, count: 64), "cannot read safetensors"),
        ("empty.safetensors", [], "cannot read safetensors"),
        ("none.safetensors", ActionFiles.safetensors([]), "no tensor"),
        (
          "two.safetensors",
          ActionFiles.safetensors([("a", "F32", "[90]", good), ("b", "F32", "[90]", good)]),
          "it holds a, b"
        ),
        (
          "uneven.safetensors",
          ActionFiles.safetensors([
            ("action", "F32", "[90]", good), ("timestamp", "F32", "[45,2]", good),
          ]), "timestamp has the shape [45, 2]"
        ),
        (
          "half.safetensors",
          ActionFiles.safetensors([
            ("action", "F32", "[90]", good), ("frame_index", "F32", "[90]", good),
          ]), "not whole"
        ),
        ("a.parquet", Array("PAR1".utf8) + [0, 0], "Parquet"),
        ("a.npz", [0x50, 0x4B, 3, 4, 0xFF], ".npz"),
        ("bytes.json", [0xFF, 0xFE, 0], "UTF-8"), ("open.json", Array("[1, 2".utf8), "line 1"),
        (
          "names.json",
          Array("{\"action_space\": {\"names\": [\"a\"]}, \"actions\": [\"b\"]}".utf8),
          "no action is called \"b\""
        ),
        (
          "n.json", Array("{\"action_space\": {\"n\": 2}, \"actions\": [0, 1, 2]}".utf8),
          "row 2: the action 2 is not one of 0...1"
        ),
        ("deep.json", [UInt8](repeating: UInt8(ascii: "["), count: 100_000), "nested"),
        ("inf.csv", Array("a,b\n1.5,inf\n".utf8), "line 2, column b"),
      ]
      for file in files {
        try box.write(file.name, file.bytes)
        let run = try inspect(["--actions", file.name], in: box)
        #expect(run.code == 65 && run.out == "" && run.complaints.count == 1, "\(run.story)")
        #expect(run.err.hasPrefix("skillet: \(file.name): cannot "), "\(run.story)")
        #expect(run.err.contains(file.words) && run.err.contains("; "), "\(run.story)")
      }
    }
  }

  @Test func whatIsNoFileAndWhatDoesNotFitTogetherIsRefused() throws {
    try inVideoBox { box in
      try box.write("folder/x", [])
      try Fixture.run("mkfifo", [box.path("pipe.json")])
      try box.write("a.json", Array(list(90).utf8))
      let with = ["--actions", "a.json"]
      for (options, code, words) in [
        (["--actions", "missing.json"], 66, "missing.json"),
        (["--actions", "folder"], 66, "folder"),
        (["--actions", "pipe.json"], 66, "pipe.json"),
        (["--actions", "/dev/zero"], 66, "/dev/zero"),
        (["--actions-rate", "10"], 64, "needs --actions"),
        (with + ["--actions-rate", "0"], 64, "lies in"),
        (with + ["--actions-rate", "nan"], 64, "lies in"),
        (with + ["--actions-gap", "12"], 64, "is a time"),
        (with + ["--actions-offset", "soon"], 64, "soon"),
        (with + ["--actions-offset", "1s"], 65, "--actions-offset in frames"),
        (with + ["--actions-episode", "1"], 65, "--actions-episode"),
        (with + ["--null-action", "rest"], 65, "rest"),
        (with + ["--null-action", "3"], 65, "0 to 2"),
      ] {
        let run = try inspect(options, in: box)
        #expect(run.code == Int32(code) && run.out == "", "\(run.story)")
        #expect(run.err.contains(words), "not \(words): \(run.story)")
        if code != 64 { #expect(run.complaints.count == 1, "\(run.story)") }
      }
    }
  }

  @Test func eventsAreCountedOrRefused() throws {
    try inVideoBox { box in
      #expect(try inspect(["--events"], in: box).code == 66)
      try box.write(
        "demo.json", Array("{\"events\": [[3, \"wood\"], [9, \"wood\"], [20, \"table\"]]}".utf8))
      let run = try inspect(["--events"], in: box)
      for line in [
        "events         demo.json, 3 on 3 frames", "runs           2 runs of identical events",
        "most frequent  wood  2",
      ] { #expect(run.code == 0 && run.out.contains(line + "\n"), "no \(line): \(run.story)") }
      let json = try inspect(["--events", "--json"], in: box).json()
      let events = try #require(json["events"] as? [String: Any])
      #expect(events["count"] as? Int == 3 && events["lastFramesOfRuns"] as? [Int] == [9, 20])
      for (name, text, words) in [
        ("late.csv", "frame,name\n90,a\n", "frame 90, the video shows 90"),
        ("late.csv", "time,name\n60,a\n", "60 s, the last frame at 3.56 s"),
        ("bad.csv", "when,what\n1,a\n", "line 1"), ("bad.json", "{}", "no list of events"),
      ] {
        try box.write(name, Array(text.utf8))
        let run = try inspect(["--events", name], in: box)
        #expect(run.code == 65 && run.out == "" && run.complaints.count == 1, "\(run.story)")
        #expect(run.err.contains(words), "not \(words): \(run.story)")
      }
    }
  }
}
