internal import Evaluation
internal import Segmentation

/// Chooses how evidence becomes boundaries on demonstrations whose boundaries are known.
///
/// Over a grid of smoothings, gaps and thresholds (quantiles of the evidence) the one with the
/// highest mean of F1 within 3 frames, F1 within 5 frames and segmental F1 at an overlap of a half.
struct RuleChoice {
  /// A demonstration: its rows' frames, how many frames it has, its true boundaries.
  struct Known: Sendable {
    var rowFrames: [Int]
    var frames: Int
    var truth: [Int]
  }

  static let smoothings = [0, 1, 1.5, 2, 2.5]
  static let gaps = [2, 3, 4, 5, 6, 8, 12, 16, 24, 32]
  static let quantiles = (0..<50).map { 0.5 + 0.01 * Double($0) }

  let known: [Known]

  /// What boundaries reach.
  func figures(_ boundaries: [[Int]]) -> PredictorSettings.Figures {
    var sums = (within3: 0.0, within5: 0.0, segmental: 0.0)
    for (rows, known) in zip(boundaries, known) {
      let cuts = rows.map { known.rowFrames[$0] }
      func f1(_ tolerance: Double) -> Double {
        let matched = BoundaryMatching.count(
          predicted: cuts.map { Double($0) }, truth: known.truth.map { Double($0) },
          tolerance: tolerance)
        return DetectionScore(
          matched: matched, predicted: cuts.count, truth: known.truth.count
        ).f1
      }
      sums.within3 += f1(3)
      sums.within5 += f1(5)
      sums.segmental +=
        SegmentalF1.score(
          predicted: SegmentalF1.segments(boundaries: cuts, frames: known.frames),
          truth: SegmentalF1.segments(boundaries: known.truth, frames: known.frames)
        ).f1
    }
    let count = Double(max(1, known.count))
    return .init(
      f1Within3: sums.within3 / count, f1Within5: sums.within5 / count,
      segmentalF1: sums.segmental / count)
  }

  /// The best rule for whole demonstrations, from the evidence of each before smoothing.
  func best(_ evidence: [[Float]]) -> (rule: PeakRule, figures: PredictorSettings.Figures) {
    search(evidence, Self.smoothings, Self.gaps, Self.quantiles)
  }

  /// The best of a few rules, to compare many kinds of evidence.
  func coarse(_ evidence: [[Float]]) -> (rule: PeakRule, figures: PredictorSettings.Figures) {
    search(evidence, [1.5], [4, 8, 24], [0.7, 0.8, 0.9, 0.94, 0.97, 0.98, 0.99])
  }

  /// The best streaming rule: thresholds are tried on what the stream sees of each row.
  func best(
    _ predictor: any BoundaryPredictor, _ series: [DemonstrationSeries], lookAhead: Int,
    smoothings: [Double], gaps: [Int]
  ) -> (rule: PeakRule, figures: PredictorSettings.Figures) {
    var best: (rule: PeakRule, figures: PredictorSettings.Figures)?
    let windows = series.map { StreamWindows(predictor, $0, lookAhead: lookAhead, past: 10) }
    for smoothing in smoothings {
      let seen = windows.map { $0.smoothed(smoothing) }
      for gap in gaps {
        for threshold in thresholds(seen.map(\.here), Self.quantiles) {
          let rule = PeakRule(smoothing: smoothing, threshold: threshold, gap: gap)
          let figures = figures(seen.map { $0.boundaries(rule) })
          if figures.objective > best?.figures.objective ?? -1 { best = (rule, figures) }
        }
      }
    }
    return best ?? (PeakRule(smoothing: 0, threshold: 0, gap: 1), figures(series.map { _ in [] }))
  }

  private func search(
    _ evidence: [[Float]], _ smoothings: [Double], _ gaps: [Int], _ quantiles: [Double]
  ) -> (rule: PeakRule, figures: PredictorSettings.Figures) {
    var best: (rule: PeakRule, figures: PredictorSettings.Figures)?
    for smoothing in smoothings {
      let plain = PeakRule(smoothing: smoothing, threshold: 0, gap: 1)
      let smoothed = evidence.map { plain.smoothed($0) }
      let thresholds = thresholds(smoothed, quantiles)
      for gap in gaps {
        for (threshold, takesEarliest) in thresholds.flatMap({ [($0, false), ($0, true)] }) {
          let rule = PeakRule(
            smoothing: smoothing, threshold: threshold, gap: gap, takesEarliest: takesEarliest)
          let figures = figures(smoothed.map { rule.peaks($0) })
          if figures.objective > best?.figures.objective ?? -1 { best = (rule, figures) }
        }
      }
    }
    return best ?? (PeakRule(smoothing: 0, threshold: 0, gap: 1), figures([]))
  }

  private func thresholds(_ evidence: [[Float]], _ quantiles: [Double]) -> [Float] {
    let sorted = evidence.flatMap { $0 }.sorted()
    guard !sorted.isEmpty else { return [0] }
    var values: [Float] = []
    for quantile in quantiles {
      let value = sorted[min(sorted.count - 1, Int(Double(sorted.count) * quantile))]
      if values.last != value { values.append(value) }
    }
    return values
  }
}

extension PredictorSettings.Figures {
  /// What a rule is chosen by.
  var objective: Double { (f1Within3 + f1Within5 + segmentalF1) / 3 }
}
