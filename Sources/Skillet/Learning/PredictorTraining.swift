public import Annotations
internal import Features
internal import Foundation
internal import LinearAlgebra
internal import NeuralNetworks
internal import Segmentation
internal import Synchronization

/// `skillet train predictor`: a data set in, a model out.
public struct PredictorTraining: Sendable {
  /// The kind of predictor.
  public var kind = PredictorSettings.Kind.skillMixture
  /// Members of the ensemble.
  public var members = 5
  /// Steps of the optimiser for each; nil for the kind's own.
  public var steps: Int?
  /// The seed of every random choice.
  public var seed: UInt64 = 1
  /// Demonstrations at the end, by name, that weights and rule are chosen on.
  public var validation = 8
  /// The grain of the true boundaries that the rule is chosen on.
  public var level = BoundaryTruth.Level.skills
  /// Whether the picture is looked at; nil: where actions are discrete.
  public var seesPictures: Bool?
  /// Whether actions are looked at; else moves are the picture's motion.
  public var seesActions = true
  /// Policies of a skill mixture.
  public var skills = 16
  /// Nats that a hand-over costs.
  public var switchCost = 1.0
  /// What an action predictor remembers with.
  public var memory = Memory.gated
  /// Codes of continuous actions.
  public var actionCodes = 40
  /// Means of the codebook of patches.
  public var patchCodes = 128
  /// Steps over which a spread or features are predicted; nil for 32, and for features for all
  /// that a stream looks ahead.
  public var horizon: Int?
  /// Components of measured motion, or of features, that are kept; nil for 8, of features 16.
  public var motionComponents: Int?
  /// Rows a second, at most.
  public var rate = 30.0
  /// Rows that a stream looks ahead.
  public var lookAhead = 8
  /// Threads.
  public var jobs = 2
  /// File for the checkpoints of members, with `.memberN` added; nil for none.
  public var checkpoint: String?
  /// Whether checkpoints that exist are taken up.
  public var resumes = false
  /// The command line, for the model's card.
  public var command: [String] = []

  /// What an action predictor remembers with.
  public enum Memory: String, Sendable, Hashable, CaseIterable {
    /// A gated recurrent unit.
    case gated
    /// A diagonal state space.
    case stateSpace = "state-space"
  }

  /// The usual settings.
  public init() {}

  /// Where a training stands.
  public typealias Progress = TrainingProgress

  /// Trains a model.
  ///
  /// - Throws: `SkilletError` where the data set cannot be read or is too small, where a training
  ///   runs away, or where it was interrupted.
  public func run(
    _ set: DemonstrationSet, interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(SkilletError) -> PredictorModel {
    guard set.demonstrations.count >= 2 else {
      throw SkilletError(
        .badData,
        "\(set.demonstrations.first?.path ?? "the data set"): a predictor needs at least two "
          + "demonstrations, one to learn from and one to validate on")
    }
    try SeriesInputs.checkAgreement(set.demonstrations.compactMap(\.actions))
    let held = min(max(1, validation), set.demonstrations.count / 2)
    let learning = Array(set.demonstrations.dropLast(held))
    do {
      var inputs = try fitInputs(learning, interruption, progress)
      var readings = try SeriesReading.all(
        set.demonstrations, inputs, jobs: jobs, interruption, progress)
      if inputs.vocabulary == nil, let codebook = inputs.codebook {
        let latent = try LatentActions(
          learning: readings.dropLast(held).map(\.series), columns: codebook.grid.columns,
          seed: seed)
        inputs.latent = latent
        for i in readings.indices { try readings[i].label(with: latent) }
      }
      let split = Split(
        learning: Array(readings.dropLast(held)), validation: Array(readings.suffix(held)),
        demonstrations: Array(set.demonstrations.suffix(held)))
      let trained = try train(inputs, split, interruption, progress)
      var chosen = try chooseRules(trained, split, progress)
      chosen.settings.training.pseudoLabelled = set.pseudoLabelled
      return chosen
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "training: \(error)")
    }
  }

  /// The readings of a set, and the demonstrations of those that validate.
  struct Split: Sendable {
    var learning: [SeriesReading]
    var validation: [SeriesReading]
    var demonstrations: [DemonstrationSet.Demonstration]
  }

  private func fitInputs(
    _ learning: [DemonstrationSet.Demonstration], _ interruption: Interruption,
    _ progress: @escaping @Sendable (Progress) -> Void
  ) throws(SkilletError) -> SeriesInputs {
    var inputs = SeriesInputs(rate: rate)
    let recordings = learning.compactMap(\.actions)
    let isContinuous = recordings.first?.track.space.kind == .continuous
    switch kind {
    case .skillMixture, .action, .likelihoodRatio:
      if seesActions {
        inputs.vocabulary = try SeriesInputs.vocabulary(recordings, codes: actionCodes, seed: seed)
      }
      if !seesActions || seesPictures ?? !isContinuous {
        inputs.codebook = try codebook(learning, interruption, progress)
      } else {
        inputs.moves = isContinuous ? .actions : .none
        inputs.seesHistory = isContinuous
      }
    case .feature:
      try measure(.features, keeping: 16, learning, &inputs, interruption, progress)
    case .spread, .actionChange:
      if !seesActions, kind == .spread, seesPictures == true {
        inputs.codebook = try codebook(learning, interruption, progress)
      } else if !seesActions {
        try measure(.motion, keeping: 8, learning, &inputs, interruption, progress)
      } else if isContinuous {
        inputs.moves = .actions
        inputs.moveWidth = recordings.first?.track.width
      } else {
        inputs.vocabulary = try SeriesInputs.vocabulary(recordings, codes: actionCodes, seed: seed)
      }
    }
    return inputs
  }

