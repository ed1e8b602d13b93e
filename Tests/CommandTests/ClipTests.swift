import Foundation
import Testing

/// The clips of `skillet segment --clips`, as FFmpeg's own tool reads them.
@Suite struct ClipTests {
  /// Frames in a file by `ffprobe`.
  private func frames(_ path: String, in box: Sandbox) throws -> Int {
    let run = try Tool.shell(
      "ffprobe -v error -select_streams v:0 -count_frames -show_entries stream=nb_read_frames "
        + "-of default=nw=1:nk=1 \"$1\"", [path], in: box)
    return try #require(
      Int(run.out.trimmingCharacters(in: .whitespacesAndNewlines)), "\(run.story)")
  }

  @Test func eachSegmentIsAClipOfExactlyItsFrames() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      let run = try Tool.run(["segment", "demo.mp4", "--clips"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let segments = try Segments(try box.json("demo.skillet/segments.json"))
      let clips = try box.names().filter { $0.hasPrefix("demo.skillet/clips/") }.sorted()
      #expect(clips.count == segments.starts.count, "\(clips)")
      for (clip, (start, end)) in zip(clips, zip(segments.starts, segments.ends)) {
        #expect(try frames(clip, in: box) == end - start, "\(clip)")
        #expect(run.out.contains(clip), "\(run.out)")
      }
    }
  }

  @Test func copiedClipsSayHowFarTheirEndsMoved() throws {
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      let run = try Tool.run(["segment", "demo.mp4", "--clips", "--copy"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let lines = run.out.split(separator: "\n").filter { $0.contains("/clips/") }
      #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("starts ") && $0.contains("ends ") })
    }
  }

  @Test func fewerClipsThanBeforeLeaveNoneOfTheOldOnes() throws {
    try inSandbox { box in
      let video = try Fixture.scenes()
      for count in ["2", "0"] {
        let run = try Tool.run(
          ["segment", video, "--clips", "--count", count, "--out", "o", "--force"], in: box)
        #expect(run.code == 0, "\(run.story)")
      }
      let clips = try box.names().filter { $0.hasPrefix("o/clips/") }
      #expect(clips.count == 1, "\(clips)")
    }
  }
}
