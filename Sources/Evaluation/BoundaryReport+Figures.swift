extension BoundaryReport {
  /// The scores of each video as figures; all are means over videos.
  static func figures(_ videos: [Video]) -> [Figure] {
    func figure(
      _ key: String, _ title: String, _ score: (Video) -> Double,
      _ chance: ((Baseline) -> Double)? = nil
    ) -> Figure {
      Figure(
        key: key, title: title, unit: .share, averaging: .mean,
        ratios: videos.map { Ratio(score($0), 1) }, emptyScore: nil,
        uniform: chance.map { chance in videos.map { Ratio(chance($0.uniform), 1) } },
        random: chance.map { chance in videos.map { Ratio(chance($0.random), 1) } })
    }
    return [
      figure("precision", "precision", \.boundaries.precision),
      figure("recall", "recall", \.boundaries.recall),
      figure("f1", "F1", \.boundaries.f1, \.f1),
      figure("segmentalF1", "segF1", \.segments.f1, \.segmentalF1),
    ]
  }
}

extension BoundaryProtocol {
  /// The rules, a sentence each.
  var rules: [String] {
    [
      "Boundaries are the same within \(tolerance), inclusive; \(rule.rawValue) matching, one to "
        + "one; the start and the end of a video do not count.",
      "Segments are the same, whatever they are called, from an intersection over union of "
        + "\(iou.formatted(decimals: 2)).",
      "Uniform and random cuts have the true count (\(randomDraws) draws).",
    ]
  }
}
