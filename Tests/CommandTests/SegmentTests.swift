import Foundation
import Testing

/// What `skillet segment VIDEO` prints and writes.
@Suite struct SegmentTests {
  @Test func aVideoAloneGivesATableAndAFolder() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      let run = try Tool.run(["segment", "demo.mp4"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.err == "", "\(run.story)")
      #expect(
        try box.names() == [
          "demo.mp4", "demo.skillet", "demo.skillet/segments.json", "demo.skillet/signal.csv",
        ])
      let lines = run.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "demo.mp4: 64 x 36, 90 frames, 00:00:03.600, 25.00 a second")
      for word in ["start", "end", "length", "frames", "kind", "surprise", "confidence"] {
        #expect(lines[2].contains(word), "\(run.out)")
      }
      #expect(lines.allSatisfy { $0.count <= 100 }, "a line is too wide\n\(run.out)")
      let document = try box.json("demo.skillet/segments.json")
      let segments = try #require(document["segments"] as? [[String: Any]])
      #expect(run.out.contains("\n\(segments.count) segments\n"), "\(run.out)")
      #expect(
        run.out.hasSuffix("wrote\n  demo.skillet/segments.json\n  demo.skillet/signal.csv\n"),
        "\(run.out)")
    }
  }

  @Test func hardCutsAreFoundToTheFrame() throws {
    try inSandbox { box in
      let run = try Tool.run(["segment", Fixture.scenes(), "--json", "--out", "o"], in: box)
      let segments = try Segments(try run.json())
      #expect(
        Set(Fixture.cuts).isSubset(of: segments.starts), "\(segments.starts) \(run.story)")
      let shots = zip(segments.starts, segments.kinds).filter { $0.1 == "shot" }.map(\.0)
      #expect(shots == Fixture.cuts, "\(segments.starts) \(segments.kinds)")
    }
  }

  @Test func theDocumentHasTheKeysOfItsSchema() throws {
    try inSandbox { box in
      let run = try Tool.run(["segment", Fixture.scenes(), "--out", "deep/er/out"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let document = try box.json("deep/er/out/segments.json")
      #expect(Set(document.keys) == ["schema", "video", "method", "segments"])
      #expect(document["schema"] as? String == "skillet.segments/1")
      let video = try #require(document["video"] as? [String: Any])
      for key in [
        "path", "sha256", "width", "height", "rotation", "frames", "framesInHeader", "timeBase",
        "averageFrameRate", "variableFrameRate", "duration", "corruptFrames",
      ] {
        #expect(video[key] != nil, "video.\(key) is missing")
      }
      #expect((video["sha256"] as? String)?.count == 64)
      #expect(video["timeBase"] as? String == "1/12800")
      #expect(video["averageFrameRate"] as? String == "25/1")
      let method = try #require(document["method"] as? [String: Any])
      for key in [
        "name", "predictor", "features", "threshold", "sampleRate", "minLength", "maxLength",
        "seed", "version",
      ] {
        #expect(method[key] != nil, "method.\(key) is missing")
      }
      #expect(method["name"] as? String == "sbd")
      let first = try #require((document["segments"] as? [[String: Any]])?.first)
      for key in ["index", "start", "end", "skill", "label", "confidence", "surprise"] {
        #expect(first[key] != nil, "segments[0].\(key) is missing")
      }
      #expect(first["surprise"] is NSNull)
      #expect(Set((first["start"] as? [String: Any] ?? [:]).keys) == ["frame", "pts", "seconds"])
    }
  }

  @Test(arguments: ["fused", "online-predictor", "change"])
  func segmentsTileTheVideoWithEveryPredictor(predictor: String) throws {
    try inSandbox { box in
      let run = try Tool.run(
        ["segment", Fixture.scenes(), "--predictor", predictor, "--json", "--out", "o"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let document = try run.json()
      try Segments(document).expectTiling(story: run.story)
      let method = try #require(document["method"] as? [String: Any])
      #expect(method["predictor"] as? String == predictor)
    }
  }

  @Test func jsonIsOneDocumentAloneOnStandardOutput() throws {
    try inSandbox { box in
      let run = try Tool.run(["segment", Fixture.scenes(), "--json", "--out", "o"], in: box)
      #expect(run.code == 0)
      #expect(try Data(run.out.utf8) == box.data("o/segments.json"), "\(run.story)")
      let noisy = try Tool.run(
        ["segment", Fixture.scenes(), "--json", "--out", "p", "--verbose"], in: box)
      _ = try noisy.json()
      #expect(noisy.out == run.out)
      #expect(!noisy.err.isEmpty, "--verbose says nothing")
    }
  }

  @Test func jsonLinesAreOneSegmentEach() throws {
    try inSandbox { box in
      let run = try Tool.run(["segment", Fixture.scenes(), "--jsonl", "--out", "o"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let segments = try Segments(try box.json("o/segments.json"))
      let lines = run.out.split(separator: "\n")
      #expect(lines.count == segments.starts.count)
      for (line, start) in zip(lines, segments.starts) {
        let object = try jsonObject(Data(line.utf8), String(line))
        #expect((object["start"] as? [String: Any])?["frame"] as? Int == start)
      }
    }
  }

  @Test func theSignalExplainsEveryCut() throws {
    try inSandbox { box in
      _ = try Tool.run(["segment", Fixture.scenes(), "--out", "o"], in: box)
      let segments = try Segments(try box.json("o/segments.json"))
      let lines = try box.lines("o/signal.csv")
      #expect(lines[0].hasPrefix("frame,pts,seconds,surprise,threshold,boundary"))
      let rows = lines.dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      #expect(!rows.isEmpty)
      #expect(rows.allSatisfy { $0.count == lines[0].split(separator: ",").count })
      let frames = rows.compactMap { Int($0[0]) }
      #expect(frames == frames.sorted() && frames.count == rows.count)
      #expect(rows.allSatisfy { Int($0[1]) == Int($0[0]).map { $0 * 512 } }, "pts")
      let boundaries = rows.filter { $0[5] == "1" }
      #expect(boundaries.count == segments.starts.count - 1)
      for (row, start) in zip(boundaries, segments.starts.dropFirst()) {
        #expect(abs((Int(row[0]) ?? -9) - start) <= 1, "\(row)")
      }
    }
  }
}
