/// Says which step comes next in a task, or that the task ends.
public protocol StepPredictor: Sendable {
  /// How many steps the task has.
  var stepCount: Int { get }

  /// The probability of each step, and behind them that of the end; they add up to 1.
  ///
  /// A step that was done as often as in any sequence known has the probability 0.
  func probabilities(after prefix: [Int]) -> [Double]
}

extension StepPredictor {
  /// The steps that may come next, the likeliest first; of equals the lower index first.
  public func ranking(after prefix: [Int]) -> [Int] {
    let chances = probabilities(after: prefix)
    return (0..<stepCount).filter { chances[$0] > 0 }
      .sorted { (-chances[$0], $0) < (-chances[$1], $1) }
  }
}

/// Which steps may still be done: none more often than in any sequence known.
struct StepLimits: Sendable {
  let mostOften: [Int]

  /// Sets the probabilities of steps that are used up to 0 and scales the rest; where nothing is
  /// left the task ends.
  func apply(_ prefix: [Int], to chances: inout [Double]) {
    for step in isUsedUp(prefix).enumerated() where step.element { chances[step.offset] = 0 }
    let sum = chances.reduce(0, +)
    if sum > 0 {
      for index in chances.indices { chances[index] /= sum }
    } else {
      chances[chances.count - 1] = 1
    }
  }

  /// Whether each step may not be done again.
  func isUsedUp(_ prefix: [Int]) -> [Bool] {
    var left = mostOften
    for step in prefix { left[step] -= 1 }
    return left.map { $0 <= 0 }
  }
}
