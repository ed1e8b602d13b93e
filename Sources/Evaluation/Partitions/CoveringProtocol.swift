internal import Annotations

/// `covering`: how alike two ways of cutting a series are, without a tolerance.
///
/// Segmentation covering is the figure of the Turing change point benchmark and of ClaSP; the Rand
/// index, the Hausdorff distance and the mean time error are those of ruptures, the annotation error
/// that of its authors' survey. All are means over series. Where only one side has a change point,
/// the Hausdorff distance is not defined and counts as the length of the series; the mean time error
/// leaves that series out.
public struct CoveringProtocol: Sendable, Hashable {
  /// How intervals over series are found.
  public var bootstrap: Bootstrap
  /// How many random cuts are averaged over.
  public var randomDraws: Int

  /// Chooses a protocol.
  public init(bootstrap: Bootstrap = Bootstrap(), randomDraws: Int = 200) {
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }

  /// Scores series; throws where there is none, or one has no samples.
  public func score(_ series: [EvaluatedVideo]) throws(EvaluationError) -> ScoreReport {
    for one in series where one.frames == 0 {
      throw EvaluationError(video: one.name, reason: "it has no samples", advice: "leave it out")
    }
    let own = series.map { Parts($0, $0.predicted) }
    let uniform = series.map {
      Parts($0, Baselines.uniformBoundaries(count: $0.truth.count, frames: $0.frames))
    }
    let random = series.enumerated().map { index, one in
      Baselines.randomBoundaries(
        count: one.truth.count, frames: one.frames, seed: bootstrap.seed &+ UInt64(index),
        draws: max(1, randomDraws)
      ).map { Parts(one, $0) }
    }
    func figure(
      _ key: String, _ title: String, _ unit: Figure.Unit, _ part: KeyPath<Parts, Double?>
    ) -> Figure {
      func ratio(_ parts: [Parts]) -> Ratio {
        Ratio.sum(parts.compactMap { $0[keyPath: part].map { Ratio($0, 1) } })
      }
      return Figure(
        key: key, title: title, unit: unit, averaging: .mean, isLoss: unit != .share,
        ratios: own.map { ratio([$0]) }, emptyScore: nil, uniform: uniform.map { ratio([$0]) },
        random: random.map(ratio))
    }
    return try ScoreReport(
      name: "covering", rules: rules,
      settings: [JSONMember("randomDraws", .integer(Int64(randomDraws)))],
      videos: series.map(\.name),
      figures: [
        figure("covering", "covering", .share, \.covering),
        figure("randIndex", "Rand", .share, \.rand),
        figure("hausdorff", "Hausdorff", .frames, \.hausdorff),
        figure("meanTimeError", "time error", .frames, \.time),
        figure("annotationError", "count error", .count, \.count),
      ], bootstrap: bootstrap)
  }

  /// One series' figures.
  private struct Parts {
    let covering: Double?
    let rand: Double?
    let hausdorff: Double?
    let time: Double?
    let count: Double?

    init(_ series: EvaluatedVideo, _ predicted: [Int]) {
      let truth = series.truth
      covering = PartitionScores.covering(
        predicted: predicted, truth: truth, samples: series.frames)
      rand = PartitionScores.randIndex(predicted: predicted, truth: truth, samples: series.frames)
      hausdorff = Double(
        PartitionScores.hausdorff(predicted: predicted, truth: truth) ?? series.frames)
      time = PartitionScores.meanTimeError(predicted: predicted, truth: truth)
      count = Double(PartitionScores.annotationError(predicted: predicted, truth: truth))
    }
  }

  private var rules: [String] {
    [
      "Covering: each true piece by its best IoU with a predicted piece, weighted by its length "
        + "(Arbelaez). Rand index, Hausdorff distance and mean time error as in ruptures, in "
        + "samples; count error: the difference between the numbers of change points.",
      "All are means over series. Where only one side has change points, Hausdorff counts as the "
        + "length of the series and the mean time error is left out.",
      "Uniform and random cuts have the true count (\(randomDraws) draws).",
    ]
  }
}
