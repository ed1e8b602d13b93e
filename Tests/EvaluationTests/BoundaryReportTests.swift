import Annotations
import Evaluation
import LinearAlgebra
import Testing

@Suite struct BoundaryReportTests {
  static let videos = [
    EvaluatedVideo(
      name: "a", frames: 1200, frameRate: 20, predicted: [100, 305, 700], truth: [102, 300, 900]),
    EvaluatedVideo(name: "b", frames: 1200, frameRate: 20, predicted: [600], truth: [600]),
  ]

  @Test func `counts, means and pooled scores are as by hand`() throws {
    let report = try BoundaryReport(Self.videos)
    #expect(report.videos.map(\.boundaries.matched) == [2, 1])
    let mean = (2.0 / 3 + 1) / 2
    #expect(report.f1.mean == mean)
    #expect(report.pooled.f1 == 0.75)
    #expect(report.meanDistance == 7.0 / 3)
    #expect(report.extraPerMinute == 0.5)
    // a: [0,100) and [100,305) overlap their truths, [305,700) and [700,1200) do so by 0.66, 0.6.
    #expect(report.videos.map(\.segments.matched) == [4, 2])
    #expect(report.segmentalF1.mean == 1)
    #expect(report.uniform.f1 == mean)
    #expect(report.random.f1 < 0.1)
  }

  @Test func `a tolerance in seconds follows each video's rate`() throws {
    var videos = Self.videos
    videos[1].frameRate = 40
    let settings = BoundaryProtocol(tolerance: .seconds(0.25))
    let report = try BoundaryReport(videos, settings: settings)
    #expect(report.videos.map(\.tolerance) == [5, 10])
    videos[1].frameRate = nil
    #expect(throws: EvaluationError.self) { try BoundaryReport(videos, settings: settings) }
    #expect(try BoundaryReport(videos).extraPerMinute == nil)
    #expect(throws: EvaluationError.self) { try BoundaryReport([]) }
  }

  @Test func `a video of one skill counts only what is extra`() throws {
    let single = EvaluatedVideo(
      name: "s", frames: 600, frameRate: 20, predicted: [100, 200], truth: [])
    let report = try BoundaryReport([single])
    #expect(report.extraPerMinute == 4)
    #expect(report.f1.mean == 0)
    var quiet = single
    quiet.predicted = []
    #expect(try BoundaryReport([quiet]).f1.mean == 1)
    #expect(try BoundaryReport([quiet]).uniform.f1 == 1)
  }

  @Test func `tolerated places are neither right nor wrong`() throws {
    let video = EvaluatedVideo(
      name: "t", frames: 600, frameRate: 30, predicted: [84, 152, 240, 400], truth: [241],
      tolerated: [150...180, 80...80])
    let report = try BoundaryReport([video])
    #expect(report.pooled == DetectionScore(matched: 1, predicted: 2, truth: 1))
    #expect(report.pooled.extra == 1)
  }

  @Test(arguments: 0..<40) func `counting pairs is scoring without the pairs`(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let counts = (generator.next(below: 12), generator.next(below: 12))
    let truth = Baselines.randomBoundaries(
      count: counts.0, frames: 200, seed: UInt64(seed), draws: 1)[0]
    let predicted = Baselines.randomBoundaries(
      count: counts.1, frames: 200, seed: UInt64(seed) + 1000, draws: 1)[0]
    var video = EvaluatedVideo(
      name: "v", frames: 200, frameRate: 20, predicted: predicted, truth: truth)
    let fast = try BoundaryReport([video], settings: BoundaryProtocol(randomDraws: 5))
    // A tolerated place beyond the video changes nothing but the way of counting.
    video.tolerated = [100_000...100_000]
    let slow = try BoundaryReport([video], settings: BoundaryProtocol(randomDraws: 5))
    #expect(fast == slow, "seed \(seed)")
  }

  @Test func `the report prints and is JSON`() throws {
    let report = try BoundaryReport(Self.videos)
    let lines = report.text.split(separator: "\n")
    #expect(lines[0].hasPrefix("video"))
    #expect(report.text.contains("uniform F1 0.833"))
    #expect(report.text.contains("extra boundaries: 1, 0.50 a minute"))
    let json = try JSONValue(parsing: report.json.text())
    #expect(json["mean"]?["f1"]?["mean"]?.number == report.f1.mean)
    #expect(json["protocol"]?["toleranceInFrames"]?.number == 5)
    #expect(json["videos"]?.array?.count == 2)
  }

  @Test func `the same input and seed give the same bytes`() throws {
    let texts = try (0..<2).map { _ in try BoundaryReport(Self.videos).json.text() }
    #expect(texts[0] == texts[1])
  }
}
