import Foundation
import Testing

/// `skillet annotate` over folders and manifests.
@Suite struct AnnotateTests {
  private let command = ["annotate", "in", "--out", "out", "--jobs", "2"]

  @Test func `Every video of a folder gets the segments that segment gives it`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      try box.copy(Fixture.scenes(), as: "in/scenes.mp4")
      let run = try Tool.run(command, in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.out.contains("4 videos: 4 done, 0 failed"), "\(run.story)")
      let document = try box.json("out/documents/scenes.json")
      #expect((document["dataset"] as? [String: Any])?["id"] as? String == "scenes")
      let alone = try Tool.run(
        ["segment", "in/scenes.mp4", "--out", "alone", "--threads", "1"], in: box)
      #expect(alone.code == 0)
      var (here, there) = (document, try box.json("alone/segments.json"))
      here["dataset"] = nil
      #expect(NSDictionary(dictionary: here) == NSDictionary(dictionary: there))
      there = try box.json("out/documents/sub%2Fc.json")
      #expect((there["video"] as? [String: Any])?["path"] as? String == "in/sub/c.mp4")
      #expect(try box.ledger().count == 4)
      for name in ["thumbnails/scenes.jpg", "index.html", "run.json", "exports/segments.csv"] {
        #expect(try !box.data("out/\(name)").isEmpty)
      }
      let hidden = try box.names().filter { $0.hasPrefix("out") && $0.contains("/.") }
      #expect(hidden.isEmpty)
    }
  }

  @Test func `A second run does nothing again, a changed video is done anew`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      #expect(try Tool.run(command, in: box).code == 0)
      let first = try box.results()
      let again = try Tool.run(command + ["--json"], in: box)
      #expect(again.code == 0)
      #expect(try again.json()["done"] as? Int == 0)
      #expect(try again.json()["doneBefore"] as? Int == 3)
      #expect(try box.results() == first)
      try FileManager.default.removeItem(atPath: box.path("in/b.mp4"))
      try box.copy(Sandbox.clip(5), as: "in/b.mp4")
      let third = try Tool.run(command + ["--json"], in: box)
      #expect(try third.json()["done"] as? Int == 1)
      #expect(try box.results()["/documents/b.json"] != first["/documents/b.json"])
      #expect(try box.results()["/documents/a.json"] == first["/documents/a.json"])
    }
  }

  @Test func `A lost document is made again, a new video is added`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      #expect(try Tool.run(command, in: box).code == 0)
      let first = try box.results()
      try FileManager.default.removeItem(atPath: box.path("out/documents/a.json"))
      let again = try Tool.run(command + ["--json"], in: box)
      #expect(try again.json()["done"] as? Int == 1)
      #expect(try box.results() == first)
      try box.copy(Sandbox.clip(6), as: "in/d.mp4")
      let third = try Tool.run(command + ["--json"], in: box)
      #expect(try third.json()["done"] as? Int == 1)
      #expect(try third.json()["videos"] as? Int == 4)
    }
  }

  @Test func `With --verify a video is known by its contents`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4", "b.mp4"])
      #expect(try Tool.run(command, in: box).code == 0)
      let file = box.path("in/a.mp4")
      try Fixture.run("cp", ["-p", file, box.path("before")])
      var bytes = try box.data("in/a.mp4")
      bytes[bytes.count / 2] ^= 0x40
      try box.write("in/a.mp4", bytes)
      // The same size and the same time, to the nanosecond.
      try Fixture.run("touch", ["-r", box.path("before"), file])
      let plain = try Tool.run(command + ["--dry-run"], in: box)
      #expect(plain.out.contains("would annotate 0 of 2"), "\(plain.story)")
      let verified = try Tool.run(command + ["--dry-run", "--verify"], in: box)
      #expect(verified.out.contains("would annotate 1 of 2"), "\(verified.story)")
      #expect(verified.out.contains("1 changed since"))
    }
  }

  @Test func `Other settings are refused, and done with --force`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      #expect(try Tool.run(command, in: box).code == 0)
      let before = try box.contents()
      let refused = try Tool.run(command + ["--sensitivity", "fine"], in: box)
      #expect(refused.code == 73, "\(refused.story)")
      #expect(
        refused.err.contains("threshold is \"2.5sigma\", it was \"3.0sigma\""), "\(refused.story)")
      try box.expectUntouched(before, refused.story)
      let forced = try Tool.run(command + ["--sensitivity", "fine", "--force", "--json"], in: box)
      #expect(forced.code == 0, "\(forced.story)")
      #expect(try forced.json()["done"] as? Int == 1)
    }
  }

  @Test func `A video that fails is written down and tried again, the others are done`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      try box.write("in/bad.mp4", Array("no video".utf8))
      let run = try Tool.run(command, in: box)
      #expect(run.code == 2, "\(run.story)")
      #expect(run.out.contains("failed: bad: in/bad.mp4: cannot open"), "\(run.story)")
      let line = try #require(try box.ledger().first { $0["id"] as? String == "bad" })
      #expect(line["outcome"] as? String == "failed")
      #expect(try box.lines("out/failed.csv").count == 2)
      let kept = try Tool.run(command + ["--keep-failures", "--json"], in: box)
      #expect(kept.code == 2, "\(kept.story)")
      #expect(try kept.json()["failed"] as? Int == 1)
      #expect(try box.ledger().count == 4)
      try FileManager.default.removeItem(atPath: box.path("in/bad.mp4"))
      try box.copy(Sandbox.clip(4), as: "in/bad.mp4")
      let mended = try Tool.run(command, in: box)
      #expect(mended.code == 0, "\(mended.story)")
      #expect(try !box.names().contains("out/failed.csv"))
    }
  }

  @Test func `With --on-error stop the first failure ends the run`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      try box.write("in/0.mp4", Array("no video".utf8))
      let run = try Tool.run(
        ["annotate", "in", "--out", "out", "--jobs", "1", "--on-error", "stop", "--json"], in: box)
      #expect(run.code == 2, "\(run.story)")
      #expect(try run.json()["failed"] as? Int == 1)
      #expect(try (run.json()["notReached"] as? Int ?? 0) >= 2)
    }
  }

  @Test func `What a manifest says goes into documents and exports, and nothing leaves OUT`() throws
  {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4", "b.mp4"])
      try box.write(
        "lists/list.csv",
        Array(
          ("path,id,split,labels,operator\n../in/a.mp4,../../escape,train,\"x,y\",anna\n"
            + "../in/b.mp4,/etc/passwd,val,,\"</script><b>\"\n").utf8))
      let run = try Tool.run(
        ["annotate", "lists/list.csv", "--out", "deep/er/out", "--format", "csv,vtt"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let outside = try box.names().filter {
        !$0.hasPrefix("deep") && !$0.hasPrefix("in") && !$0.hasPrefix("lists")
      }
      #expect(outside.isEmpty)
      let name = "%2E.%2F..%2Fescape"
      let document = try box.json("deep/er/out/documents/\(name).json")
      let dataset = try #require(document["dataset"] as? [String: Any])
      #expect(dataset["operator"] as? String == "anna")
      #expect(dataset["split"] as? String == "train")
      #expect(dataset["labels"] as? String == "x,y")
      let rows = try box.lines("deep/er/out/exports/segments.csv")
      #expect(rows[0].hasSuffix(",kind,operator"))
      #expect(rows[1].hasPrefix("../../escape,lists/../in/a.mp4,train,\"x,y\",0,0,"))
      #expect(try box.text("deep/er/out/exports/vtt/\(name).vtt").hasPrefix("WEBVTT"))
      #expect(try box.names().contains("deep/er/out/exports/csv/%2Fetc%2Fpasswd.csv"))
    }
  }

  @Test func `The index holds texts as texts`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      try box.write(
        "list.csv", Array("path,id\nin/a.mp4,</script><script>alert(1)</script>\n".utf8))
      #expect(try Tool.run(["annotate", "list.csv", "--out", "out"], in: box).code == 0)
      let page = try box.text("out/index.html")
      #expect(page.contains("\\u003C/script>\\u003Cscript>alert(1)"))
      #expect(page.components(separatedBy: "</script>").count == 3)
    }
  }

  @Test func `A dry run says what there is to do and writes nothing`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      let before = try box.contents()
      let run = try Tool.run(command + ["--dry-run"], in: box)
      #expect(run.code == 0)
      #expect(run.out.hasPrefix("would annotate 3 of 3 videos, 2 side by side, and write out"))
      #expect(run.out.contains("  sub/c  in/sub/c.mp4"))
      try box.expectUntouched(before, run.story)
    }
  }

  @Test func `Lines for machines come as videos end, and the summary last`() throws {
    try inSandbox { box in
      try box.makeDataSet()
      let run = try Tool.run(command + ["--jsonl"], in: box)
      let lines = try run.out.split(separator: "\n").map {
        try jsonObject(Data($0.utf8), run.story)
      }
      #expect(lines.count == 4)
      #expect(Set(lines.dropLast().compactMap { $0["id"] as? String }) == ["a", "b", "sub/c"])
      #expect(lines.dropLast().allSatisfy { ($0["frames"] as? Int ?? 0) >= 20 })
      #expect((lines.last?["summary"] as? [String: Any])?["done"] as? Int == 3)
    }
  }
}
