internal import Annotations

/// `boundary --rates`: the quality of boundaries averaged over the rates at which they might have
/// been sampled.
///
/// A score at a fixed tolerance favours whoever samples as the annotators did. So both sides are
/// laid on a grid of r samples a second before they are compared: a boundary becomes the first
/// sample that shows the new segment; boundaries that share a sample become one, and those before
/// the first or behind the last sample are gone, on both sides alike. The tolerance stays in
/// seconds and so allows `floor(tolerance r)` samples. Whether two near boundaries fall on one
/// sample depends on where the grid begins: each rate is scored at `phases` equally spaced
/// beginnings and averaged, so two boundaries d seconds apart share a sample with probability
/// `max(0, 1 - d r)`. A rate at or above a video's own leaves its frames as they are; nothing is
/// made finer than it is. The score of a video is the mean over rates.
public struct SamplingRates: Sendable, Hashable {
  /// Samples a second, each above 0.
  public var rates: [Double]
  /// How far boundaries may be apart, in seconds, inclusive.
  public var tolerance: Double
  /// How many beginnings of the grid are averaged over.
  public var phases: Int
  /// The intersection over union at which two segments are the same.
  public var iou: Double
  /// How intervals over videos are found.
  public var bootstrap: Bootstrap
  /// How many random cuts are averaged over.
  public var randomDraws: Int

  /// Chooses rates.
  public init(
    rates: [Double] = [1, 2, 5, 10, 30], tolerance: Double = 1, phases: Int = 4, iou: Double = 0.5,
    bootstrap: Bootstrap = Bootstrap(), randomDraws: Int = 50
  ) {
    self.rates = rates
    self.tolerance = tolerance
    self.phases = phases
    self.iou = iou
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }

  /// Scores videos; throws where there is none, or one has no frames or no frame rate.
  public func score(_ videos: [EvaluatedVideo]) throws(EvaluationError) -> ScoreReport {
    var own: [[Parts]] = []
    var (uniform, random): ([[Parts]], [[Parts]]) = ([], [])
    for (index, video) in videos.enumerated() {
      guard video.frames > 0, let rate = video.frameRate else {
        throw EvaluationError(
          video: video.name, reason: "its length or its frame rate is not known",
          advice: "give --frame-rate")
      }
      let count = video.truth.count
      let draws = Baselines.randomBoundaries(
        count: count, frames: video.frames, seed: bootstrap.seed &+ UInt64(index),
        draws: max(1, randomDraws))
      let even = Baselines.uniformBoundaries(count: count, frames: video.frames)
      own.append(rates.map { parts(video, video.predicted, $0, rate) })
      uniform.append(rates.map { parts(video, even, $0, rate) })
      random.append(
        rates.map { sampled in Parts.mean(draws.map { parts(video, $0, sampled, rate) }) })
    }
    func figure(_ key: String, _ title: String, _ part: ([Parts]) -> Double) -> Figure {
      Figure(
        key: key, title: title, unit: .share, averaging: .mean,
        ratios: own.map { Ratio(part($0), 1) }, emptyScore: nil,
        uniform: uniform.map { Ratio(part($0), 1) }, random: random.map { Ratio(part($0), 1) })
    }
    let each = rates.enumerated().map { index, rate in
      let text = rate.formatted(decimals: 3)
      return figure("f1At\(text)Hz", "F1@\(text)Hz") { $0[index].f1 }
    }
    return try ScoreReport(
      name: "boundary over sampling rates", rules: rules, settings: json,
      videos: videos.map(\.name),
      figures: [
        figure("f1", "F1") { Parts.mean($0).f1 },
        figure("segmentalF1", "segF1") { Parts.mean($0).segmentalF1 },
      ] + each, bootstrap: bootstrap)
  }

  /// What boundaries score at one rate.
  private struct Parts {
    var f1: Double
    var segmentalF1: Double

    static func mean(_ parts: [Parts]) -> Parts {
      let count = Double(parts.count)
      return Parts(
        f1: parts.map(\.f1).reduce(0, +) / count,
        segmentalF1: parts.map(\.segmentalF1).reduce(0, +) / count)
    }
  }

  private func parts(
    _ video: EvaluatedVideo, _ boundaries: [Int], _ sampled: Double, _ rate: Double
  ) -> Parts {
    let step = max(1, rate / sampled)
    let beginnings = step == 1 ? 1 : max(1, phases)
    return Parts.mean(
      (0..<beginnings).map { phase in
        let grid = Grid(
          step: step, start: step * Double(phase) / Double(beginnings), frames: video.frames)
        let (left, right) = (grid.samples(boundaries), grid.samples(video.truth))
        let matched = BoundaryMatching.count(
          predicted: left.map(Double.init), truth: right.map(Double.init),
          tolerance: (tolerance * rate / step + 1e-9).rounded(.down))
        let segments = SegmentalF1.score(
          predicted: SegmentalF1.segments(boundaries: left, frames: grid.count),
          truth: SegmentalF1.segments(boundaries: right, frames: grid.count), iou: iou)
        let score = DetectionScore(matched: matched, predicted: left.count, truth: right.count)
        return Parts(f1: score.f1, segmentalF1: segments.f1)
      })
  }

  private var rules: [String] {
    [
      "Both sides are laid on a grid of so many samples a second: a boundary becomes the first "
        + "sample that shows the new segment, and boundaries on one sample become one.",
      "The tolerance is \(tolerance.formatted(decimals: 3)) s, inclusive, on each grid; matching is "
        + "optimal, one to one. F1 and segF1 (IoU \(iou.formatted(decimals: 2))) are means over "
        + "rates; each rate is a mean over \(phases) beginnings of the grid.",
      "A rate at or above a video's own leaves its frames as they are.",
      "Uniform and random cuts have the true count (\(randomDraws) draws).",
    ]
  }

  private var json: [JSONMember] {
    [
      JSONMember("rates", .array(rates.map { .number($0) })),
      JSONMember("toleranceInSeconds", .number(tolerance)),
      JSONMember("phases", .integer(Int64(phases))), JSONMember("iou", .number(iou)),
      JSONMember("randomDraws", .integer(Int64(randomDraws))),
    ]
  }
}

/// Every so many frames of a video, from some frame on.
private struct Grid {
  /// Frames from one sample to the next, 1 or more.
  let step: Double
  /// The frame, not necessarily whole, of the first sample.
  let start: Double
  /// The number of samples within the video, 1 or more.
  let count: Int

  init(step: Double, start: Double, frames: Int) {
    (self.step, self.start) = (step, start)
    count = max(1, Int(((Double(frames - 1) - start) / step + 1e-9).rounded(.down)) + 1)
  }

  /// The first sample at or behind each boundary, each sample once.
  func samples(_ boundaries: [Int]) -> [Int] {
    var samples: [Int] = []
    for boundary in boundaries {
      let sample = Int(((Double(boundary) - start) / step - 1e-9).rounded(.up))
      if sample > samples.last ?? 0, sample < count { samples.append(sample) }
    }
    return samples
  }
}
