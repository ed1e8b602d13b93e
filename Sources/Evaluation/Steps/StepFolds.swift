/// Folds within tasks: each task's sequences are shuffled, and fold `f` holds every `count`-th of
/// them from `f`.
///
/// One generator, started with the seed, shuffles task after task, as Python's `random.seed(0)` and
/// a `random.shuffle` a task do.
public struct StepFolds: Sendable, Hashable {
  /// How many folds there are.
  public var count: Int
  /// The seed of the shuffle.
  public var seed: UInt64

  /// Chooses folds.
  public init(count: Int = 5, seed: UInt64 = 0) {
    precondition(count > 1, "there should be at least two folds")
    self.count = count
    self.seed = seed
  }

  /// The places of the sequences in each fold, task by task.
  ///
  /// - Parameter sizes: how many sequences each task has, at least as many as there are folds.
  public func places(_ sizes: [Int]) -> [[[Int]]] {
    var generator = MersenneTwister(seed: seed)
    return sizes.map { size in
      precondition(size >= count, "\(size) sequences make no \(count) folds")
      var order = Array(0..<size)
      generator.shuffle(&order)
      return (0..<count).map { fold in
        stride(from: fold, to: size, by: count).map { order[$0] }
      }
    }
  }
}
