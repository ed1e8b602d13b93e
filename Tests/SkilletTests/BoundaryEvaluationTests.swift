import Annotations
import Evaluation
import Foundation
import Frames
import Skillet
import Testing

@Suite struct BoundaryEvaluationTests {
  /// A folder of its own with the files given.
  static func folder(_ files: [String: String]) throws -> String {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-evaluate-\(UUID().uuidString)")
    for (name, text) in files {
      let url = root.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return root.path
  }

  /// A document of a video at 30 frames a second, cut at frames, of the kinds given in turn.
  static func document(
    _ video: String, frames: Int, cuts: [Int], kinds: [BoundaryKind] = [.skill]
  ) throws -> String {
    let base = Rational(1, 30)
    func time(_ frame: Int) -> FrameTime {
      FrameTime(index: frame, pts: Int64(frame), timeBase: base)
    }
    let bounds = [0] + cuts + [frames]
    let segments = zip(bounds, bounds.dropFirst()).enumerated().map { index, pair in
      Segment(
        index: index, start: time(pair.0), end: time(pair.1),
        kind: index > 0 ? kinds[(index - 1) % kinds.count] : nil)
    }
    return try SegmentsDocument(
      video: VideoInfo(
        path: "videos/\(video).mp4", width: 64, height: 36, frames: frames, timeBase: base,
        averageFrameRate: Rational(30, 1), duration: Double(frames) / 30),
      method: Method(
        name: "sbd", predictor: "p", features: "f", threshold: .init(kind: "sigma", value: 3),
        sampleRate: 5, minLength: 1, maxLength: 120, version: "0.1.0"),
      segments: segments
    ).text()
  }

  static let truth = """
    {"a": {"fps": 30, "frames": 300, "segments": [{"start": 0, "end": 100},
                                                   {"start": 100, "end": 300}]},
     "b.mp4": {"fps": 30, "frames": 600, "hard_cuts": [400], "ambiguous": [[50, 60]]}}
    """

  @Test func `documents in folders and other files meet their truth by name`() throws {
    let root = try Self.folder([
      "out/a.skillet/segments.json": Self.document("a", frames: 300, cuts: [103]),
      "out/a.skillet/signal.csv": "frame\n", "out/a.skillet/report.html": "<p>",
      "out/b-Scenes.csv": "Start Frame,End Frame\n1,55\n56,400\n401,600\n",
      "truth.json": Self.truth,
    ])
    let evaluation = try BoundaryEvaluation(
      predicted: [root + "/out"], truth: [root + "/truth.json"])
    #expect(evaluation.report.videos.map(\.name) == ["a", "b"])
    #expect(evaluation.report.pooled == DetectionScore(matched: 2, predicted: 2, truth: 2))
    #expect(evaluation.notes.isEmpty)
    let strict = try BoundaryEvaluation(
      predicted: [root + "/out/a.skillet"], truth: [root + "/truth.json"],
      settings: BoundaryProtocol(tolerance: .seconds(0.0667)))
    #expect(strict.report.pooled.matched == 0)
    #expect(strict.notes.count == 1 && strict.notes[0].contains("b"))
  }

  @Test func `times become frames at the truth's rate`() throws {
    let root = try Self.folder([
      "a.vtt": """
      WEBVTT

      00:00.000 --> 00:03.333
      x

      00:03.333 --> 00:10.000
      y
      """, "truth.json": Self.truth,
    ])
    let evaluation = try BoundaryEvaluation(
      predicted: [root + "/a.vtt"], truth: [root + "/truth.json"],
      settings: BoundaryProtocol(tolerance: .frames(0)))
    #expect(evaluation.report.pooled.f1 == 1)
  }

  @Test func `a kind keeps only its boundaries`() throws {
    let text = try Self.document("b", frames: 600, cuts: [200, 400, 500], kinds: [.skill, .shot])
    let root = try Self.folder(["b.json": text, "truth.json": Self.truth])
    let shots = try BoundaryEvaluation(
      predicted: [root + "/b.json"], truth: [root + "/truth.json"], kind: .shot)
    #expect(shots.report.pooled == DetectionScore(matched: 1, predicted: 1, truth: 1))
    let all = try BoundaryEvaluation(
      predicted: [root + "/b.json"], truth: [root + "/truth.json"])
    #expect(all.report.pooled.extra == 2)
    #expect(all.report.extraPerMinute == 6)
  }

  @Test func `truth none counts every boundary as extra`() throws {
    let text = try Self.document("solo", frames: 900, cuts: [300])
    let root = try Self.folder(["x.json": text])
    let evaluation = try BoundaryEvaluation(predicted: [root], truth: ["none"])
    #expect(evaluation.report.extraPerMinute == 2)
  }

  @Test func `truth without a name goes with the only prediction`() throws {
    let root = try Self.folder([
      "robot/segments.json": """
      {"fps": 30, "frames": 300, "segments": [{"start": 0, "end": 9}, {"start": 9, "end": 300}]}
      """, "p/view.txt": String(repeating: "a\n", count: 9) + String(repeating: "b\n", count: 291),
    ])
    let evaluation = try BoundaryEvaluation(predicted: [root + "/p"], truth: [root + "/robot"])
    #expect(evaluation.report.f1.mean == 1)
  }

  @Test func `what does not fit together is told with its exit code`() throws {
    let root = try Self.folder([
      "c.json": Self.document("c", frames: 300, cuts: []), "truth.json": Self.truth,
      "a.json": Self.document("a", frames: 90, cuts: []), "a.txt": "x\ny\n", "empty/x.md": "",
      "b.json": Self.document("b", frames: 300, cuts: []), "bad.txt": "x\n\ny\n",
    ])
    let truth = [root + "/truth.json"]
    func code(_ predicted: [String], _ truth: [String]) -> SkilletError.Code? {
      let error = #expect(throws: SkilletError.self) {
        try BoundaryEvaluation(predicted: predicted.map { root + "/" + $0 }, truth: truth)
      }
      #expect(error?.description.contains(root) == true)
      return error?.code
    }
    #expect(code(["missing.json"], truth) == .noInput)
    #expect(code(["empty"], truth) == .noInput)
    #expect(code(["c.json"], truth) == .badData)
    #expect(code(["bad.txt"], truth) == .badData)
    #expect(code(["a.json", "a.txt"], truth) == .badData)
    #expect(code(["a.txt"], truth + truth) == .badData)
    #expect(code(["truth.json"], truth) == .badData)
    let short = try BoundaryEvaluation(predicted: [root + "/a.json"], truth: truth)
    #expect(short.notes.contains { $0.contains("300 frames") })
  }
}
