internal import Annotations
internal import Features
internal import Frames
internal import Segmentation
internal import VideoIO

/// Turns what a model says of a demonstration into scores and boundaries, as settings say.
struct ModelSegmenter {
  let reading: SeriesReading
  let settings: ModelSegmentSettings
  /// Where the actions come from; nil where there are none.
  let source: ActionTrack.Source?
  let events: ExternalEvents?

  private var model: PredictorModel { settings.model }
  private var lookAhead: Int? {
    settings.isStreaming ? settings.lookAhead ?? model.settings.lookAhead : nil
  }
  private var rowRate: Double {
    min(max(reading.info.averageFrameRate.quotient, 1e-3), model.inputs.rate)
  }

  /// - Throws: `SkilletError` where the model's weights give no finite numbers for this video.
  func run() throws(SkilletError) -> (result: SegmenterResult, method: Method) {
    let found =
      if case .action(let published) = model.detector { run(published) } else { runPeaks() }
    if let row = found.0.scores.firstIndex(where: { !$0.isFinite }) {
      throw SkilletError(
        .badData,
        "\(settings.path): gives no finite evidence for frame \(reading.rowFrames[row]) of "
          + "\(reading.info.path): its weights are damaged, or it was trained on other data; "
          + "train it again")
    }
    return found
  }

  private func runPeaks() -> (SegmenterResult, Method) {
    var rule = (lookAhead == nil ? model.settings.rule : model.settings.streamingRule).peaks
    if settings.threshold != nil || settings.sensitivity != .normal {
      let plain = model.boundaries(reading.series, lookAhead: lookAhead, rule: rule)
      rule.threshold = settings.threshold(of: rule, plain.evidence)
    }
    var (rows, evidence) = model.boundaries(reading.series, lookAhead: lookAhead, rule: rule)
    if let events, events.use == .evidence {
      events.raise(&evidence, at: rowFrames, threshold: rule.threshold)
      rows = rule.peaks(evidence)
    }
    if let count = settings.count {
      rows = rule.peaks(evidence, count: count)
      rule.threshold = rows.map { evidence[$0] }.min() ?? 0
    }
    var result = result(rows, evidence, thresholds: .constant(rule.threshold))
    events?.cut(&result, gap: rule.gap)
    let threshold: Method.Threshold =
      settings.count.map { .init(kind: "count", value: Double($0)) }
      ?? .init(kind: "evidence", value: Double(rule.threshold))
    return (result, method(threshold, minLength: Double(rule.gap) / rowRate))
  }

  /// The published rule; its events force cuts by its own rules.
  private func run(_ published: PublishedSegmentation) -> (SegmenterResult, Method) {
    var published = published
    if case .nats(let gap)? = settings.threshold { published.gap = gap }
    var signals = PublishedSegmentation.Signals()
    signals.isNull = reading.isNull
    if let events, events.use == .cut {
      signals.events = events.frames.compactMap { frame in
        reading.rowFrames.firstIndex { $0 >= frame }
      }
    }
    if let count = settings.count {
      published.gap = gap(for: count, published, signals)
    }
    let found = published.run(reading.series, signals: signals)
    let rows = found.segments.dropFirst().map(\.first)
    let result = result(rows, found.losses, thresholds: .each(found.thresholds))
    return (
      result,
      method(
        .init(kind: "nats", value: published.gap),
        minLength: Double(published.minimumLength) / rowRate)
    )
  }

  /// The least GAP, to a hundredth of a nat, with which no more than so many boundaries are found.
  ///
  /// The rule has no other way to be told their number. Events cut all the same.
  private func gap(
    for count: Int, _ published: PublishedSegmentation, _ signals: PublishedSegmentation.Signals
  ) -> Double {
    var trial = published
    var (low, high) = (0.0, 64.0)
    while high - low > 0.01 {
      trial.gap = (low + high) / 2
      let found = trial.segments(reading.series, signals: signals).count - 1
      if found > count { low = trial.gap } else { high = trial.gap }
    }
    return high
  }

  private var rowFrames: [Int32] { reading.rowFrames.map { Int32($0) } }

  private func result(
    _ rows: [Int], _ evidence: [Float], thresholds: ThresholdSeries
  ) -> SegmenterResult {
    SegmenterResult(
      frames: rowFrames, framesSinceSharpest: Array(repeating: 0, count: rowFrames.count),
      scores: evidence, thresholds: thresholds,
      boundaries: rows.map { Boundary(sample: $0, score: evidence[$0], kind: .skill) })
  }

  private func method(_ threshold: Method.Threshold, minLength: Double) -> Method {
    let name = model.settings.kind.rawValue
    return Method(
      name: lookAhead.map { "\(name), streaming, looks \($0) rows ahead" } ?? name,
      predictor: settings.path, features: seen, threshold: threshold, sampleRate: rowRate,
      minLength: minLength, maxLength: reading.info.duration, seed: model.settings.seed,
      version: skilletVersion)
  }

  /// What the evidence was taken from; pseudo-actions are named as such.
  private var seen: String {
    let patches = model.inputs.codebook == nil ? [] : ["patches"]
    switch source {
    case .recorded?: return (patches + ["actions"]).joined(separator: ", ")
    case .pseudo(let labeller, _)?:
      return (patches + ["pseudo-actions of \(labeller)"]).joined(separator: ", ")
    case nil:
      return model.inputs.moves == .features ? FeatureLayout.name : patches.first ?? "motion"
    }
  }
}

extension ModelSegmentSettings {
  /// The threshold that people asked for; coarse and fine move it by a third of the way to the
  /// evidence that one row in a hundred passes.
  func threshold(of rule: PeakRule, _ evidence: [Float]) -> Float {
    let sorted = evidence.sorted()
    guard let last = sorted.last else { return rule.threshold }
    let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    let step = max(0, min(high, last) - rule.threshold) / 3
    switch threshold {
    case .percent(let percent)?:
      return sorted[Int((Double(sorted.count - 1) * percent / 100).rounded())]
    case .nats(let value)?, .sigma(let value)?: return Float(value)
    case nil: break
    }
    switch sensitivity {
    case .coarse: return rule.threshold + step
    case .normal: return rule.threshold
    case .fine: return rule.threshold - step
    }
  }
}
