internal import Annotations

/// The generic event boundaries of one video: times, or frames, of one prediction and of several
/// raters.
public struct EventVideo: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// The length of the video, in the unit of the times; above zero.
  public var duration: Double
  /// The predicted times, in the order of the file; nil where the video was not predicted.
  public var predicted: [Double]?
  /// The times that each rater gave, at least one rater.
  public var raters: [[Double]]
  /// How well the raters agree, their mean F1; nil where nobody says.
  public var consistency: Double?

  /// Collects a video.
  public init(
    name: String, duration: Double, predicted: [Double]?, raters: [[Double]],
    consistency: Double? = nil
  ) {
    self.name = name
    self.duration = duration
    self.predicted = predicted
    self.raters = raters
    self.consistency = consistency
  }
}

/// `gebd`: generic event boundaries with several raters, as the Kinetics-GEBD challenge's script
/// counts them (Shou et al., ICCV 2021; `Challenge_eval_Code/eval.py`).
///
/// - A prediction outside 0...duration is dropped.
/// - For one rater, his boundaries are taken in the order of the file; each takes the prediction
///   nearest to it that is left (of equals the first), and is found where that is within
///   `threshold * duration`, inclusive. Only then is the prediction used up.
/// - The rater with the highest F1 counts, of equals the first; his boundaries and what he found
///   are added up over videos. F1 is of those sums.
/// - A video without a prediction left adds the first rater's boundaries as missed.
/// - Videos whose raters agree by less than `leastConsistency` are left out where that is known.
/// - A video that is not predicted at all is left out, as the script does; `countsMissing` adds the
///   first rater's boundaries instead, as later scripts do.
public struct EventBoundaryProtocol: Sendable, Hashable {
  /// The relative distances, each scored; 0.05 is the challenge's.
  public var thresholds: [Double]
  /// The least agreement of a video's raters.
  public var leastConsistency: Double
  /// Whether videos that are not predicted count as missed.
  public var countsMissing: Bool
  /// How intervals over videos are found.
  public var bootstrap: Bootstrap
  /// How many random cuts are averaged over.
  public var randomDraws: Int

  /// Chooses a protocol.
  public init(
    thresholds: [Double] = (1...10).map { Double($0 * 5) / 100 }, leastConsistency: Double = 0.3,
    countsMissing: Bool = false, bootstrap: Bootstrap = Bootstrap(), randomDraws: Int = 20
  ) {
    self.thresholds = thresholds
    self.leastConsistency = leastConsistency
    self.countsMissing = countsMissing
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }

  /// Scores videos; throws where none is left.
  public func score(_ given: [EventVideo]) throws(EvaluationError) -> ScoreReport {
    let agreed = given.filter { ($0.consistency ?? 1) >= leastConsistency }
    let videos = agreed.filter { countsMissing || $0.predicted != nil }
    let own = videos.map { video in thresholds.map { video.counts(video.predicted ?? [], $0) } }
    let even = videos.map { video in
      let cuts = video.evenCuts
      return thresholds.map { video.counts(cuts, $0) }
    }
    let random = videos.enumerated().map { index, video in
      let draws = video.randomCuts(seed: bootstrap.seed &+ UInt64(index), draws: randomDraws)
      return thresholds.map { threshold in draws.map { video.counts($0, threshold) } }
    }
    var figures = thresholds.indices.map { index in
      let text = thresholds[index].formatted(decimals: 3)
      return Figure(
        key: "f1At\(text)", title: "F1@\(text)", unit: .percent, averaging: .pooled,
        ratios: own.map { $0[index].f1Ratio }, emptyScore: 0,
        uniform: even.map { $0[index].f1Ratio },
        random: random.map { Ratio.sum($0[index].map(\.f1Ratio)) })
    }
    func average(_ value: (Figure) -> Double?) -> Double {
      figures.compactMap(value).reduce(0, +) / Double(figures.count) / 100
    }
    figures.append(
      Figure(
        key: "f1Average", title: "F1 average", unit: .percent, averaging: .whole,
        ratios: [Ratio(average { $0.estimate(Bootstrap(resamples: 1))?.mean }, 1)], emptyScore: 0,
        uniform: [Ratio(average(\.chance.uniform), 1)],
        random: [Ratio(average(\.chance.random), 1)]))
    for (key, title, part) in [
      ("precision", "P", \DetectionScore.precisionRatio), ("recall", "R", \.recallRatio),
    ] {
      let text = thresholds.first?.formatted(decimals: 3) ?? ""
      figures.append(
        Figure(
          key: "\(key)At\(text)", title: "\(title)@\(text)", unit: .percent, averaging: .pooled,
          ratios: own.compactMap { $0.first?[keyPath: part] }, emptyScore: 0))
    }
    return try ScoreReport(
      name: "gebd", rules: rules(given: given, agreed: agreed, scored: videos), settings: json,
      videos: videos.map(\.name), figures: figures, bootstrap: bootstrap)
  }

  private func rules(given: [EventVideo], agreed: [EventVideo], scored: [EventVideo]) -> [String] {
    let raters = scored.map(\.raters.count)
    return [
      "Kinetics-GEBD's script: each boundary of a rater, in his order, takes the nearest prediction "
        + "left if it is within k times the duration; the rater with the highest F1 counts; sums "
        + "over videos.",
      "\(raters.min() ?? 0) to \(raters.max() ?? 0) raters a video; "
        + "\(given.count - agreed.count) videos left out because their raters agree by less than "
        + "\(leastConsistency.formatted(decimals: 2)), \(agreed.count - scored.count) because they "
        + "are not predicted.",
      "Uniform and random cuts have the mean count of the raters (\(randomDraws) draws).",
    ]
  }

  private var json: [JSONMember] {
    [
      JSONMember("thresholds", .array(thresholds.map { .number($0) })),
      JSONMember("leastConsistency", .number(leastConsistency)),
      JSONMember("countsMissing", .bool(countsMissing)),
      JSONMember("randomDraws", .integer(Int64(randomDraws))),
    ]
  }
}
