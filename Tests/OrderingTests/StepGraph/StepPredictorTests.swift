import LinearAlgebra
import Ordering
import Testing

@Suite struct StepPredictorTests {
  private func predictors(_ paths: StepPaths) -> [any StepPredictor] {
    [
      ScriptPredictor(script: Array(0..<paths.stepCount), mostOften: paths.mostOften),
      StepCounts(paths, contexts: [.last, .all], strength: .wittenBell),
      StepCounts(paths), StepCounts.chosen(paths), StepModel(paths, precisions: [4]),
    ]
  }

  @Test func `the script goes on from the last step and then to those passed over`() {
    let script = ScriptPredictor(script: [2, 0, 1, 3], mostOften: [1, 1, 1, 1])
    #expect(script.ranking(after: [0]) == [1, 3, 2])
    #expect(script.greedyCompletion(after: [1, 2]) == [0, 3])
    #expect(script.greedyCompletion(after: [0, 1, 2, 3]) == [])
  }

  @Test func `smoothed counts are the formula`() {
    let paths = StepPaths(stepCount: 2, [[0, 1], [0, 1], [1]])
    let counts = StepCounts(paths, contexts: [.last, .all], strength: .fixed(2))
    // All: step 0 twice, step 1 three times, end three times; after 0: step 1 twice.
    let all = [2.0, 3, 3].map { ($0 + 2.0 / 3) / (8 + 2) }
    let last = [2 * all[0], 2 + 2 * all[1], 2 * all[2]].map { $0 / 4 }
    let open = last[1] + last[2]
    let chances = counts.probabilities(after: [0])
    #expect(chances[0] == 0)
    #expect(abs(chances[1] - last[1] / open) < 1e-12)
    #expect(abs(chances[2] - last[2] / open) < 1e-12)
  }

  @Test(arguments: 0..<6) func `probabilities add up and used-up steps have none`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let sequences = madePaths(steps: 5, count: 40, repeats: seed % 2 == 0, using: &generator)
    let paths = StepPaths(stepCount: 5, sequences)
    for predictor in predictors(paths) {
      for path in sequences.prefix(10) {
        for length in 0...path.count {
          let prefix = Array(path[..<length])
          let chances = predictor.probabilities(after: prefix)
          #expect(chances.count == 6)
          #expect(abs(chances.reduce(0, +) - 1) < 1e-9, "seed \(seed): \(predictor)")
          for step in 0..<5 where prefix.count(where: { $0 == step }) >= paths.mostOften[step] {
            #expect(chances[step] == 0, "seed \(seed): \(predictor)")
          }
        }
      }
    }
  }

  /// Every way to the end with its probability, by plain recursion.
  private func allWays(_ predictor: any StepPredictor, _ prefix: [Int]) -> [StepCompletion] {
    let chances = predictor.probabilities(after: prefix)
    var ways = [StepCompletion(steps: [], probability: chances[predictor.stepCount])]
    for step in 0..<predictor.stepCount where chances[step] > 0 {
      ways += allWays(predictor, prefix + [step]).map {
        StepCompletion(steps: [step] + $0.steps, probability: chances[step] * $0.probability)
      }
    }
    return ways
  }

  @Test(arguments: 0..<4) func `a wide beam finds the likeliest of all ways`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let paths = StepPaths(stepCount: 4, madePaths(steps: 4, count: 25, using: &generator))
    for predictor in [StepCounts(paths), StepModel(paths, precisions: [4])] as [any StepPredictor] {
      let ways = allWays(predictor, [1])
      #expect(abs(ways.reduce(0) { $0 + $1.probability } - 1) < 1e-9, "seed \(seed)")
      let best = ways.sorted { $0.probability > $1.probability }.prefix(3)
      let found = predictor.completions(after: [1], beam: 200, count: 3, endRatio: 0)
      #expect(
        zip(found, best).allSatisfy { abs($0.probability - $1.probability) < 1e-9 }, "\(seed)")
    }
  }

  @Test func `a way ends only where the end is as likely as any step`() {
    // Six steps in any order: each single order is rarer than stopping at once.
    var generator = SplitMix64(seed: 2)
    let long = (0..<200).map { _ in generator.permutation(6) } + [[0], [0], [0], [1]]
    let counts = StepCounts(StepPaths(stepCount: 6, long), strength: .fixed(1))
    #expect(counts.completions(after: [0])[0].steps.count == 5)
    #expect(counts.completions(after: [0], endRatio: 0)[0].steps == [])
  }

  @Test func `nothing is repeated unless the data repeat it`() {
    var generator = SplitMix64(seed: 3)
    let plain = StepPaths(stepCount: 6, madePaths(steps: 6, count: 40, using: &generator))
    for predictor in predictors(plain) {
      for way in predictor.completions(after: [2], beam: 10, count: 10) {
        #expect(Set([2] + way.steps).count == way.steps.count + 1)
      }
    }
    let repeating = StepPaths(stepCount: 2, Array(repeating: [0, 1, 0], count: 9))
    #expect(StepCounts(repeating).greedyCompletion(after: [0]) == [1, 0])
  }

  @Test func `the learned model learns what counts cannot see`() {
    // Step 3 comes last if step 0 was done, step 4 if step 1 was: the order before does not matter.
    var generator = SplitMix64(seed: 5)
    let sequences = (0..<120).map { index -> [Int] in
      var path = generator.permutation(3).map { $0 + 2 }.filter { $0 == 2 } + [5, 6, 7]
      path.swapAt(1, 1 + generator.next(below: 3))
      return [index % 2] + path + [index % 2 + 3]
    }
    let paths = StepPaths(stepCount: 8, sequences)
    let model = StepModel(paths, precisions: [1])
    #expect(model.converged)
    let prefix = [0, 2, 6, 5, 7]
    #expect(model.ranking(after: prefix)[0] == 3)
    #expect(model.ranking(after: [1, 2, 6, 5, 7])[0] == 4)
  }

  @Test func `the same paths and seed give the same model`() {
    var generator = SplitMix64(seed: 8)
    let paths = StepPaths(stepCount: 4, madePaths(steps: 4, count: 30, using: &generator))
    let (one, two) = (StepModel(paths, seed: 2), StepModel(paths, seed: 2))
    #expect(one.probabilities(after: [1, 0]) == two.probabilities(after: [1, 0]))
    #expect(one.precision == two.precision)
  }

  @Test func `more than 128 steps are told apart`() {
    let sequences = (0..<150).map { [$0, ($0 + 1) % 150] }
    let counts = StepCounts(StepPaths(stepCount: 150, sequences))
    #expect(counts.ranking(after: [140])[0] == 141)
  }
}
