public import LinearAlgebra

/// Trains a model: steps of Adam, validations, checkpoints, and the best parameters at the end.
///
/// Parameters, moments, random numbers and the score are all its state, so a run that was stopped
/// and taken up again from its checkpoint ends with the same bits as one that was not, on the same
/// processor and OpenBLAS, if a step's loss follows from the parameters, the step's number and the
/// generator alone.
public final class TrainingRun {
  /// The plan.
  public let plan: TrainingPlan
  /// The parameters that are trained.
  public let parameters: [Parameter]

  /// Steps taken.
  public internal(set) var step = 0
  /// The lowest validation score, and after how many steps it was reached.
  public internal(set) var best: (score: Float, step: Int)?

  var adam: Adam
  var generator: SplitMix64
  var trend = LossTrend()
  var bestValues: [[Float]] = []
  var validationsWithoutGain = 0

  /// Where a run stands.
  public struct Progress: Sendable {
    /// Steps taken.
    public var step: Int
    /// Steps in all.
    public var steps: Int
    /// The mean loss of about the last twenty steps.
    public var loss: Float
    /// The lowest validation score; nil before the first.
    public var bestScore: Float?
    /// The time that the rest will take at the speed so far, in seconds.
    public var secondsLeft: Double
  }

  /// Why a run ended.
  public enum End: String, Sendable {
    /// All steps were taken.
    case finished
    /// The score did not improve for as many validations as the plan allows.
    case noImprovement
    /// It was told to stop.
    case interrupted
  }

  /// Prepares a run from the parameters' present values.
  public init(_ parameters: [Parameter], plan: TrainingPlan, seed: UInt64) {
    precondition(
      Set(parameters.map(\.name)).count == parameters.count, "two parameters share a name")
    self.parameters = parameters
    self.plan = plan
    adam = Adam(parameters, weightDecay: plan.weightDecay)
    generator = SplitMix64(seed: seed)
  }

  /// Runs to the end, and leaves the parameters of the lowest validation score in the model.
  ///
  /// - Parameters:
  ///   - checkpoint: file for the state; none is written without it.
  ///   - takeStep: adds the gradients of one batch and gives its loss.
  ///   - validate: gives a score of the model as it is; lower is better.
  ///   - isInterrupted: asked after each step; the state is stored before the run ends.
  ///   - progress: told after each step.
  /// - Throws: ``TrainingError`` where a loss, gradient or score is no finite number or the loss
  ///   explodes, `ArrayFileError` where a checkpoint cannot be written, and what the closures throw.
  public func run(
    checkpoint: String? = nil,
    takeStep: (_ step: Int, _ generator: inout SplitMix64) throws -> Float,
    validate: (() throws -> Float)? = nil, isInterrupted: () -> Bool = { false },
    progress: (Progress) -> Void = { _ in }
  ) throws -> End {
    let (clock, first) = (ContinuousClock(), step)
    let begin = clock.now
    var stored = checkpoint == nil || step == 0 ? nil : checkpoint
    while step < plan.schedule.steps, !isOutOfPatience {
      try trainOnce(takeStep, stored)
      let isLast = step == plan.schedule.steps
      if let validate, isLast || step % plan.validationInterval == 0 {
        try judge(validate(), stored)
      }
      let isStopping = isInterrupted()
      if let checkpoint,
        isLast || isStopping || isOutOfPatience || step % plan.checkpointInterval == 0
      {
        try write(to: checkpoint)
        stored = checkpoint
      }
      let pace = (clock.now - begin) / .seconds(1) / Double(step - first)
      progress(
        Progress(
          step: step, steps: plan.schedule.steps, loss: Float(trend.smoothed),
          bestScore: best?.score, secondsLeft: pace * Double(plan.schedule.steps - step)))
      if isStopping && !isLast && !isOutOfPatience { return .interrupted }
    }
    restoreBest()
    return step < plan.schedule.steps ? .noImprovement : .finished
  }

  private var isOutOfPatience: Bool {
    plan.patience.map { validationsWithoutGain >= $0 } ?? false
  }

  /// One batch, one step of Adam; the parameters stay as they were where the batch is at fault.
  private func trainOnce(
    _ takeStep: (Int, inout SplitMix64) throws -> Float, _ stored: String?
  ) throws {
    for parameter in parameters { parameter.clearGradient() }
    let loss = try takeStep(step, &generator)
    func fault(_ reason: String) -> TrainingError {
      TrainingError(step: step, reason: reason, checkpoint: stored)
    }
    guard loss.isFinite else { throw fault("the loss is \(loss)") }
    let norm = GlobalNorm.clip(parameters, to: plan.gradientLimit)
    guard norm.isFinite else {
      let name = parameters.first { $0.gradient.contains { !$0.isFinite } }?.name ?? "all together"
      throw fault("the gradient of '\(name)' is not finite")
    }
    let rise = trend.add(Double(loss))
    guard rise <= plan.explosionLimit else {
      throw fault(
        "the loss rose to \(Float(trend.smoothed)) from its lowest of \(Float(trend.lowest))")
    }
    adam.step(parameters, rate: plan.schedule.rate(at: step))
    step += 1
  }

  /// Takes a validation score and keeps the parameters where it is the lowest.
  private func judge(_ score: Float, _ stored: String?) throws {
    guard score.isFinite else {
      throw TrainingError(
        step: step, reason: "the validation score is \(score)", checkpoint: stored)
    }
    if let best, score >= best.score {
      validationsWithoutGain += 1
    } else {
      best = (score, step)
      bestValues = parameters.map(\.values)
      validationsWithoutGain = 0
    }
  }

  /// Puts the parameters of the lowest score into the model; changes nothing before a validation.
  public func restoreBest() {
    for (parameter, values) in zip(parameters, bestValues) { parameter.values = values }
  }
}
