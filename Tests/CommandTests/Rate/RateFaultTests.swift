import Foundation
import Testing

/// What `skillet rate` refuses: one line, the right exit code, nothing lost.
@Suite struct RateFaultTests {
  private func expect(
    _ arguments: [String], _ code: Int32, _ words: String, in box: Sandbox, input: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    let run = try Tool.run(["rate"] + arguments, in: box, input: input)
    #expect(run.code == code, "\(run.story)", sourceLocation: location)
    if code != 64 {
      #expect(run.complaints.count == 1, "\(run.story)", sourceLocation: location)
    }
    #expect(run.err.contains(words), "\(run.story)", sourceLocation: location)
    try box.expectUntouched(before, run.story, location: location)
  }

  @Test(
    arguments: [
      ("clip,skill\na.mp4,x\nb.mp4,x\n", 66, "c.csv: line 2: there is no file a.mp4"),
      ("clip,path\na,\nb,gone/b.mp4\n", 66, "line 3: there is no file gone/b.mp4"),
      ("clip,skill\na,x\na,x\n", 65, "line 3: the skill x has a clip a already"),
      ("clip,skill\na,x\nb\n", 65, "line 3: it has 1 fields, the head names 2"),
      ("clip,skill\na,x\n,x\n", 65, "line 3: it names no clip"),
      ("clip,skill\na,x\nb,\n", 65, "line 3: its skill is empty"),
      ("clip,start,end\na,1,2\nb,3,2\n", 65, "line 3: it ends where it starts"),
      ("clip,start,end\na,1,2\nb,one,2\n", 65, "its start, \"one\", is not a time"),
      ("clip,start,end\na,1,2\nb,1,\n", 65, "only one of start and end"),
      ("clip,start_frame,end_frame\na,1,2\nb,1.5,2\n", 65, "\"1.5\", is not a frame"),
      ("clip,clip\na,b\n", 65, "two columns are called \"clip\""),
      ("name of it\na\n", 65, "no column is called clip or path"), ("", 65, "it is empty"),
      ("clip\n", 65, "a head and no clip"), ("clip\nonly\n", 65, "nothing to compare"),
      ("clip,skill\n\"a,x\nb,x\n", 65, "line 2"),
    ] as [(String, Int32, String)])
  func aTableWithABadRow(text: String, code: Int32, words: String) throws {
    try inSandbox { box in
      try box.write("c.csv", Array(text.utf8))
      try expect(["start", "c.csv", "--out", "T.skillet"], code, words, in: box)
    }
  }

