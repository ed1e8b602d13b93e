import Foundation
import Testing

/// The further files of `skillet segment --format`.
@Suite struct SegmentFormatTests {
  /// Runs with formats and gives the segments of the document.
  private func write(_ formats: String, _ box: Sandbox) throws -> Segments {
    let run = try Tool.run(
      ["segment", Fixture.scenes(), "--out", "o", "--format", formats], in: box)
    #expect(run.code == 0, "\(run.story)")
    for name in try box.names() where name.hasPrefix("o/") {
      #expect(run.out.contains("  \(name)\n"), "\(name) is not named: \(run.out)")
    }
    return try Segments(try box.json("o/segments.json"))
  }

  @Test func onlyWhatIsAskedForIsWritten() throws {
    try inSandbox { box in
      _ = try write("vtt,segments,vtt", box)
      #expect(
        try box.names() == ["o", "o/segments.json", "o/segments.vtt", "o/signal.csv"])
    }
  }

  @Test func theSceneListCountsFromOneAndIncludesItsEnd() throws {
    try inSandbox { box in
      let segments = try write("csv", box)
      let lines = try box.lines("o/segments.csv")
      #expect(lines[0].hasPrefix("Timecode List:"))
      #expect(lines.count == segments.starts.count + 2)
      for (line, (start, end)) in zip(lines.dropFirst(2), zip(segments.starts, segments.ends)) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        #expect(Int(fields[1]) == start + 1 && Int(fields[4]) == end, "\(line)")
        #expect(Int(fields[7]) == end - start, "\(line)")
        #expect(Double(fields[3]) == Double(start) / 25, "\(line)")
      }
    }
  }

  @Test func captionsHaveTheTimesOfTheSegments() throws {
    try inSandbox { box in
      let segments = try write("vtt", box)
      let lines = try box.lines("o/segments.vtt")
      #expect(lines[0] == "WEBVTT")
      let times = lines.filter { $0.contains("-->") }
      #expect(times.count == segments.starts.count)
      for (line, seconds) in zip(times, segments.seconds) {
        let ends = line.components(separatedBy: " --> ").map(Self.seconds)
        #expect(ends == [seconds.lowerBound, seconds.upperBound], "\(line)")
      }
    }
  }

  @Test func labelsAreOneLineAFrame() throws {
    try inSandbox { box in
      let segments = try write("mstcn", box)
      let lines = try box.lines("o/segments.txt")
      #expect(lines.count == 90)
      #expect(lines.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
      let starts = lines.indices.filter { $0 == 0 || lines[$0] != lines[$0 - 1] }
      #expect(starts == segments.starts)
    }
  }

  @Test func ffmpegReadsTheCaptions() throws {
    try inSandbox { box in
      _ = try write("vtt", box)
      try Fixture.run(
        "ffmpeg", ["-v", "error", "-i", box.path("o/segments.vtt"), box.path("again.srt")])
      #expect(try box.text("again.srt").contains("00:00:01,200"))
    }
  }

  private static func seconds(_ clock: String) -> Double {
    clock.split(separator: ":").reduce(0) { $0 * 60 + (Double($1) ?? .nan) }
  }
}
