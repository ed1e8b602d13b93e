import Foundation
import Testing

/// Shards, their merge, LeRobot data sets and stretches of files.
@Suite struct AnnotateShardTests {
  private let names = (0..<9).map { "v\($0).mp4" }

  @Test func `Three shards and a merge give what one run gives`() throws {
    try inSandbox { box in
      try box.makeDataSet(names)
      try box.write("in/bad.mp4", Array("no video".utf8))
      #expect(try Tool.run(["annotate", "in", "--out", "one"], in: box).code == 2)
      var codes: [Int32] = []
      for index in 0..<3 {
        let run = try Tool.run(
          ["annotate", "in", "--out", "out", "--shard", "\(index)/3"], in: box)
        codes.append(run.code ?? -1)
      }
      #expect(codes.sorted() == [0, 0, 2])
      #expect(try !box.names().contains("out/index.html"))
      let merge = try Tool.run(["annotate", "--merge", "out"], in: box)
      #expect(merge.code == 2, "\(merge.story)")
      #expect(merge.out.contains("10 videos: 0 done, 9 done before, 1 failed"), "\(merge.story)")
      #expect(try box.results("out") == box.results("one"))
      #expect(try box.data("out/index.html") == box.data("one/index.html"))
      // One process goes on with what shards have done.
      let whole = try Tool.run(["annotate", "in", "--out", "out", "--json"], in: box)
      #expect(try whole.json()["doneBefore"] as? Int == 9)
    }
  }

  @Test func `A merge without one of the shards is refused and names what is missing`() throws {
    try inSandbox { box in
      try box.makeDataSet(names)
      for index in 0..<2 {
        _ = try Tool.run(["annotate", "in", "--out", "out", "--shard", "\(index)/3"], in: box)
      }
      let before = try box.contents()
      let merge = try Tool.run(["annotate", "--merge", "out"], in: box)
      #expect(merge.code == 1, "\(merge.story)")
      #expect(merge.err.contains("videos have no outcome yet: \"v"), "\(merge.story)")
      try box.expectUntouched(before, merge.story)
    }
  }

  @Test func `A video with two outcomes is not merged`() throws {
    try inSandbox { box in
      try box.makeDataSet(names)
      for index in 0..<3 {
        _ = try Tool.run(["annotate", "in", "--out", "out", "--shard", "\(index)/3"], in: box)
      }
      let line = try #require(try box.lines("out/ledger/0-of-3.jsonl").first)
      let other = line.replacing("\"segments\":1,", with: "\"segments\":2,")
      #expect(other != line)
      try box.write(
        "out/ledger/1-of-3.jsonl",
        Array((try box.text("out/ledger/1-of-3.jsonl") + other + "\n").utf8))
      let merge = try Tool.run(["annotate", "--merge", "out"], in: box)
      #expect(merge.code == 1, "\(merge.story)")
      #expect(merge.err.contains("1 video has two outcomes: \"v"), "\(merge.story)")
    }
  }

  @Test func `A merge of something else is refused`() throws {
    try inSandbox { box in
      #expect(try Tool.run(["annotate", "--merge", "none"], in: box).code == 66)
      try box.write("odd/run.json", Array("{}".utf8))
      #expect(try Tool.run(["annotate", "--merge", "odd"], in: box).code == 65)
    }
  }

  @Test func `Stretches of one file are cut as files of their own`() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "all.mp4")
      try box.write(
        "list.csv",
        Array(
          "path,id,start,end\nall.mp4,one,0,1.2\nall.mp4,two,1.2,2.4\nall.mp4,three,1.2,3.6\n"
            .utf8))
      let run = try Tool.run(["annotate", "list.csv", "--out", "out", "--report"], in: box)
      #expect(run.code == 0, "\(run.story)")
      for (id, frames, first, segments) in [
        ("one", 30, 0.0, 1), ("two", 30, 1.2, 1), ("three", 60, 1.2, 2),
      ] {
        let document = try box.json("out/documents/\(id).json")
        let video = try #require(document["video"] as? [String: Any])
        #expect(video["frames"] as? Int == frames, "\(id)")
        #expect((video["faults"] as? [String]) == [])
        let found = try #require(document["segments"] as? [[String: Any]])
        #expect(found.count == segments, "\(id)")
        let start = try #require(found.first?["start"] as? [String: Any])
        #expect(start["frame"] as? Int == 0)
        #expect(abs((start["seconds"] as? Double ?? -1) - first) < 1e-6)
        let end = try #require(found.last?["end"] as? [String: Any])
        #expect(end["frame"] as? Int == frames)
      }
      let cut = try #require(
        (try box.json("out/documents/three.json")["segments"] as? [[String: Any]])?[1])
      #expect((cut["start"] as? [String: Any])?["frame"] as? Int == 30)
      let bad = try Tool.run(
        ["annotate", "late.csv", "--out", "late"], in: try late(box))
      #expect(bad.code == 2)
      #expect(bad.err.contains("no frame is shown from 99.0 s to 100.0 s"), "\(bad.story)")
    }
  }

  private func late(_ box: Sandbox) throws -> Sandbox {
    try box.write("late.csv", Array("path,start,end\nall.mp4,99,100\n".utf8))
    return box
  }

  @Test func `A LeRobot data set of version 2 is read by its own lists`() throws {
    try inSandbox { box in
      try box.write(
        "set/meta/info.json",
        Array(
          """
          {"codebase_version": "v2.1", "chunks_size": 1000, "video_path":
          "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4",
          "features": {"observation.images.top": {"dtype": "video"}}}
          """.utf8))
      try box.write(
        "set/meta/episodes.jsonl",
        Array("{\"episode_index\": 0, \"tasks\": [\"pour\"], \"length\": 20}\n".utf8))
      try FileManager.default.createDirectory(
        atPath: box.path("set/videos/chunk-000/observation.images.top"),
        withIntermediateDirectories: true)
      try box.copy(
        Sandbox.clip(0), as: "set/videos/chunk-000/observation.images.top/episode_000000.mp4")
      let run = try Tool.run(["annotate", "set", "--out", "out"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let dataset = try #require(
        try box.json("out/documents/episode_000000.json")["dataset"] as? [String: Any])
      #expect(dataset["tasks"] as? [String] == ["pour"])
    }
  }

  @Test func `Slurm gets an array and a merge, and its absence is said`() throws {
    try inSandbox { box in
      try box.makeDataSet(["a.mp4"])
      let command = ["annotate", "in", "--out", "out", "--engine", "slurm", "--shards", "3"]
      let before = try box.contents()
      let dry = try Tool.run(
        command + ["--dry-run", "--sbatch", "--partition=main", "--format", "vtt"], in: box)
      #expect(dry.code == 0, "\(dry.story)")
      for text in [
        "#SBATCH --array=0-2", "#SBATCH --requeue", "#SBATCH --partition=main",
        "--shard \"$SLURM_ARRAY_TASK_ID/3\" in --out out --format vtt", "--dependency=afterany:JOB",
        "annotate --merge \(box.path("out")) --format vtt",
      ] { #expect(dry.out.contains(text), "\(text)\n\(dry.story)") }
      try box.expectUntouched(before, dry.story)
      let absent = try Tool.run(command, in: box, environment: ["PATH": "/nowhere"])
      #expect(absent.code == 1, "\(absent.story)")
      #expect(absent.err.contains("sbatch"), "\(absent.story)")
    }
  }
}