  @Test func placesThatCannotBeWrittenAndInputsThatAreNone() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      try expect(["start", "clips.csv"], 64, "--out", in: box)
      try expect(["start", "gone.csv", "--out", "U"], 66, "no such file", in: box)
      try expect(["start", "clips.csv", "--out", "T.skillet"], 73, "--force", in: box)
      try expect(["start", "clips.csv", "--out", "clips.csv"], 73, "is no tournament", in: box)
      try expect(
        ["start", "clips.csv", "--out", "clips.csv", "--force"], 73, "is no tournament", in: box)
      try expect(["start", "T.skillet", "--out", "U"], 65, "a tournament already", in: box)
      try expect(["start", "clips.csv", "--out", "no/where/T"], 73, "folder", in: box)
      try box.write("folder/readme", [])
      try expect(["start", "clips.csv", "--out", "folder"], 73, "in the way", in: box)
      try expect(["start", "folder", "--out", "U"], 66, "holds no video", in: box)
      try expect(
        ["start", "clips.csv", "clips.csv", "--out", "U"], 64, "give one table", in: box)
      try expect(
        ["start", "clips.csv", "--group-by", "mood", "--out", "U"], 65, "called mood", in: box)
      for option in ["--votes", "--rounds"] {
        try expect(["start", "clips.csv", "--out", "U", option, "0"], 64, option, in: box)
      }
      try expect(
        ["start", "clips.csv", "--out", "U", "--low-agreement", "2"], 64, "0...1", in: box)
    }
  }

  @Test func answersThatDoNotFit() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      _ = try Tournaments.next(in: box)
      try Tournaments.record(["1,left,anna"], in: box)
      let record = ["record", "T.skillet"]
      try expect(record + ["7", "left", "--judge", "anna"], 65, "never paired", in: box)
      try expect(record + ["1", "tie", "--judge", "anna"], 65, "already (left", in: box)
      try expect(record + ["2", "tie", "--judge", "anna", "--correct"], 65, "no answer", in: box)
      try expect(record + ["2", "withdraw", "--judge", "anna"], 65, "no answer", in: box)
      try expect(record + ["2", "better", "--judge", "anna"], 64, "left, right", in: box)
      try expect(record + ["two", "left", "--judge", "anna"], 64, "no number", in: box)
      try expect(record + ["2", "left"], 64, "--judge", in: box)
      try expect(record + ["2", "left", "--judge", ""], 64, "--judge", in: box)
      try expect(["judge", "T.skillet", "--judge", "a", "--judge", "b"], 64, "one person", in: box)
      try expect(["judge", "T.skillet", "--command", "x", "--jobs", "0"], 64, "--jobs", in: box)
      try expect(["next", "T.skillet", "--count", "0"], 64, "--count", in: box)
    }
  }

  @Test func filesThatAreNoTournament() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      _ = try Tournaments.next(in: box)
      let whole = try box.data("T.skillet")
      try box.write("text", Array(String(repeating: "no database ", count: 99).utf8))
      try box.write("empty", [])
      // The header's mark of another program, and its newer layout.
      var other = whole
      other.replaceSubrange(68..<72, with: [0, 0, 0, 1])
      try box.write("other", other)
      var newer = whole
      newer.replaceSubrange(60..<64, with: [0, 0, 0, 99])
      try box.write("newer", newer)
      try box.write("half", whole.prefix(whole.count / 2))
      for verb in [["status"], ["next"], ["record", "1", "left", "--judge", "a"]] {
        func run(_ name: String) -> [String] { [verb[0], name] + verb.dropFirst() }
        try expect(run("gone"), 66, "gone: there is no such file", in: box)
        try expect(run("."), 65, "is a folder", in: box)
        for name in ["text", "empty", "other"] {
          try expect(run(name), 65, "\(name): ", in: box)
        }
        try expect(run("newer"), 65, "newer Skillet (layout 99", in: box)
        try expect(run("half"), 65, "damaged", in: box)
      }
    }
  }

  @Test(.enabled(if: Tool.canBeUnprivileged, "needs a run as nobody"))
  func aFileThatCanOnlyBeReadIsStillShown() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      _ = try Tournaments.next(in: box)
      let files = FileManager.default
      try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: box.path("."))
      try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: box.path("T.skillet"))
      let shown = try Tool.runUnprivileged(["rate", "status", "T.skillet"], in: box)
      #expect(shown.code == 0, "\(shown.story)")
      let listed = try Tool.runUnprivileged(["rate", "next", "T.skillet"], in: box)
      #expect(listed.code == 0, "\(listed.story)")
      let before = try box.contents()
      let run = try Tool.runUnprivileged(
        ["rate", "record", "T.skillet", "1", "left", "--judge", "anna"], in: box)
      #expect(run.code == 73 && run.err.contains("can only be read"), "\(run.story)")
      #expect(run.complaints.count == 1, "\(run.story)")
      try box.expectUntouched(before, run.story)
      // The file may be written, its folder not: the journal has no place.
      try files.setAttributes([.posixPermissions: 0o666], ofItemAtPath: box.path("T.skillet"))
      let folder = try Tool.runUnprivileged(
        ["rate", "record", "T.skillet", "1", "left", "--judge", "anna"], in: box)
      #expect(folder.code == 73, "\(folder.story)")
      #expect(folder.complaints.count == 1, "\(folder.story)")
      try files.setAttributes([.posixPermissions: 0o000], ofItemAtPath: box.path("T.skillet"))
      let closed = try Tool.runUnprivileged(["rate", "status", "T.skillet"], in: box)
      #expect(closed.code == 66 && closed.err.contains("no permission"), "\(closed.story)")
    }
  }

  @Test func aLockedFileIsWaitedForAndThenGivenUp() throws {
    try inSandbox { box in
      try Tournaments.start(in: box)
      _ = try Tournaments.next(in: box)
      let holder = """
        import sqlite3, sys, time
        db = sqlite3.connect("T.skillet", isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
        open("held", "w")
        time.sleep(float(sys.argv[1]))
        """
      func record(_ judge: String, heldFor seconds: Int) throws -> Tool.Outcome {
        let lock = try Run(
          ["python3", "-c", holder, "\(seconds)"], in: box, program: "/usr/bin/env")
        let isHeld = try lock.wait { try box.names().contains("held") }
        #expect(isHeld)
        let run = try Tool.run(
          ["rate", "record", "T.skillet", "1", "left", "--judge", judge], in: box, limit: 90)
        lock.send(SIGKILL)
        _ = try lock.finish()
        try FileManager.default.removeItem(atPath: box.path("held"))
        return run
      }
      let waited = try record("anna", heldFor: 2)
      #expect(waited.code == 0 && waited.seconds > 0.5, "\(waited.story)")
      let given = try record("bob", heldFor: 80)
      #expect(given.code == 1 && given.err.contains("another process keeps it locked"))
      #expect(given.complaints.count == 1, "\(given.story)")
      #expect(try Tournaments.export("csv", in: box).count == 2)
    }
  }

  @Test func aFullDiskLosesNothing() throws {
    try inSandbox { box in
      // A small disk of its own, where the system lets us have one.
      let script = """
        mkdir disk && mount -t tmpfs -o size=256k none disk || exit 99
        "$0" rate start clips.csv --out disk/T.skillet && "$0" rate next disk/T.skillet >&2 || exit 98
        i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo "$((i % 2 + 1)),left,judge-with-a-long-name-$i"; done > answers
        "$0" rate record disk/T.skillet - < answers > said; code=$?
        "$0" rate export disk/T.skillet --format csv > rows
        echo "code $code, said $(wc -l < said), rows $(($(wc -l < rows) - 1))"
        umount disk
        """
      try box.write("clips.csv", Array(Tournaments.table(["tie": 4]).utf8))
      let outcome = try Run(
        ["-m", "/bin/sh", "-c", script, Tool.path], in: box, program: "/usr/bin/unshare"
      ).finish(limit: 120)
      if outcome.code == 99 || outcome.err.contains("unshare failed") {
        print("SKIPPED aFullDiskLosesNothing: no mount is possible here")
        return
      }
      #expect(outcome.err.contains("the disk is full"), "\(outcome.story)")
      let figures = outcome.out.matches(of: /code (\d+), said (\d+), rows (\d+)/)
      let last = try #require(figures.last?.output, "\(outcome.story)")
      #expect(last.1 == "73" && last.2 == last.3 && last.2 != "0", "\(outcome.story)")
    }
  }
}
