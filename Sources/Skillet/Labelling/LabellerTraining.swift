internal import Annotations
internal import Features
internal import Frames
internal import LinearAlgebra
internal import Segmentation

/// `skillet train inverse-dynamics`: a few labelled videos in, a model that labels others out.
public struct LabellerTraining: Sendable {
  /// Members of the ensemble.
  public var members = 3
  /// Steps of the optimiser for each; nil for the usual number.
  public var steps: Int?
  /// The seed of every random choice.
  public var seed: UInt64 = 1
  /// Labelled videos at the end, by name, that stop the training and are measured on.
  public var validation = 1
  /// Whether measured motion is looked at beside the patches; nil: where actions are numbers.
  public var seesMotion: Bool?
  /// Components of measured motion that are kept.
  public var motionComponents = 8
  /// Codes of continuous actions.
  public var actionCodes = 40
  /// Means of the codebook of patches.
  public var patchCodes = 128
  /// Width of both layers of a member; nil for the usual one.
  public var hidden: Int?
  /// Rows a second, at most.
  public var rate = 30.0
  /// Threads.
  public var jobs = 2
  /// The command line, for the model's card.
  public var command: [String] = []

  /// The usual settings.
  public init() {}

  /// Trains a model.
  ///
  /// - Parameters:
  ///   - labelled: videos with their actions.
  ///   - others: videos that will be labelled; only their pictures are looked at.
  /// - Throws: `SkilletError` where videos cannot be read, are too few, or do not belong together,
  ///   where a training runs away, or where it was interrupted.
  public func run(
    _ labelled: DemonstrationSet, others: DemonstrationSet? = nil,
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) -> ActionLabeller {
    let held = try heldOut(labelled)
    let (space, set) = try labelled.inOneSpace()
    do {
      let inputs = try fitInputs(set, others, held, interruption, progress)
      let readings = try SeriesReading.all(set, inputs, jobs: jobs, interruption, progress)
      guard var shape = InverseDynamics.Shape(inputs) else {
        throw SkilletError(.failed, "the inputs of the model do not fit each other")
      }
      shape.hidden = hidden ?? shape.hidden
      var ensemble = EnsembleTraining(members: members, seed: seed, jobs: jobs)
      ensemble.recipe = .inverse(
        rows: readings.dropLast(held).reduce(0) { $0 + $1.series.count })
      if let steps { ensemble.recipe.steps = steps }
      let (fitted, losses) = try ensemble.run(
        learning: readings.dropLast(held).map(\.series),
        validation: readings.suffix(held).map(\.series), interruption, progress
      ) { [shape] in InverseDynamics(shape, seed: $0) }
      let settings = LabellerSettings(
        version: skilletVersion, seed: seed, rate: rate, moves: inputs.moves.rawValue,
        grid: inputs.codebook.map { [$0.grid.columns, $0.grid.rows] }, members: members,
        sizes: .init(shape),
        space: .init(space, nullActions: Set(set.flatMap { $0.actions?.track.nullActions ?? [] })),
        training: .init(
          command: command.joined(separator: " "), demonstrations: set.count - held,
          rows: readings.dropLast(held).reduce(0) { $0 + $1.series.count },
          validation: set.suffix(held).map(\.name), losses: losses))
      let model = ActionLabeller(
        settings: settings, inputs: inputs, space: space, members: fitted)
      return try measured(model, Array(zip(readings, set).suffix(held)))
    } catch let error as SkilletError {
      throw error
    } catch {
      throw SkilletError(.failed, "training: \(error)")
    }
  }

  /// How many labelled videos are held out; one at least is learned from.
  private func heldOut(_ labelled: DemonstrationSet) throws(SkilletError) -> Int {
    let count = labelled.demonstrations.count
    guard count > min(1, validation) else {
      throw SkilletError(
        .badData,
        "\(labelled.demonstrations.first?.path ?? "the data set"): is the only labelled video; "
          + "give another to measure on, or none with --validation 0")
    }
    return min(validation, count - 1)
  }

  private func fitInputs(
    _ set: [DemonstrationSet.Demonstration], _ others: DemonstrationSet?, _ held: Int,
    _ interruption: Interruption, _ progress: @escaping @Sendable (TrainingProgress) -> Void
  ) throws(SkilletError) -> SeriesInputs {
    var inputs = SeriesInputs(rate: rate)
    let recordings = set.dropLast(held).compactMap(\.actions)
    inputs.vocabulary = try SeriesInputs.vocabulary(recordings, codes: actionCodes, seed: seed)
    let videos = set.map(\.path) + (others?.demonstrations.map(\.path) ?? [])
    let codebook = try SeriesInputs.codebook(
      videos, vocabulary: patchCodes, seed: seed, interruption: interruption
    ) {
      progress(
        TrainingProgress(stage: "looking at pictures", done: $0, expected: $1, unit: "videos"))
    }
    if seesMotion ?? (recordings.first?.track.space.kind == .continuous) {
      inputs.moves = .motion
      inputs.components = try SeriesInputs.components(
        of: .motion, videos, count: motionComponents, seed: seed, jobs: jobs,
        interruption: interruption
      ) {
        progress(
          TrainingProgress(stage: "looking at motion", done: $0, expected: $1, unit: "videos"))
      }
    }
    // Patches are found as by the model that is read back.
    inputs.codebook = PatchCodebook(
      grid: codebook.grid, centroids: codebook.centroids.inHalfPrecision)
    if let motion = inputs.components {
      inputs.components = PrincipalComponents(
        means: motion.means, scales: motion.scales, directions: motion.directions.inHalfPrecision)
    }
    return inputs
  }

  /// The model as it will be read back, with the figures of that on the labelled videos held out.
  private func measured(
    _ model: ActionLabeller, _ held: [(SeriesReading, DemonstrationSet.Demonstration)]
  ) throws(SkilletError) -> ActionLabeller {
    var model = model
    let bytes = try model.bytes(file: "the model")
    do throws(ArrayFileError) {
      model = try ActionLabeller(bytes: bytes, file: "the model")
    } catch {
      throw SkilletError(.failed, error.description)
    }
    var pairs: [(found: ActionTrack, truth: ActionTrack)] = []
    for (reading, one) in held {
      guard let actions = one.actions else { continue }
      let truth = try actions.rows(
        reading.rowFrames, of: reading.frames, framesInHeader: reading.info.framesInHeader)
      pairs.append((model.track(of: reading, model: ""), truth.track))
    }
    if !pairs.isEmpty { model.settings.training.figures = LabelFigures(pairs) }
    return model
  }
}

extension Matrix {
  /// Each value as it comes back from half precision.
  fileprivate var inHalfPrecision: Matrix {
    Matrix(rows: rows, columns: columns, values: values.map { Float(Float16($0)) })
  }
}
