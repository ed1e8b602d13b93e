extension BoundaryReport {
  /// A table for people: a line a video, then means with their intervals, pooled counts, and what
  /// uniform and random boundaries reach.
  public var text: String {
    let header = [
      "video", "true", "found", "hits", "precision", "recall", "F1", "segF1", "uniform", "random",
    ]
    var rows = [header]
    for video in videos {
      let score = video.boundaries
      rows.append([
        video.name, "\(score.truth)", "\(score.predicted)", "\(score.matched)",
        score.precision.fixed(3), score.recall.fixed(3), score.f1.fixed(3),
        video.segments.f1.fixed(3), video.uniform.f1.fixed(3), video.random.f1.fixed(3),
      ])
    }
    rows.append([
      "mean", "\(pooled.truth)", "\(pooled.predicted)", "\(pooled.matched)",
      precision.mean.fixed(3), recall.mean.fixed(3), f1.mean.fixed(3), segmentalF1.mean.fixed(3),
      uniform.f1.fixed(3), random.f1.fixed(3),
    ])
    rows.append([
      "pooled", "\(pooled.truth)", "\(pooled.predicted)", "\(pooled.matched)",
      pooled.precision.fixed(3), pooled.recall.fixed(3), pooled.f1.fixed(3),
      pooledSegments.f1.fixed(3), "", "",
    ])
    return TextTable.text(rows) + "\n" + summary
  }

  private var summary: String {
    let share = (settings.bootstrap.confidence * 100).formatted(decimals: 1)
    var lines = [
      "F1 at ±\(settings.tolerance): \(Self.text(of: f1)); segmental F1 at IoU "
        + "\(settings.iou.formatted(decimals: 2)): \(Self.text(of: segmentalF1))",
      "  (mean over \(videos.count) videos, \(share) % bootstrap interval over videos, "
        + "\(settings.bootstrap.resamples) resamples, seed \(settings.bootstrap.seed), "
        + "\(settings.rule.rawValue) matching)",
      "with the true count: uniform F1 \(uniform.f1.fixed(3)), segmental "
        + "\(uniform.segmentalF1.fixed(3)); random F1 \(random.f1.fixed(3)), segmental "
        + "\(random.segmentalF1.fixed(3)) (\(settings.randomDraws) draws)",
    ]
    if let meanDistance {
      lines.append("mean distance of hits: \(meanDistance.fixed(2)) frames")
    }
    if let extraPerMinute {
      lines.append("extra boundaries: \(pooled.extra), \(extraPerMinute.fixed(2)) a minute")
    } else {
      lines.append("extra boundaries: \(pooled.extra)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(of interval: Bootstrap.Interval) -> String {
    guard let low = interval.low, let high = interval.high else {
      return "\(interval.mean.fixed(3)) [one video: no interval]"
    }
    return "\(interval.mean.fixed(3)) [\(low.fixed(3)), \(high.fixed(3))]"
  }
}
