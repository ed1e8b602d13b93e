import Foundation
import Testing

/// `skillet convert` as a user runs it.
@Suite struct ConvertTests {
  private func convert(_ arguments: [String], in box: Sandbox, input: String? = nil) throws
    -> Tool.Outcome
  {
    try Tool.run(["convert"] + arguments, in: box, input: input)
  }

  private static let captions = """
    WEBVTT

    00:00:00.000 --> 00:00:01.200
    fill, "kettle"

    00:00:01.200 --> 00:00:03.600
    pour --&gt; 🫖

    """

  @Test func captionsBecomeFramesByTheRateAndComeBack() throws {
    try inSandbox { box in
      try box.write("a.vtt", Self.captions.utf8)
      let run = try convert(["a.vtt", "--to", "edl", "--rate", "25", "--out", "a.edl"], in: box)
      #expect(run.code == 0 && run.out == "wrote a.edl\n", "\(run.story)")
      #expect(try box.text("a.edl").contains("00:00:00:00 00:00:01:05"))
      // The list states the rate at which it counts, not that the video keeps to it.
      let unsure = try convert(["a.edl", "--to", "vtt"], in: box)
      #expect(unsure.code == 65 && unsure.err.contains("--rate"), "\(unsure.story)")
      let back = try convert(["a.edl", "--to", "vtt", "--rate", "25"], in: box)
      #expect(back.code == 0, "\(back.story)")
      #expect(back.complaints.contains { $0.contains("edl") } == false)
    }
  }

  @Test func withoutAClockTheRefusalSaysWhatToGive() throws {
    try inSandbox { box in
      try box.write("a.vtt", Self.captions.utf8)
      let before = try box.contents()
      let run = try convert(["a.vtt", "--to", "csv", "--out", "a.csv"], in: box)
      #expect(run.code == 65 && run.err.contains("give --video FILE or --rate 30000/1001"))
      try box.expectUntouched(before, run.story)
    }
  }

