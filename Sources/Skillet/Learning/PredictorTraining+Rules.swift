internal import Annotations
internal import Features
internal import LinearAlgebra
internal import Segmentation
internal import VideoIO

extension PredictorTraining {
  /// What an event may be worth beside a certain hand-over.
  private static let eventWeights: [Float] = [0, 0.3, 0.5, 0.7, 1]

  /// A model with the usual rule.
  func model(
    _ inputs: SeriesInputs, _ detector: PredictorModel.Detector, losses: [Double], _ split: Split
  ) -> PredictorModel {
    let usual = PredictorSettings.Rule(PeakRule(smoothing: 2, threshold: 0.2, gap: 6))
    var settings = PredictorSettings(
      kind: kind, version: skilletVersion, seed: seed, rate: rate, moves: inputs.moves.rawValue,
      seesHistory: inputs.seesHistory,
      latent: inputs.latent.map { .init($0) },
      grid: inputs.codebook.map { [$0.grid.columns, $0.grid.rows] },
      members: detector.members.count, rule: usual, streamingRule: usual, lookAhead: lookAhead,
      training: .init(
        command: command.joined(separator: " "), demonstrations: split.learning.count,
        rows: split.learning.reduce(0) { $0 + $1.series.count },
        validation: split.demonstrations.map(\.name), losses: losses, hasTruth: false,
        level: level.rawValue))
    switch detector {
    case .skillMixture(let detector):
      settings.mixture = detector.members.first.map {
        .init($0.shape, eventWeight: detector.eventWeight, exits: detector.exits)
      }
    case .spread(let detector): settings.spread = detector.members.first.map { .init($0.shape) }
    case .action(let published):
      settings.action = .init(published.model.shape, gap: published.gap, window: 4)
    case .likelihoodRatio(let detector):
      settings.action = detector.members.first.map {
        .init($0.shape, gap: 1.5, window: detector.window)
      }
    case .feature(let detector): settings.feature = detector.members.first.map { .init($0.shape) }
    case .actionChange: break
    }
    return PredictorModel(settings: settings, inputs: inputs, detector: detector)
  }

  /// Chooses what events are worth and both rules on the demonstrations that validate.
  ///
  /// The weights are rounded to what the file will hold first, so that the figures are those of the
  /// model as it is read back.
  func chooseRules(
    _ model: PredictorModel, _ split: Split, _ progress: (Progress) -> Void
  ) throws(SkilletError) -> PredictorModel {
    var model = model
    let bytes = try model.bytes(file: "the model")
    do throws(ArrayFileError) {
      model = try PredictorModel(bytes: bytes, file: "the model")
    } catch {
      throw SkilletError(.failed, error.description)
    }
    let known = zip(split.validation, split.demonstrations).compactMap { reading, demonstration in
      demonstration.truth.map {
        (
          reading.series,
          RuleChoice.Known(
            rowFrames: reading.rowFrames, frames: reading.frames.count, truth: $0.boundaries),
          reading.isNull
        )
      }
    }
    progress(Progress(stage: "choosing the rule", done: 0, expected: 2, unit: "rules"))
    guard !known.isEmpty else { return withoutTruth(model, split) }
    let choice = RuleChoice(known: known.map(\.1))
    let series = known.map(\.0)
    if case .action(let published) = model.detector {
      return withGap(model, published, choice, known.map(\.0), known.map(\.2))
    }
    var best: (rule: PeakRule, figures: PredictorSettings.Figures)?
    for candidate in candidates(model) + withExits(model, choice, series) {
      let evidence = series.map { candidate.detector.predictor.evidence($0) }
      let found = choice.best(evidence)
      if found.figures.objective > best?.figures.objective ?? -1 {
        (best, model.detector) = (found, candidate.detector)
        model.settings.mixture = candidate.settings.mixture
      }
    }
    if let best {
      model.settings.rule = .init(best.rule)
      model.settings.training.figures = best.figures
    }
    progress(Progress(stage: "choosing the rule", done: 1, expected: 2, unit: "rules"))
    let streaming = choice.best(
      model.detector.predictor, series, lookAhead: lookAhead, smoothings: [0, 1, 1.5, 2, 2.5],
      gaps: RuleChoice.gaps)
    model.settings.streamingRule = .init(streaming.rule)
    model.settings.training.streamingFigures = streaming.figures
    model.settings.training.hasTruth = true
    return model
  }

  /// The model with the GAP of the published rule that is best, out of half a nat to ten.
  private func withGap(
    _ model: PredictorModel, _ published: PublishedSegmentation, _ choice: RuleChoice,
    _ series: [DemonstrationSeries], _ isNull: [[Bool]]
  ) -> PredictorModel {
    var model = model
    var best = -1.0
    for gap in stride(from: 0.5, through: 10, by: 0.25) {
      var other = published
      other.gap = gap
      let cuts = zip(series, isNull).map { series, isNull in
        var signals = PublishedSegmentation.Signals()
        signals.isNull = isNull
        return other.segments(series, signals: signals).dropFirst().map(\.first)
      }
      let figures = choice.figures(cuts)
      guard figures.objective > best else { continue }
      best = figures.objective
      model.detector = .action(other)
      model.settings.action?.gap = gap
      model.settings.training.figures = figures
      model.settings.training.streamingFigures = figures
    }
    model.settings.lookAhead = 0
    model.settings.training.hasTruth = true
    return model
  }

  /// The model with each weight of events that is tried.
  private func candidates(_ model: PredictorModel) -> [PredictorModel] {
    guard case .skillMixture(let detector) = model.detector, detector.events != nil else {
      return [model]
    }
    return Self.eventWeights.map { weight in
      var (other, own) = (model, detector)
      own.eventWeight = weight
      other.detector = .skillMixture(own)
      other.settings.mixture?.eventWeight = weight
      return other
    }
  }

  /// The model in which the ends of one skill a member are the boundaries, that which alone is best.
  private func withExits(
    _ model: PredictorModel, _ choice: RuleChoice, _ series: [DemonstrationSeries]
  ) -> [PredictorModel] {
    guard case .skillMixture(var detector) = model.detector else { return [] }
    detector.exits = detector.members.indices.map { member in
      let objectives = detector.endings(of: member, series).map {
        choice.coarse($0).figures.objective
      }
      return objectives.indices.max { objectives[$0] < objectives[$1] } ?? 0
    }
    var other = model
    detector.eventWeight = 0
    other.detector = .skillMixture(detector)
    other.settings.mixture?.eventWeight = 0
    other.settings.mixture?.exits = detector.exits
    return [other]
  }

  /// The usual rule: for a mixture as it is; for a spread the point that a tenth of rows pass.
  private func withoutTruth(_ model: PredictorModel, _ split: Split) -> PredictorModel {
    var model = model
    guard kind != .skillMixture else { return model }
    let evidence = split.validation.flatMap { model.detector.predictor.evidence($0.series) }
      .sorted()
    guard !evidence.isEmpty else { return model }
    let rule = PeakRule(
      smoothing: 1, threshold: evidence[evidence.count * 9 / 10],
      gap: kind == .spread ? max(1, Int(rate * 0.8)) : 2)
    model.settings.rule = .init(rule)
    model.settings.streamingRule = .init(rule)
    return model
  }
}
