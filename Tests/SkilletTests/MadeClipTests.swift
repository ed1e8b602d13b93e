import Annotations
import Frames
import Skillet
import Testing

/// Events that are made to look like boundaries, and boundaries that are made, through the whole
/// pipeline with its default settings.
@Suite struct MadeClipTests {
  /// Frame and kind of every boundary.
  private func cuts(_ path: String) throws -> [(frame: Int, seconds: Double, kind: BoundaryKind?)] {
    let document = try SegmentResult(path).document
    #expect(document.segments.last?.end.index == document.video.frames)
    return document.segments.dropFirst().map { ($0.start.index, $0.start.seconds, $0.kind) }
  }

  /// A textured still, held; `filters` act on frame number `n` and time `t`.
  private func held(
    _ filters: String, rate: Int = 30, frames: Int, noise: Int = 8
  ) throws -> String {
    let grain = noise > 0 ? "," + MadeClip.noise(noise) : ""
    return try MadeClip.make(
      "-f lavfi -i color=gray:s=512x288:r=\(rate)",
      "[0]\(MadeClip.texture),setpts=N/\(rate)/TB,\(filters)\(grain)[v]",
      "-r \(rate) -frames:v \(frames)")
  }

  @Test func anEntirelyStillVideoIsOneSegment() throws {
    #expect(try cuts(held("scale=128:72", frames: 90, noise: 0)).isEmpty)
  }

  @Test(arguments: [1, 2, 3]) func aVideoOfAFewFramesIsOneSegment(frames: Int) throws {
    #expect(try cuts(held("scale=128:72", frames: frames)).isEmpty)
  }

  @Test(arguments: [60, 150, 240, 480]) func aCameraPanDoesNotCut(speed: Int) throws {
    // Still, panned at `speed` pixels of 128 a second through a wider still, still again.
    let path = try held(
      "crop=128:72:'min(max(t-1.5,0)*\(speed),370)':100", frames: 120)
    #expect(try cuts(path).isEmpty, "\(speed) pixels a second")
  }

  @Test(arguments: [24, 30, 60]) func aFlashDoesNotCut(rate: Int) throws {
    let path = try held(
      "scale=128:72,eq=brightness='if(eq(n,\(3 * rate / 2)),0.8,0)':eval=frame", rate: rate,
      frames: 3 * rate)
    #expect(try cuts(path).isEmpty, "at \(rate) frames a second")
  }

  @Test(arguments: [
    "if(gte(t,1.5),0.15,0)", "if(gte(t,1.5),-0.15,0)", "0.2*min(max(t-1,0),1)",
    "-0.2*min(max(t-1,0)*2,1)",
  ]) func aChangeOfExposureDoesNotCut(brightness: String) throws {
    let path = try held("scale=128:72,eq=brightness='\(brightness)':eval=frame", frames: 90)
    #expect(try cuts(path).isEmpty, "\(brightness)")
  }

  /// Two moving scenes; the second one begins at 1.5 s.
  private func twoScenes(rate: Int, _ after: String = "null", _ output: String = "") throws
    -> String
  {
    let half = 3 * rate / 2
    return try MadeClip.make(
      "-f lavfi -i testsrc2=s=128x72:r=\(rate) -f lavfi -i color=gray:s=512x288:r=\(rate)",
      "[0]trim=end_frame=\(half)[a];[1]\(MadeClip.texture),setpts=N/\(rate)/TB,"
        + "trim=end_frame=\(half),crop=128:72:n:n/2,setsar=1[b];"
        + "[a][b]concat=n=2,setsar=1,\(after)[v]",
      output)
  }

  @Test(arguments: [24, 30, 60]) func aHardCutIsAShotExactToTheFrame(rate: Int) throws {
    let shots = try cuts(twoScenes(rate: rate)).filter { $0.kind == .shot }
    #expect(shots.map(\.frame) == [3 * rate / 2], "at \(rate) frames a second")
  }

  @Test func aHardCutIsExactAtAVariableRate() throws {
    // Every fifth frame is missing: 24 a second in the mean, the cut at 45 * 4 / 5 = frame 36.
    let path = try twoScenes(rate: 30, "select='mod(n,5)-3'", "-fps_mode vfr")
    let shots = try cuts(path).filter { $0.kind == .shot }
    #expect(shots.map(\.frame) == [36])
    #expect(shots.allSatisfy { abs($0.seconds - 1.5) < 1e-3 })
  }

  enum Rate: String, CaseIterable, Sendable {
    case film, video, fast, variable
    var framesPerSecond: Int {
      switch self {
      case .film: 24
      case .fast: 60
      case .video, .variable: 30
      }
    }
  }

  /// A picture in front of another that rests, moves right from 2 s to 3.5 s, rests, and moves
  /// down from 6 s to 7 s.
  private func moving(_ rate: Rate) throws -> [Double] {
    let fps = rate.framesPerSecond
    let x = "2+60*min(max((t-2)/1.5,0),1)"
    let y = "2+28*min(max(t-6,0),1)"
    let drop = rate == .variable ? ",select='mod(n,5)-3'" : ""
    let path = try MadeClip.make(
      "-f lavfi -i color=gray:s=128x72:r=\(fps) -f lavfi -i testsrc2=s=64x40:r=\(fps)",
      "[0]\(MadeClip.texture),setpts=N/\(fps)/TB[b];"
        + "[1]trim=end_frame=1,loop=loop=-1:size=1,setpts=N/\(fps)/TB[s];"
        + "[b][s]overlay=x='\(x)':y='\(y)':eval=frame:shortest=1,\(MadeClip.noise(6))\(drop)[v]",
      rate == .variable ? "-t 9 -fps_mode vfr" : "-t 9 -r \(fps)")
    return try cuts(path).map(\.seconds)
  }

  @Test func theSameEventsGiveTheSameBoundariesAtAnyRate() throws {
    let times = try Rate.allCases.map { try moving($0) }
    #expect(times[0].count == 2, "\(times)")
    for (rate, found) in zip(Rate.allCases, times) {
      #expect(found.count == times[0].count, "\(rate): \(times)")
      for (a, b) in zip(found, times[0]) {
        #expect(abs(a - b) <= 1 / 24.0 + 1e-6, "\(rate): \(times)")
      }
    }
  }

  @Test(arguments: ["crafter", "metaworld"]) func repeatedFramesMoveHardlyABoundary(name: String)
    throws
  {
    let native = try GoldenDetection(name).video
    let filled = try MadeClip.make("-i \(native)", "[0]null[v]", "-r 60")
    let times = try cuts(filled).map(\.seconds)
    let cuts = try cuts(native).map(\.seconds)
    let kept = cuts.filter { cut in times.contains { abs($0 - cut) <= 0.05 } }
    let samples = try VideoAnalysis(filled).sampleFrames.count
    let frames = try VideoAnalysis(native).sampleFrames.count
    #expect(abs(samples - frames) <= frames / 4, "\(name): \(frames) frames, \(samples) samples")
    // Another coding may move a score over or under the threshold, once.
    #expect(kept.count >= cuts.count - 1, "\(name): \(cuts) became \(times)")
  }
}
