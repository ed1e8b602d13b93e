internal import LinearAlgebra
public import NeuralNetworks

/// Trains an assessor on judged pairs: Adam along a cosine, the weights with the best loss on
/// held-out pairs kept.
public struct AssessorFitting: Sendable, Hashable {
  /// Steps of the optimiser.
  public var steps = 300
  /// Pairs a step; all of them where there are no more.
  public var pairs = 256
  /// The highest learning rate.
  public var rate: Float = 5e-3
  /// The weight decay.
  public var decay: Float = 0.1
  /// Validations, each ten steps after the last, without a better loss until training stops; nil
  /// to go on to the end.
  public var patience: Int? = 10

  /// The usual recipe.
  public init() {}

  /// How a run ended.
  public struct Outcome: Sendable {
    /// The lowest loss on held-out pairs; the last training loss where there are none.
    public var loss: Double
    /// Steps taken.
    public var steps: Int
    /// The step whose weights were kept; the last where there are no held-out pairs.
    public var bestStep: Int
    /// Whether it was told to stop, so that it can be taken up again.
    public var wasInterrupted: Bool
  }

  /// Trains a network from the weights that it has.
  ///
  /// - Parameters:
  ///   - clips: all clips that pairs name.
  ///   - learning: at least one pair.
  ///   - validation: held-out pairs, that stop and choose; without them the last weights are kept.
  ///   - seed: which pairs a step sees, where there are more than it takes.
  ///   - checkpoint: file for the state.
  ///   - resumes: whether that file is taken up.
  ///   - isInterrupted: asked after each step.
  ///   - progress: told after each step.
  /// - Throws: `TrainingError` where the training runs away; `ArrayFileError` where a checkpoint
  ///   cannot be read or written.
  public func run(
    _ network: AssessorNetwork, clips: [AssessedClip], learning: [JudgedPair],
    validation: [JudgedPair], seed: UInt64, checkpoint: String? = nil, resumes: Bool = false,
    isInterrupted: () -> Bool = { false }, progress: (TrainingRun.Progress) -> Void = { _ in }
  ) throws -> Outcome {
    precondition(!learning.isEmpty, "there is no pair to learn from")
    var plan = TrainingPlan(
      schedule: CosineSchedule(peak: rate, warmUp: min(10, steps / 4), steps: steps),
      validationInterval: min(10, max(1, steps)), patience: validation.isEmpty ? nil : patience)
    plan.weightDecay = decay
    let run = TrainingRun(network.parameters, plan: plan, seed: seed)
    if resumes, let checkpoint { try run.restore(from: checkpoint) }
    let held = PairBatch(validation, clips)
    var last: Float = 0
    let end = try run.run(
      checkpoint: checkpoint,
      takeStep: { _, generator in
        let batch = PairBatch(draw(learning, using: &generator), clips)
        let (scores, cache) = network.forward(batch.clips)
        let (loss, gradient) = PairLoss.value(of: scores, batch.pairs)
        network.backward(gradient, cache)
        return loss
      },
      validate: validation.isEmpty
        ? nil : { PairLoss.value(of: network.scores(held.clips), held.pairs).loss },
      isInterrupted: isInterrupted,
      progress: {
        last = $0.loss
        progress($0)
      })
    return Outcome(
      loss: Double(run.best?.score ?? last), steps: run.step, bestStep: run.best?.step ?? run.step,
      wasInterrupted: end == .interrupted)
  }

  /// The pairs of a step, without repeats.
  private func draw(_ all: [JudgedPair], using generator: inout SplitMix64) -> [JudgedPair] {
    guard all.count > pairs else { return all }
    var places: Set<Int> = []
    var drawn: [JudgedPair] = []
    while drawn.count < pairs {
      let place = generator.next(below: all.count)
      if places.insert(place).inserted { drawn.append(all[place]) }
    }
    return drawn
  }
}

/// Pairs with only the clips that they name.
struct PairBatch {
  var clips: [AssessedClip] = []
  var pairs: [JudgedPair] = []

  init(_ named: [JudgedPair], _ all: [AssessedClip]) {
    var places: [Int: Int] = [:]
    for pair in named {
      for clip in [pair.left, pair.right] where places[clip] == nil {
        places[clip] = clips.count
        clips.append(all[clip])
      }
    }
    pairs = named.map { pair in
      var pair = pair
      pair.left = places[pair.left] ?? pair.left
      pair.right = places[pair.right] ?? pair.right
      return pair
    }
  }
}
