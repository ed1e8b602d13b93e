import Foundation
import Testing

/// Damaged and strange videos give what they hold and say what is wrong with them.
@Suite struct DamageTests {
  /// A stream whose index stands at its front, so that its end may be missing.
  private func streamed() throws -> [UInt8] {
    let path = try Fixture.make(
      "front.mp4",
      "-f lavfi -i testsrc2=s=64x36:r=25:d=4 -c:v mpeg4 -q:v 3 -g 12 -movflags +faststart")
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func expectResult(
    _ name: String, frames: ClosedRange<Int>, in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try Tool.run(["segment", name, "--json", "--out", "out", "--report"], in: box)
    #expect(run.code == 0, "\(run.story)", sourceLocation: location)
    let document = try run.json()
    let segments = try Segments(document)
    try segments.expectTiling(story: run.story, location: location)
    #expect(frames.contains(segments.frames), "\(segments.frames)", sourceLocation: location)
    let video = try #require(document["video"] as? [String: Any])
    let faults = try #require(video["faults"] as? [String])
    #expect(!faults.isEmpty, "\(run.story)", sourceLocation: location)
    #expect(
      run.complaints == faults.map { "skillet: warning: \(name): \($0)" }, "\(run.story)",
      sourceLocation: location)
    let quiet = try Tool.run(["segment", name, "--quiet", "--out", "quiet"], in: box)
    #expect(quiet.code == 0 && quiet.err == "", "\(quiet.story)", sourceLocation: location)
  }

  @Test func aTruncatedVideoGivesWhatItHas() throws {
    try inSandbox { box in
      let whole = try streamed()
      try box.write("cut.mp4", whole.prefix(whole.count * 6 / 10))
      try expectResult("cut.mp4", frames: 10...90, in: box)
    }
  }

  @Test func aCorruptedVideoGivesAResultAndAWarning() throws {
    try inSandbox { box in
      var bytes = try streamed()
      let seed: UInt64 = 7
      var state = seed
      for i in stride(from: bytes.count * 6 / 10, to: bytes.count * 7 / 10, by: 3) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[i] = UInt8(truncatingIfNeeded: state >> 33)
      }
      try box.write("corrupt.mp4", bytes)
      try expectResult("corrupt.mp4", frames: 60...100, in: box)
    }
  }

  @Test(arguments: ["one.mp4", "one.mkv", "one.png", "one.gif"])
  func aSingleFrameIsOneSegment(name: String) throws {
    try inSandbox { box in
      try box.copy(
        Fixture.make(name, "-f lavfi -i testsrc2=s=64x36:r=25:d=1 -frames:v 1"), as: name)
      for predictor in ["fused", "online-predictor", "change"] {
        let run = try Tool.run(
          [
            "segment", name, "--json", "--report", "--predictor", predictor, "--out", predictor,
            "--format", "csv,vtt,mstcn", "--count", "3",
          ], in: box)
        #expect(run.code == 0, "\(run.story)")
        let segments = try Segments(try run.json())
        #expect(segments.starts == [0] && segments.ends == [1], "\(run.story)")
        #expect(try box.lines("\(predictor)/segments.txt").count == 1)
      }
      let features = try Tool.run(["features", name, "--out", "f.npy"], in: box)
      #expect(features.code == 0, "\(features.story)")
      #expect(try Tool.run(["inspect", name], in: box).code == 0)
    }
  }

  @Test func aVideoOfNoLengthWorksAndSaysThatItsTimesAreMadeUp() throws {
    try inSandbox { box in
      var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Fixture.still())))
      let name = Array("stts".utf8)
      let at = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
      bytes.replaceSubrange(at + 16..<at + 20, with: [0, 0, 0, 0])
      try box.write("zero.mp4", bytes)
      let run = try Tool.run(["segment", "zero.mp4", "--json", "--out", "o", "--report"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let segments = try Segments(try run.json())
      try segments.expectTiling(story: run.story)
      #expect(segments.frames == 50)
      #expect(run.err.contains("skillet: warning: zero.mp4: "), "\(run.story)")
    }
  }
}
