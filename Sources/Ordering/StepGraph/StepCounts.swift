/// Next steps counted in contexts from fine to coarse, each smoothed towards the next coarser one.
///
/// `p_k(s) = (count_k(s) + a p_(k+1)(s)) / (total_k + a)`, from the uniform distribution up, where
/// `a` is a fixed strength (a Dirichlet prior) or the number of different followers of the context
/// (Witten and Bell, 1991). Steps that are used up get 0 and the rest is scaled.
///
/// Cost: memory grows with the different contexts, O(steps) a context for a prediction.
public struct StepCounts: StepPredictor {
  /// How strongly a context leans on the coarser one.
  public enum Strength: Sendable, Hashable {
    /// As much as that many sequences.
    case fixed(Double)
    /// As much as the context has different followers.
    case wittenBell
  }

  /// The contexts from fine to coarse.
  public let contexts: [StepContext]
  /// How strongly each leans on the next.
  public let strength: Strength
  /// How many steps the task has.
  public let stepCount: Int

  private var tables: [[StepContextKey: FollowerTally]]
  let limits: StepLimits

  /// The contexts that predict best: a finer one than these finds too few examples.
  public static let usualContexts: [StepContext] = [.visitedAndLast, .visited, .last, .all]

  /// Counts the paths.
  public init(
    _ paths: StepPaths, contexts: [StepContext] = usualContexts, strength: Strength = .fixed(10)
  ) {
    self.contexts = contexts
    self.strength = strength
    stepCount = paths.stepCount
    limits = StepLimits(mostOften: paths.mostOften)
    tables = Array(repeating: [:], count: contexts.count)
    for (path, count) in zip(paths.paths, paths.counts) {
      var visited = StepSet()
      for place in 0...path.count {
        let next = place < path.count ? path[place] : stepCount
        for (level, context) in contexts.enumerated() {
          let key = StepContextKey(context, prefix: path[..<place], visited: visited)
          tables[level][key, default: FollowerTally()].add(next, Double(count))
        }
        if place < path.count { visited.insert(path[place]) }
      }
    }
  }

  /// The same counts with another strength.
  public func with(strength: Strength) -> StepCounts { StepCounts(copying: self, strength) }

  private init(copying other: StepCounts, _ strength: Strength) {
    contexts = other.contexts
    self.strength = strength
    (stepCount, tables, limits) = (other.stepCount, other.tables, other.limits)
  }

  /// The smoothed probabilities.
  public func probabilities(after prefix: [Int]) -> [Double] {
    smoothed(prefix[...], withoutPath: nil)
  }

  /// The smoothed probabilities as they were if one sequence, whose beginning `prefix` is, had not
  /// been counted.
  func smoothed(_ prefix: ArraySlice<Int>, withoutPath path: [Int]?) -> [Double] {
    var visited = StepSet()
    for step in prefix { visited.insert(step) }
    var chances = [Double](repeating: 1 / Double(stepCount + 1), count: stepCount + 1)
    for level in contexts.indices.reversed() {
      let key = StepContextKey(contexts[level], prefix: prefix, visited: visited)
      guard let tally = tables[level][key] else { continue }
      var total = tally.total
      var own: [Int] = []
      if let path {
        own = Self.followers(
          in: path, of: key, contexts[level], at: prefix.count, end: stepCount)
        total -= Double(own.count)
      }
      let lean: Double =
        switch strength {
        case .fixed(let value): value
        case .wittenBell: Double(max(1, tally.steps.count))
        }
      for index in chances.indices { chances[index] *= lean }
      for (step, count) in zip(tally.steps, tally.counts) { chances[step] += count }
      for step in own { chances[step] -= 1 }
      for index in chances.indices { chances[index] /= total + lean }
    }
    limits.apply(Array(prefix), to: &chances)
    return chances
  }

  /// What follows a context wherever it occurs in a path.
  private static func followers(
    in path: [Int], of key: StepContextKey, _ context: StepContext, at place: Int, end: Int
  ) -> [Int] {
    if context == .all { return path + [end] }
    if Set(path).count == path.count {
      // Every context but `all` stands once in a path that repeats nothing: at the key's own place.
      return [place < path.count ? path[place] : end]
    }
    var followers: [Int] = []
    var visited = StepSet()
    for place in 0...path.count {
      if StepContextKey(context, prefix: path[..<place], visited: visited) == key {
        followers.append(place < path.count ? path[place] : end)
      }
      if place < path.count { visited.insert(path[place]) }
    }
    return followers
  }

  /// The strength of those offered that makes each sequence likeliest given the others.
  ///
  /// About `limit` steps are asked for at most. Nothing but the paths themselves is looked at.
  public static func chosen(
    _ paths: StepPaths, contexts: [StepContext] = usualContexts,
    among strengths: [Double] = [2, 5, 10, 20, 40], limit: Int = 4000
  ) -> StepCounts {
    let counts = StepCounts(paths, contexts: contexts, strength: .fixed(strengths[0]))
    if paths.sequenceCount < 2 { return counts }
    var best = (score: -Double.infinity, counts: counts)
    let rows = paths.paths.reduce(0) { $0 + $1.count + 1 }
    let stride = max(1, rows / limit)
    for strength in strengths {
      let candidate = counts.with(strength: .fixed(strength))
      var score = 0.0
      for index in Swift.stride(from: 0, to: paths.paths.count, by: stride) {
        score +=
          Double(paths.counts[index]) * candidate.logLikelihoodWithoutItself(paths.paths[index])
      }
      if score > best.score { best = (score, candidate) }
    }
    return best.counts
  }

  private func logLikelihoodWithoutItself(_ path: [Int]) -> Double {
    var sum = 0.0
    for place in 0...path.count {
      let next = place < path.count ? path[place] : stepCount
      sum += naturalLogarithm(max(smoothed(path[..<place], withoutPath: path)[next], 1e-9))
    }
    return sum
  }
}
