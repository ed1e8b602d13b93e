import Foundation
import Testing

/// The options of `skillet segment` that decide where a video is cut.
@Suite struct SegmentOptionsTests {
  /// The segments that `--json` prints.
  private func cut(
    _ options: [String], _ box: Sandbox, video: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws -> Segments {
    let run = try Tool.run(
      ["segment", video ?? Fixture.scenes(), "--json", "--out", "o", "--force"] + options, in: box)
    #expect(run.code == 0, "\(run.story)", sourceLocation: location)
    let segments = try Segments(try run.json())
    try segments.expectTiling(story: run.story, location: location)
    return segments
  }

  @Test(arguments: [0, 1, 2, 3])
  func countGivesThatManyBoundaries(count: Int) throws {
    try inSandbox { box in
      let segments = try cut(["--count", "\(count)"], box)
      #expect(segments.starts.count == count + 1)
    }
  }

  @Test func aCountBeyondWhatFitsIsSaid() throws {
    try inSandbox { box in
      let run = try Tool.run(
        ["segment", Fixture.still(), "--count", "40", "--out", "o"], in: box)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.err.contains(" of 40 boundaries"), "\(run.story)")
    }
  }

  @Test(arguments: ["3sigma", "1nats", "98%", "0.5sigma", "0%", "100%"])
  func aThresholdIsTakenAndStored(threshold: String) throws {
    try inSandbox { box in
      _ = try cut(["--threshold", threshold], box)
      let method = try #require(try box.json("o/segments.json")["method"] as? [String: Any])
      let stored = try #require(method["threshold"] as? [String: Any])
      let value = try #require(stored["value"] as? NSNumber).doubleValue
      let kind = try #require(stored["kind"] as? String)
      #expect(threshold.hasPrefix(value == value.rounded() ? "\(Int(value))" : "\(value)"))
      #expect(["sigma", "nats", "percent"].contains(kind))
    }
  }

  @Test(arguments: [
    ["--threshold", "3"], ["--threshold", "sigma"], ["--threshold", "-1sigma"],
    ["--threshold", "nansigma"], ["--threshold", "infnats"], ["--threshold", "101%"],
    ["--threshold", "3sigmas"], ["--threshold", ""], ["--count", "-1"], ["--count", "two"],
    ["--count", "2", "--threshold", "3sigma"], ["--predictor", "magic"],
    ["--sensitivity", "very"], ["--sample-rate", "0"], ["--sample-rate", "nan"],
    ["--min-length", "2 s"], ["--min-length", "-1s"], ["--max-length", "1.5"],
    ["--min-length", "2s", "--max-length", "1s"], ["--min-length", "9", "--max-length", "8"],
    ["--format", "csv,xml"], ["--format", ""], ["--copy"], ["--json", "--jsonl"],
    ["--threads", "0"], ["--seed", "-1"], ["--seed", "18446744073709551616"], ["--frobnicate"],
    ["--quiet", "--verbose"], ["another.mp4"], ["--out", ""], ["--out", "-"],
  ])
  func nonsenseIsAUsageErrorAndWritesNothing(options: [String]) throws {
    try inSandbox { box in
      try box.write("demo.mp4", [])
      let before = try box.contents()
      let run = try Tool.run(["segment", "demo.mp4"] + options, in: box)
      #expect(run.code == 64, "\(run.story)")
      #expect(run.out == "", "\(run.story)")
      #expect(run.err.hasPrefix("Error: "), "\(run.story)")
      try box.expectUntouched(before, run.story)
    }
  }

  @Test(arguments: ["fused", "online-predictor", "change"])
  func coarseCutsNoMoreThanFine(predictor: String) throws {
    try inSandbox { box in
      let counts = try ["coarse", "normal", "fine"].map {
        try cut(["--predictor", predictor, "--sensitivity", $0], box).starts.count
      }
      #expect(counts == counts.sorted(), "\(counts)")
    }
  }

  /// Its scores are logarithms, mostly below zero: their differences say how sure a cut is.
  @Test func anOnlinePredictorSaysHowSureItIs() throws {
    try inSandbox { box in
      let run = try Tool.run(
        [
          "segment", Fixture.scenes(), "--predictor", "online-predictor", "--threshold", "1sigma",
          "--min-length", "0.3s", "--json", "--out", "o",
        ], in: box)
      #expect(run.code == 0, "\(run.story)")
      let segments = try #require(try run.json()["segments"] as? [[String: Any]])
      let sure = segments.compactMap { $0["confidence"] as? Double }
      #expect(!sure.isEmpty && !sure.contains(0.5), "\(run.story)")
      #expect(sure.allSatisfy { $0 > 0 && $0 <= 1 }, "\(run.story)")
    }
  }

  @Test func noSegmentIsShorterThanTheShortest() throws {
    try inSandbox { box in
      for least in ["0.2s", "1s", "40", "00:00:02.000"] {
        let segments = try cut(["--min-length", least, "--threshold", "0.1sigma"], box)
        let limit: Double = ["0.2s": 0.2, "1s": 1, "40": 1.6, "00:00:02.000": 2][least] ?? 0
        // Nothing is asked of the first and the last, where the video itself may end.
        for seconds in segments.seconds.dropFirst().dropLast() {
          #expect(seconds.upperBound - seconds.lowerBound >= limit - 1e-3, "\(least) \(seconds)")
        }
      }
    }
  }

  @Test(arguments: ["0.5s", "1s", "10", "700ms"])
  func noSegmentIsLongerThanTheLongest(most: String) throws {
    try inSandbox { box in
      let segments = try cut(["--max-length", most, "--min-length", "0.1s"], box)
      let limit: Double = ["0.5s": 0.5, "1s": 1, "10": 0.4, "700ms": 0.7][most] ?? 0
      for seconds in segments.seconds {
        #expect(seconds.upperBound - seconds.lowerBound <= limit + 1e-3, "\(most) \(seconds)")
      }
      #expect(segments.kinds.contains("limit"))
      #expect(segments.kinds[0] == nil)
    }
  }

  @Test func aLongestOfNothingCutsAtEveryFrame() throws {
    try inSandbox { box in
      let segments = try cut(["--min-length", "0s", "--max-length", "0s"], box)
      #expect(segments.starts.count == 90)
    }
  }

  @Test func anUneventfulVideoIsOneSegment() throws {
    try inSandbox { box in
      for predictor in ["fused", "online-predictor", "change"] {
        let segments = try cut(["--predictor", predictor], box, video: Fixture.still())
        #expect(segments.starts == [0], "\(predictor)")
      }
    }
  }

  @Test(arguments: ["1", "5", "12.5", "1000"])
  func anySampleRateTilesTheVideo(rate: String) throws {
    try inSandbox { box in
      let segments = try cut(["--sample-rate", rate], box)
      #expect(segments.frames == 90)
    }
  }
}