  @Test func theVideoItselfTellsEveryFrame() throws {
    try inSandbox { box in
      try box.write("a.vtt", Self.captions.utf8)
      let run = try convert(
        ["a.vtt", "--to", "segments", "--video", Fixture.scenes(), "--out", "a.json"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let segments = try Segments(try box.json("a.json"))
      #expect(segments.starts == [0, 30] && segments.ends == [30, 90])
      let again = try convert(["a.json", "--to", "segments"], in: box)
      #expect(again.out == (try box.text("a.json")), "\(again.story)")
    }
  }

  @Test func anAnnotationBehindTheEndOfTheVideoIsNotDroppedInSilence() throws {
    try inSandbox { box in
      try box.write("a.csv", "0,1,a\n5,6,b\n".utf8)
      let run = try convert(["a.csv", "--to", "mstcn", "--video", Fixture.scenes()], in: box)
      #expect(
        run.code == 65 && run.err.contains("line 2: the annotation starts at 5 s"), "\(run.story)")
    }
  }

  @Test func whatTheTargetCannotHoldIsSaidAndStrictRefuses() throws {
    try inSandbox { box in
      try box.write("a.vtt", Self.captions.utf8)
      let lossy = try convert(["a.vtt", "--to", "transnetv2", "--rate", "25"], in: box)
      #expect(lossy.code == 0 && lossy.out == "0 29\n30 89\n", "\(lossy.story)")
      #expect(lossy.err.contains("transnetv2 cannot hold: ") && lossy.err.contains("labels"))
      let strict = try convert(
        ["a.vtt", "--to", "transnetv2", "--rate", "25", "--strict"], in: box)
      #expect(strict.code == 65 && strict.out == "" && strict.err.contains("labels"))
      let whole = try convert(["a.vtt", "--to", "losslesscut", "--strict"], in: box)
      #expect(whole.code == 0, "\(whole.story)")
      #expect(whole.out == "0,1.2,\"fill, \"\"kettle\"\"\"\n1.2,3.6,pour --> 🫖\n")
    }
  }

  @Test func standardInputToStandardOutput() throws {
    try inSandbox { box in
      let run = try convert(["-", "--to", "ffmetadata", "-q"], in: box, input: Self.captions)
      #expect(run.code == 0 && run.out.hasPrefix(";FFMETADATA1\n[CHAPTER]\n"), "\(run.story)")
      #expect(run.err == "")
    }
  }

  @Test func aFolderOfFilesBecomesOneFileOrAFolder() throws {
    try inSandbox { box in
      try box.write("in/one.vtt", Self.captions.utf8)
      try box.write("in/two.vtt", Self.captions.utf8)
      try box.write("in/notes.md", "no annotations".utf8)
      let one = try convert(["in", "--to", "coin", "--out", "all.json", "--json"], in: box)
      #expect(one.code == 0, "\(one.story)")
      let summary = try one.json()
      #expect(summary["videos"] as? Int == 2 && summary["spans"] as? Int == 4)
      #expect(summary["from"] as? [String] == ["vtt"])
      let several = try convert(["all.json", "--to", "vtt"], in: box)
      #expect(several.code == 64 && several.err.contains("--out DIR"), "\(several.story)")
      let folder = try convert(["all.json", "--to", "vtt", "--out", "out"], in: box)
      #expect(folder.code == 0, "\(folder.story)")
      #expect(try box.text("out/one.vtt").contains("pour --&gt; 🫖"))
      #expect(try box.names().contains("out/two.vtt"))
    }
  }

  @Test func anExistingFileIsOnlyReplacedByForce() throws {
    try inSandbox { box in
      try box.write("a.vtt", Self.captions.utf8)
      try box.write("b.csv", "mine".utf8)
      let before = try box.contents()
      let arguments = ["a.vtt", "--to", "losslesscut", "--out", "b.csv"]
      let refused = try convert(arguments, in: box)
      #expect(refused.code == 73, "\(refused.story)")
      try box.expectUntouched(before, refused.story)
      #expect(try convert(arguments + ["--force"], in: box).code == 0)
      #expect(try box.text("b.csv").hasPrefix("0,1.2,"))
    }
  }

  @Test(arguments: ["csv", "yaml"]) func labelsAreRenamedAllAtOnce(kind: String) throws {
    try inSandbox { box in
      try box.write("a.csv", "0,1,a\n1,2,b\n2,3,c\n".utf8)
      let table = kind == "csv" ? "old,new\na,b\nb,a\n\"c\",\nx,y\n" : "a: b\nb: a\nc: ''\nx: y\n"
      try box.write("names.\(kind)", table.utf8)
      let run = try convert(
        ["a.csv", "--to", "losslesscut", "--labels", "names.\(kind)"], in: box)
      #expect(run.code == 0 && run.out == "0,1,b\n1,2,a\n2,3,\n", "\(run.story)")
      #expect(run.err.contains("no label is called \"x\""))
      try box.write("names.\(kind)", (kind == "csv" ? "a,b,c\n" : "[1, 2]\n").utf8)
      let fault = try convert(
        ["a.csv", "--to", "losslesscut", "--labels", "names.\(kind)"], in: box)
      #expect(fault.code == 65 && fault.err.contains("line 1"), "\(fault.story)")
    }
  }

  @Test func aDataSetOfFrameLabelsKeepsItsMapping() throws {
    try inSandbox { box in
      try box.write("set/groundTruth/a.txt", "cut_tomato\ncut_cheese".utf8)
      try box.write("set/mapping.txt", "4 cut_tomato\n4 cut_cheese\n".utf8)
      try box.write("set/splits/test.split1.bundle", "a.txt".utf8)
      let run = try convert(["set", "--to", "mstcn", "--out", "out", "--strict"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(try box.text("out/mapping.txt") == "4 cut_tomato\n4 cut_cheese\n")
      #expect(try box.text("out/splits/test.split1.bundle") == "a.txt\n")
      #expect(try box.text("out/groundTruth/a.txt") == "cut_tomato\ncut_cheese\n")
    }
  }

  @Test(arguments: [
    (["a.vtt", "--to", "avi"], 64, "is no format"), (["a.vtt", "--to", "epic"], 64, "only read"),
    (["none.vtt", "--to", "csv"], 66, "no such file"),
    (["a.vtt", "--to", "vtt", "--from", "x"], 64, "no format"),
    (["b.bin", "--to", "vtt"], 65, "UTF-8"), (["c.json", "--to", "vtt"], 65, "line 1"),
    (["a.vtt", "--to", "csv", "--rate", "0"], 64, "no frame rate"),
    (["a.vtt", "--to", "csv", "--rate", "25", "--video", "v"], 64, "not both"),
    (["a.vtt", "--to", "losslesscut", "--json"], 64, "--out"),
    (["a.vtt", "--to", "losslesscut", "--tier", "x"], 64, "no tier"),
    (["empty", "--to", "vtt"], 65, "empty"),
  ]) func badInputEndsWithItsCode(arguments: [String], code: Int32, reason: String) throws {
    try inSandbox { box in
      try box.write("a.vtt", Self.captions.utf8)
      try box.write("b.bin", [0xC3, 0x28, 0x00])
      try box.write("c.json", "{\"schema\": 1".utf8)
      try box.write("empty", [])
      let before = try box.contents()
      let run = try convert(arguments, in: box)
      #expect(run.code == code && run.err.contains(reason), "\(run.story)")
      try box.expectUntouched(before, run.story)
    }
  }

  @Test func aHugeFileIsRefusedWithoutBeingRead() throws {
    try inSandbox { box in
      let run = try Tool.shell(
        "truncate -s 1G big.json && ulimit -v 4000000 && \"$0\" convert big.json --to vtt", [],
        in: box)
      #expect(run.code == 65 && run.err.contains("byte 268435457"), "\(run.story)")
    }
  }
}
