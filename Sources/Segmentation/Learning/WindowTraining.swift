public import LinearAlgebra
public import NeuralNetworks

/// A model that learns from windows of demonstrations.
public protocol WindowModel: Parameterized, Sendable {
  /// A demonstration as the model reads it, worked out once.
  associatedtype Prepared: Sendable

  /// Works out what training reads again and again.
  func prepare(_ series: DemonstrationSeries) -> Prepared

  /// The mean loss of windows, with its gradient added to the weights'.
  func train(
    _ series: [Prepared], windows: [(series: Int, start: Int)], length: Int,
    using generator: inout SplitMix64
  ) -> Double

  /// The mean loss over whole demonstrations.
  func loss(_ series: [Prepared]) -> Double
}

/// Training on windows: Adam along a cosine, the weights with the best validation loss kept.
public struct WindowTraining: Sendable, Hashable {
  /// Steps of the optimiser.
  public var steps = 400
  /// Windows a step.
  public var windows = 16
  /// Rows a window.
  public var length = 96
  /// The highest learning rate.
  public var rate: Float = 2e-3
  /// The weight decay.
  public var decay: Float = 1e-3
  /// Validations without a better loss until training stops; nil to go on to the end.
  public var patience: Int?

  /// The recipe of a skill mixture.
  public init() {}

  /// The recipe of a spread predictor.
  public static var spread: WindowTraining {
    var training = WindowTraining()
    (training.steps, training.windows, training.length) = (1000, 8, 160)
    return training
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    /// The lowest validation loss; the last training loss where nothing validates.
    public var loss: Double
    /// Steps taken.
    public var steps: Int
    /// Whether it was told to stop, so that it can be taken up again.
    public var wasInterrupted: Bool
  }

  /// Trains a model from the weights that it has.
  ///
  /// - Parameters:
  ///   - training: at least one demonstration with a row.
  ///   - validation: demonstrations that stop and choose; without them the last weights are kept.
  ///   - checkpoint: file for the state; taken up where it exists.
  ///   - isInterrupted: asked after each step.
  ///   - progress: told after each step.
  /// - Throws: `TrainingError` where the training runs away; `ArrayFileError` where a checkpoint
  ///   cannot be read or written.
  public func run<Model: WindowModel>(
    _ model: Model, training: [DemonstrationSeries], validation: [DemonstrationSeries],
    seed: UInt64, checkpoint: String? = nil, resumes: Bool = false,
    isInterrupted: () -> Bool = { false }, progress: (TrainingRun.Progress) -> Void = { _ in }
  ) throws -> Outcome {
    let sampler = WindowSampler(training, length: length)
    let prepared = training.map { model.prepare($0) }
    let held = validation.map { model.prepare($0) }
    var plan = TrainingPlan(
      schedule: CosineSchedule(peak: rate, warmUp: min(10, steps / 4), steps: steps),
      validationInterval: min(25, max(1, steps)), patience: patience)
    plan.weightDecay = decay
    let run = TrainingRun(model.parameters, plan: plan, seed: seed)
    if resumes, let checkpoint { try run.restore(from: checkpoint) }
    var last: Float = 0
    let end = try run.run(
      checkpoint: checkpoint,
      takeStep: { _, generator in
        Float(
          model.train(
            prepared, windows: sampler.draw(windows, using: &generator),
            length: sampler.windowLength, using: &generator))
      },
      validate: held.isEmpty ? nil : { Float(model.loss(held)) }, isInterrupted: isInterrupted,
      progress: {
        last = $0.loss
        progress($0)
      })
    return Outcome(
      loss: Double(run.best?.score ?? last), steps: run.step, wasInterrupted: end == .interrupted)
  }
}
