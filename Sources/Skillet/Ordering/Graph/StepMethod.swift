internal import Ordering

/// How the next step is predicted.
public enum StepMethod: String, Sendable, Hashable, CaseIterable {
  /// The order of the script, or of the mean places.
  case linear
  /// What followed the last step.
  case bigram
  /// What followed the same steps done and the same last step, backing off to the last step.
  case visited
  /// What followed the same beginning, backing off likewise.
  case prefix
  /// Counts in four contexts, smoothed as strongly as leaving sequences out says.
  case counts
  /// The log-linear model on top of the counts.
  case learned

  /// Whether the published figures of this method take the likeliest step at each place instead of
  /// the likeliest way to the end.
  var isGreedy: Bool {
    switch self {
    case .linear, .bigram, .visited, .prefix: true
    case .counts, .learned: false
    }
  }

  /// The predictor that the method makes of some paths; `limits` says how often a step may be done
  /// where the paths do not show it.
  func predictor(_ paths: StepPaths, script: [Int], seed: UInt64) -> any StepPredictor {
    switch self {
    case .linear: ScriptPredictor(script: script, mostOften: paths.mostOften)
    case .bigram: StepCounts(paths, contexts: [.last, .all], strength: .wittenBell)
    case .visited:
      StepCounts(paths, contexts: [.visitedAndLast, .last, .all], strength: .wittenBell)
    case .prefix:
      StepCounts(paths, contexts: [.prefix, .visitedAndLast, .last, .all], strength: .wittenBell)
    case .counts: StepCounts.chosen(paths)
    case .learned: StepModel(paths, seed: seed)
    }
  }
}
