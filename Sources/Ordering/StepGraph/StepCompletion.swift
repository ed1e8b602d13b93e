/// A way in which a task may go on to its end.
public struct StepCompletion: Sendable, Hashable {
  /// The steps that are still to be done, in order.
  public var steps: [Int]
  /// How likely it is that the task goes on exactly so.
  public var probability: Double

  /// Collects a way.
  public init(steps: [Int], probability: Double) {
    self.steps = steps
    self.probability = probability
  }
}

extension StepPredictor {
  /// The likeliest ways on to the end that a beam search finds, the likeliest first.
  ///
  /// Only the task's own steps come up, none more often than in any sequence known. A beam of 1 is
  /// the greedy way. Cost: `beam` predictions a step.
  ///
  /// - Parameters:
  ///   - prefix: what was done so far.
  ///   - beam: how many unfinished ways are followed at once.
  ///   - count: how many ways are given at most; fewer where there are not so many.
  ///   - endRatio: a way may end where the end is at least this many times as likely as the likeliest
  ///     step: 1, as likely as any. At 0 it may end anywhere, and where a task is long the likeliest
  ///     way of all is often a short one that hardly any sequence takes.
  public func completions(
    after prefix: [Int], beam: Int = 20, count: Int = 1, endRatio: Double = 1
  ) -> [StepCompletion] {
    precondition(beam > 0 && count > 0, "a beam of \(beam) for \(count) ways")
    var open = [(score: 0.0, steps: [Int]())]
    var ended: [(score: Double, steps: [Int])] = []
    while !open.isEmpty {
      var longer: [(score: Double, steps: [Int])] = []
      for way in open {
        let chances = probabilities(after: prefix + way.steps)
        let least = endRatio * (chances.dropLast().max() ?? 0)
        for (step, chance) in chances.enumerated() where chance > 0 {
          if step == stepCount, chance < least { continue }
          let score = way.score + naturalLogarithm(chance)
          if step == stepCount {
            ended.append((score, way.steps))
          } else {
            longer.append((score, way.steps + [step]))
          }
        }
      }
      ended = Self.best(ended, max(beam, count))
      // A way only gets less likely: what is behind the last place wanted need not go on.
      let last = ended.count >= count ? ended[count - 1].score : -Double.infinity
      // Ended ways have their places in the beam: greedy search ends where the end is likeliest.
      let rivals = Self.best(longer + ended, max(beam, count)).map(\.steps)
      let kept = Set(rivals)
      open = Self.best(longer.filter { $0.score > last && kept.contains($0.steps) }, max(beam, 1))
    }
    return ended.prefix(count).map {
      StepCompletion(steps: $0.steps, probability: exponential($0.score))
    }
  }

  /// The way on that takes the likeliest step, or the end, at each place; of equals the step with
  /// the lower index, the end last.
  public func greedyCompletion(after prefix: [Int]) -> [Int] {
    var steps: [Int] = []
    while true {
      let chances = probabilities(after: prefix + steps)
      let next = chances.indices.max { (chances[$0], -$0) < (chances[$1], -$1) } ?? stepCount
      if next == stepCount { return steps }
      steps.append(next)
    }
  }

  private static func best(
    _ ways: [(score: Double, steps: [Int])], _ count: Int
  ) -> [(score: Double, steps: [Int])] {
    let sorted = ways.sorted {
      $0.score != $1.score ? $0.score > $1.score : $0.steps.lexicographicallyPrecedes($1.steps)
    }
    return Array(sorted.prefix(count))
  }
}

extension StepGraph {
  /// The graph script: what follows what in the paths that a beam search finds most likely, where
  /// it does so in more than `threshold` of them.
  ///
  /// The way of "Non-Sequential Graph Script Induction via Multimedia Grounding" (Zhou, 2023).
  /// Their numbers are 40 paths and a threshold of 4; an edge's probability is its share of the
  /// paths, and start and end are not drawn there.
  public init(
    decoding predictor: some StepPredictor, paths: Int = 40, threshold: Int = 4
  ) {
    let found = predictor.completions(after: [], beam: paths, count: paths).map(\.steps)
      .filter { !$0.isEmpty }
    let all = StepGraph(StepPaths(stepCount: predictor.stepCount, found))
    self.init(
      sequenceCount: all.sequenceCount, nodes: all.nodes,
      edges: all.edges.filter { $0.count > threshold }.map {
        Edge(
          from: $0.from, to: $0.to, count: $0.count,
          probability: Double($0.count) / Double(max(1, all.sequenceCount)))
      }, precedence: all.precedence)
  }

  init(sequenceCount: Int, nodes: [Node], edges: [Edge], precedence: [Int]) {
    self.sequenceCount = sequenceCount
    self.nodes = nodes
    self.edges = edges
    self.precedence = precedence
  }
}