  /// Measures the picture, and keeps so many components of what is found.
  private func measure(
    _ moves: SeriesInputs.Moves, keeping count: Int,
    _ learning: [DemonstrationSet.Demonstration], _ inputs: inout SeriesInputs,
    _ interruption: Interruption, _ progress: @escaping @Sendable (Progress) -> Void
  ) throws(SkilletError) {
    inputs.moves = moves
    inputs.components = try SeriesInputs.components(
      of: moves, learning.map(\.path), count: motionComponents ?? count, seed: seed, jobs: jobs,
      interruption: interruption
    ) {
      progress(
        Progress(stage: "looking at \(moves.rawValue)", done: $0, expected: $1, unit: "videos"))
    }
  }

  private func codebook(
    _ learning: [DemonstrationSet.Demonstration], _ interruption: Interruption,
    _ progress: (Progress) -> Void
  ) throws(SkilletError) -> PatchCodebook {
    try SeriesInputs.codebook(
      learning.map(\.path), vocabulary: patchCodes, seed: seed, interruption: interruption
    ) { progress(Progress(stage: "looking at pictures", done: $0, expected: $1, unit: "videos")) }
  }

  private func train(
    _ inputs: SeriesInputs, _ split: Split, _ interruption: Interruption,
    _ progress: @escaping @Sendable (Progress) -> Void
  ) throws -> PredictorModel {
    switch kind {
    case .actionChange:
      return model(inputs, .actionChange(ActionChange()), losses: [], split)
    case .skillMixture:
      let shape = mixtureShape(inputs, split.learning)
      let (members, losses) = try fit(split, members, interruption, progress) { seed in
        SkillMixture(shape, seed: seed)
      }
      let events = EventEvidence(split.learning.map(\.series), codes: shape.encoder.codes)
      return model(
        inputs, .skillMixture(SkillMixtureDetector(members: members, events: events)),
        losses: losses, split)
    case .action, .likelihoodRatio:
      var shape = ActionPredictor.Shape(encoder: mixtureShape(inputs, split.learning).encoder)
      shape.memory = memory == .gated ? .gated : .stateSpace
      let count = kind == .action ? 1 : members
      let (fitted, losses) = try fit(split, count, interruption, progress) { [shape] seed in
        ActionPredictor(shape, seed: seed)
      }
      let detector: PredictorModel.Detector =
        kind == .action
        ? .action(PublishedSegmentation(model: fitted[0], gap: 1.5))
        : .likelihoodRatio(LikelihoodRatio(members: fitted))
      return model(inputs, detector, losses: losses, split)
    case .spread:
      let width = split.learning[0].series.moves.columns
      var shape = SpreadPredictor.Shape(moves: width > 0 ? width : inputs.codes)
      shape.readsCodes = width == 0
      let horizon = horizon ?? 32
      shape.horizons = [max(1, horizon / 4), max(2, horizon / 2), max(3, horizon)]
      let (members, losses) = try fit(split, members, interruption, progress) { [shape] seed in
        SpreadPredictor(shape, seed: seed)
      }
      return model(inputs, .spread(SpreadDetector(members: members)), losses: losses, split)
    case .feature:
      var shape = FeaturePredictor.Shape(columns: split.learning[0].series.moves.columns)
      let longest = horizon ?? lookAhead + 1
      shape.horizons = [1] + Set([(1 + longest) / 2, longest]).filter { $0 > 1 }.sorted()
      let (members, losses) = try fit(split, members, interruption, progress) { [shape] seed in
        FeaturePredictor(shape, seed: seed)
      }
      return model(inputs, .feature(FeatureSurprise(members: members)), losses: losses, split)
    }
  }

  private func mixtureShape(
    _ inputs: SeriesInputs, _ readings: [SeriesReading]
  ) -> SkillMixture.Shape {
    let series = readings[0].series
    var encoder = ObservationEncoder.Shape(
      positions: series.positions, vocabulary: inputs.codebook?.centroids.rows ?? 1,
      features: series.features.columns + (series.changes.isEmpty ? 0 : series.positions),
      codes: max(1, inputs.codes))
    encoder.tokenWidth = encoder.positions == 0 ? 1 : 8
    var shape = SkillMixture.Shape(encoder: encoder)
    shape.skills = skills
    shape.switchCost = switchCost
    return shape
  }

  private func fit<Model: WindowModel>(
    _ split: Split, _ members: Int, _ interruption: Interruption,
    _ progress: @escaping @Sendable (Progress) -> Void, make: @escaping @Sendable (UInt64) -> Model
  ) throws -> (members: [Model], losses: [Double]) {
    var ensemble = EnsembleTraining(members: members, seed: seed, jobs: jobs)
    if kind == .spread || kind == .feature { ensemble.recipe = .spread }
    if let steps { ensemble.recipe.steps = steps }
    (ensemble.checkpoint, ensemble.resumes) = (checkpoint, resumes)
    return try ensemble.run(
      learning: split.learning.map(\.series), validation: split.validation.map(\.series),
      interruption, progress, make: make)
  }
}
