internal import LinearAlgebra
public import NeuralNetworks

/// The test of Order Matters (arXiv 1511.06391, section 4.3): sets of random numbers are sorted.
///
/// A head learns from sets of numbers uniform in `[0, 1)` and their order, by the list loss, and is
/// asked for the order of sets that it has not seen. It gives a score for each number instead of
/// pointing at one after another, which is the easier task.
public struct SortingTrial: Sendable, Hashable {
  /// Numbers of a set.
  public var size: Int
  /// How numbers learn of each other.
  public var kind = OrderingHead.Kind.attention
  /// Steps of the optimiser.
  public var steps = 2000
  /// Sets a step.
  public var sets = 32
  /// Values of a number within.
  public var width = 32
  /// Blocks of attention, or steps of processing.
  public var depth = 2
  /// The highest learning rate.
  public var rate: Float = 3e-3
  /// The seed of the weights and of the sets.
  public var seed: UInt64 = 1

  /// A trial with sets of some size.
  public init(size: Int) { self.size = size }

  /// What a trial came to.
  public struct Outcome: Sendable, Hashable {
    /// The sets sorted without a fault, of ``asked``.
    public var exact: Int
    /// Sets that were not trained on.
    public var asked: Int
    /// The mean of Kendall's tau over them.
    public var tau: Double
    /// The list loss before and at the end of training.
    public var initialLoss, lastLoss: Double
  }

  /// Trains and asks.
  ///
  /// - Throws: `TrainingError` where the training runs away.
  public func run(
    asking asked: Int = 1000, isInterrupted: () -> Bool = { false },
    progress: (TrainingRun.Progress) -> Void = { _ in }
  ) throws -> Outcome {
    var generator = SplitMix64(seed: seed)
    var shape = OrderingHead.Shape(inputs: 1)
    (shape.kind, shape.width, shape.depth) = (kind, width, depth)
    let head = OrderingHead(shape, using: &generator)
    let plan = TrainingPlan(
      schedule: CosineSchedule(
        peak: rate, floor: rate / 100, warmUp: min(50, steps / 10), steps: steps))
    let run = TrainingRun(head.parameters, plan: plan, seed: seed)
    var losses: (first: Float?, last: Float) = (nil, 0)
    _ = try run.run(
      takeStep: { _, generator in
        let (batch, lists) = draw(sets, using: &generator)
        let (scores, cache) = head.forward(batch)
        let (loss, gradient) = ListLoss.plackettLuce.mean(scores: scores, lists: lists)
        _ = head.backward(gradient, cache)
        if losses.first == nil { losses.first = loss }
        return loss
      }, isInterrupted: isInterrupted,
      progress: {
        losses.last = $0.loss
        progress($0)
      })
    // Sets of a generator of their own: none was trained on.
    var fresh = SplitMix64(seed: ~seed)
    var (exact, tau) = (0, 0.0)
    for _ in 0..<asked {
      let (batch, lists) = draw(1, using: &fresh)
      let found = ScoredOrder(scores: head.scores(batch).map { Double($0) }).order
      var ranks = [Int](repeating: 0, count: size)
      for (rank, item) in lists[0].enumerated() { ranks[item] = rank }
      let agreement = OrderAgreement(order: found.map { ranks[$0] })
      exact += agreement.isExact ? 1 : 0
      tau += agreement.tau / Double(asked)
    }
    return Outcome(
      exact: exact, asked: asked, tau: tau, initialLoss: Double(losses.first ?? 0),
      lastLoss: Double(losses.last))
  }

  /// Sets of numbers, and for each its items by rising number.
  private func draw(
    _ sets: Int, using generator: inout SplitMix64
  ) -> (batch: SetBatch, lists: [[Int]]) {
    let numbers = (0..<sets * size).map { _ in generator.uniform() }
    let lists = (0..<sets).map { set in
      (set * size..<(set + 1) * size).sorted { numbers[$0] < numbers[$1] }
    }
    let spread = numbers.map { 4 * $0 - 2 }
    return (
      SetBatch(Matrix(rows: numbers.count, columns: 1, values: spread), places: size), lists
    )
  }
}
