import Annotations
import Evaluation
import Testing

@Suite struct EventBoundaryTests {
  private func f1(
    _ raters: [[Double]], _ predicted: [Double], _ threshold: Double = 0.05
  ) throws -> Double? {
    let video = EventVideo(name: "v", duration: 10, predicted: predicted, raters: raters)
    return try EventBoundaryProtocol(thresholds: [threshold]).score([video]).figures[0]
      .score(ofVideo: 0)
  }

  @Test func `the rater with the highest F1 counts`() throws {
    #expect(try f1([[1, 5], [8]], [8.2]) == 100)
    #expect(try f1([[1, 5], [8]], [1.2, 5]) == 100)
  }

  @Test func `the limit is inclusive and relative to the duration`() throws {
    #expect(try f1([[5]], [5.5]) == 100)
    #expect(try f1([[5]], [5.51]) == 0)
    #expect(try f1([[5]], [5.51], 0.1) == 100)
  }

  // The first boundary takes the only near prediction; one-to-one matching would find both.
  @Test func `boundaries take the nearest prediction in their own order`() throws {
    #expect(try f1([[5, 5.4]], [5.2, 4.6]) == 50)
  }

  @Test func `a prediction outside the video is dropped, and none left is a miss`() throws {
    #expect(try f1([[5]], [5, 11, -1]) == 100)
    #expect(try f1([[5], [1, 2]], [11]) == 0)
  }

  @Test func `raters who disagree leave their video out`() throws {
    var videos = (0..<3).map {
      EventVideo(name: "\($0)", duration: 10, predicted: [5], raters: [[5]], consistency: 0.3)
    }
    videos[1].consistency = 0.299
    videos[2].predicted = nil
    let report = try EventBoundaryProtocol().score(videos)
    #expect(report.videos == ["0"] && report.value("f1At0.05") == 100)
    let counted = try EventBoundaryProtocol(countsMissing: true).score(videos)
    #expect(counted.videos == ["0", "2"])
    #expect(counted.value("f1At0.05").map { abs($0 - 200.0 / 3) < 1e-9 } == true)
    #expect(throws: EvaluationError.self) { try EventBoundaryProtocol().score([videos[1]]) }
  }

  @Test func `the script's matrix with deleted columns finds the same`() throws {
    let golden = try EvaluationGoldens.value("events")
    let thresholds = try #require(golden["thresholds"]).numbers
    let cases = try #require(golden["cases"]?.array)
    #expect(!cases.isEmpty)
    for (index, one) in cases.enumerated() {
      let videos = try #require(one["videos"]?.array).enumerated().map { place, video in
        EventVideo(
          name: "\(place)", duration: video["duration"]?.number ?? 0,
          predicted: video["predicted"]?.numbers ?? [],
          raters: video["raters"]?.array?.map(\.numbers) ?? [],
          consistency: video["consistency"]?.number)
      }
      let report = try EventBoundaryProtocol(thresholds: thresholds).score(videos)
      let expected = try #require(one["f1"]).numbers
      for (figure, value) in zip(report.figures, expected) {
        let found = try #require(figure.estimate(report.bootstrap)?.mean)
        #expect(abs(found - value) < 1e-9, "case \(index), \(figure.title)")
      }
      let mean = expected.reduce(0, +) / Double(expected.count)
      #expect(report.value("f1Average").map { abs($0 - mean) < 1e-9 } == true)
    }
  }
}
