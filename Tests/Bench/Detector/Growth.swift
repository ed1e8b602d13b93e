import LinearAlgebra
import Segmentation

/// How long segmenters take on series of several lengths.
///
/// Prints a line a segmenter and length, `name<TAB>samples<TAB>seconds`, the best of three. The
/// vectors have 64 values: a level that changes every 100 samples, and noise.
enum Growth {
  static let dimensions = 64

  static func measure(_ lengths: [Int]) {
    for segmenter in segmenters {
      for length in lengths {
        let run = segmenter.prepare(length)
        let clock = ContinuousClock()
        let best = (0..<3).map { _ in clock.measure { check(run()) } }.min() ?? .zero
        print("\(segmenter.name)\t\(length)\t\(best / .seconds(1))")
      }
    }
  }

  /// A segmenter by name; what it needs beforehand, such as weights, is not timed.
  private struct Segmenter {
    let name: String
    let prepare: (_ length: Int) -> () -> Int
  }

  /// What is measured: another predictor is one more entry here.
  private static var segmenters: [Segmenter] {
    [
      Segmenter(name: "on-line predictor, published rule") { length in
        let vectors = made(length)
        return {
          var predictor = OnlinePredictor(dimensions: dimensions)
          var rule = PublishedRule(gap: 3)
          return rule.run(vectors.map { predictor.process($0) }).boundaries.count
        }
      },
      Segmenter(name: "on-line predictor, sigma rule") { length in
        let vectors = made(length)
        return {
          var predictor = OnlinePredictor(dimensions: dimensions)
          var rule = SigmaRule(sigmas: 5, floor: 0.3, minimumLength: 10, maximumLength: 1200)
          return rule.run(vectors.map { predictor.process($0) }).boundaries.count
        }
      },
      Segmenter(name: "fused evidence and peaks (picture changes)") { length in
        let track = BenchDetector.madeTrack(length)
        return {
          let scores = FusedEvidence().scores(track).score
          return FusedEvidence.peaks(minimumGap: 0.4).select(scores, at: track.times).count
        }
      },
      Segmenter(name: "skill mixture, 16 skills, 17 actions (no training)") { length in
        let shape = ObservationEncoder.Shape(
          positions: 0, vocabulary: 0, features: dimensions, codes: 17)
        let mixture = SkillMixtureDetector(
          members: [SkillMixture(SkillMixture.Shape(encoder: shape), seed: 1)], events: nil)
        let series = DemonstrationSeries(
          features: Matrix(
            rows: length, columns: dimensions, values: made(length).flatMap { $0 }),
          codes: (0..<length).map { Int32($0 / 100 % 17) })
        return { mixture.evidence(series).count { $0 > 0.15 } }
      },
    ]
  }

  /// Keeps a result that nobody reads.
  @inline(never) private static func check(_ value: Int) { precondition(value >= 0) }

  private static func made(_ count: Int) -> [[Float]] {
    var generator = Seeded(4)
    var level = [Float](repeating: 0, count: dimensions)
    return (0..<count).map { index in
      if index % 100 == 0 { for i in level.indices { level[i] = 4 * generator.unit() - 2 } }
      return level.map { $0 + 2 * generator.unit() - 1 }
    }
  }
}
