import Evaluation
import Testing

@Suite struct SamplingRatesTests {
  private func score(
    _ predicted: [Int], _ truth: [Int], rates: [Double], tolerance: Double, frames: Int = 3000
  ) throws -> ScoreReport {
    try SamplingRates(rates: rates, tolerance: tolerance, randomDraws: 2).score([
      EvaluatedVideo(
        name: "v", frames: frames, frameRate: 30, predicted: predicted, truth: truth)
    ])
  }

  @Test func `at or above a video's own rate its frames decide`() throws {
    for rate in [30.0, 60] {
      let report = try score([100, 215], [100, 200], rates: [rate], tolerance: 0.25)
      #expect(report.value("f1") == 0.5)
    }
    #expect(try score([100, 215], [100, 200], rates: [30], tolerance: 0.5).value("f1") == 1)
  }

  // 15 frames are half a second: at 1 sample a second two of the four grids put both on one sample.
  @Test func `whether two boundaries share a sample is averaged over grids`() throws {
    let report = try score([215], [200], rates: [1], tolerance: 0)
    #expect(report.value("f1") == 0.5)
    #expect(try score([215], [200], rates: [1], tolerance: 1).value("f1") == 1)
  }

  @Test func `equal boundaries are equal at every rate, and far ones at none`() throws {
    let rates = [1.0, 2, 5, 10, 30]
    let boundaries = [40, 333, 1200, 2222]
    #expect(try score(boundaries, boundaries, rates: rates, tolerance: 0).value("f1") == 1)
    let report = try score([700], [100], rates: rates, tolerance: 1)
    #expect(report.value("f1") == 0)
    #expect(report.figures.map(\.key).contains("f1At5Hz"))
  }

  @Test func `boundaries that no sample shows are gone on both sides`() throws {
    // A prediction 3 frames before the end falls behind the last sample of each grid.
    let report = try score([600, 2998], [600], rates: [1], tolerance: 0)
    #expect(report.value("f1") == 1)
  }

  @Test func `the score of a video is the mean over rates`() throws {
    let report = try score([215, 900], [200, 900], rates: [1, 30], tolerance: 0)
    let each = ["f1At1Hz", "f1At30Hz"].compactMap { report.value($0) }
    #expect(each.count == 2 && report.value("f1") == (each[0] + each[1]) / 2)
  }

  @Test func `without a frame rate there is nothing to sample`() {
    #expect(throws: EvaluationError.self) {
      try SamplingRates().score([
        EvaluatedVideo(name: "v", frames: 10, frameRate: nil, predicted: [], truth: [])
      ])
    }
  }
}
