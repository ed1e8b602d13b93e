import Evaluation
import LinearAlgebra
import Testing

@Suite struct BoundaryMatchingTests {
  /// The most pairs and the least total distance among all pairings, by trying every one.
  static func exhaustive(
    _ predicted: ArraySlice<Double>, _ truth: [Double], _ used: Set<Int>, _ tolerance: Double
  ) -> (count: Int, cost: Double) {
    guard let first = predicted.first else { return (0, 0) }
    var best = exhaustive(predicted.dropFirst(), truth, used, tolerance)
    for (index, target) in truth.enumerated()
    where !used.contains(index) && abs(first - target) <= tolerance {
      let rest = exhaustive(predicted.dropFirst(), truth, used.union([index]), tolerance)
      let candidate = (count: rest.count + 1, cost: rest.cost + abs(first - target))
      if candidate.count > best.count
        || candidate.count == best.count && candidate.cost < best.cost
      {
        best = candidate
      }
    }
    return best
  }

  @Test(arguments: 0..<400) func `optimal matching is what trying everything finds`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    func positions() -> [Double] {
      (0..<generator.next(below: 7)).map { _ in Double(generator.next(below: 24)) }.sorted()
    }
    let (predicted, truth) = (positions(), positions())
    let tolerance = Double(generator.next(below: 8))
    let matching = BoundaryMatching(predicted: predicted, truth: truth, tolerance: tolerance)
    let best = Self.exhaustive(predicted[...], truth, [], tolerance)
    let inputs = "seed \(seed): \(predicted) \(truth) \(tolerance)"
    let cost = matching.pairs.map(\.distance).reduce(0, +)
    #expect(matching.pairs.count == best.count, "\(inputs)")
    #expect(cost == best.cost, "\(inputs)")
    #expect(Set(matching.pairs.map(\.predicted)).count == best.count, "seed \(seed)")
    #expect(Set(matching.pairs.map(\.truth)).count == best.count, "seed \(seed)")
    #expect(matching.pairs.allSatisfy { $0.distance <= tolerance }, "seed \(seed)")
    let count = BoundaryMatching.count(predicted: predicted, truth: truth, tolerance: tolerance)
    #expect(count == best.count, "seed \(seed)")
    let greedy = BoundaryMatching(
      predicted: predicted, truth: truth, tolerance: tolerance, rule: .greedy)
    #expect(greedy.pairs.count <= best.count, "seed \(seed)")
    #expect(2 * greedy.pairs.count >= best.count, "seed \(seed)")
  }

  @Test func `greedy matching can find fewer pairs than there are`() {
    let (predicted, truth): ([Double], [Double]) = ([0, 3], [2, 6])
    let greedy = BoundaryMatching(predicted: predicted, truth: truth, tolerance: 3, rule: .greedy)
    let optimal = BoundaryMatching(predicted: predicted, truth: truth, tolerance: 3)
    #expect(greedy.pairs.count == 1)
    #expect(optimal.pairs.count == 2)
  }

  @Test func `the tolerance is inclusive in seconds, too`() {
    let matching = BoundaryMatching(predicted: [0.3], truth: [0.1], tolerance: 0.2)
    #expect(matching.pairs.count == 1)
    #expect(BoundaryMatching.count(predicted: [3], truth: [0], tolerance: 0.15 * 20) == 1)
  }

  // The truth table of PySceneDetect's tests/test_benchmark_evaluator.py.
  @Test(
    arguments: [
      ([10, 20, 30], [10, 20, 30], 0, 3, [0, 0, 0]), ([11, 19], [10, 20], 1, 2, [1, 1]),
      ([12], [10], 1, 0, []), ([13], [10, 14], 5, 1, [1]), ([12], [10, 14], 5, 1, [2]),
      ([10, 11], [10], 1, 1, [0]), ([], [], 0, 0, []), ([], [10, 20], 1, 0, []),
      ([10], [], 1, 0, []), ([10, 20], [10, 21], 0, 1, [0]), ([50, 99], [50, 100], 1, 2, [0, 1]),
      ([100, 201, 302], [100, 200, 300], 1, 2, [0, 1]),
      ([10, 20, 32], [10, 20, 30], 0, 2, [0, 0]),
    ] as [([Int], [Int], Int, Int, [Double])])
  func `greedy matching agrees with PySceneDetect's table`(
    predicted: [Int], truth: [Int], tolerance: Int, matched: Int, distances: [Double]
  ) {
    let matching = BoundaryMatching(
      predicted: predicted.map(Double.init), truth: truth.map(Double.init),
      tolerance: Double(tolerance), rule: .greedy)
    #expect(matching.pairs.count == matched)
    #expect(matching.pairs.map(\.distance).sorted() == distances)
  }

  @Test func `of two equally near truths the lower is taken`() {
    let matching = BoundaryMatching(
      predicted: [12], truth: [10, 14], tolerance: 5, rule: .greedy)
    #expect(matching.pairs.map(\.truth) == [0])
  }

  @Test(
    arguments: [
      ([15], [], [10...20], 1, 1, 0, 0, 0), ([25], [], [10...20], 0, 0, 0, 1, 0),
      ([12, 18], [], [10...20], 1, 2, 0, 0, 0), ([10, 20], [], [10...20], 1, 2, 0, 0, 0),
      ([15], [16], [10...20], 1, 1, 0, 0, 1), ([30], [30], [10...20], 0, 0, 1, 1, 1),
    ] as [([Int], [Int], [ClosedRange<Int>], Int, Int, Int, Int, Int)])
  func `gradual transitions take predictions before hard cuts`(
    predicted: [Int], hard: [Int], fades: [ClosedRange<Int>], gradual: Int, within: Int,
    matched: Int, rest: Int, truth: Int
  ) {
    let score = TransitionScore(
      predicted: predicted, hardCuts: hard, transitions: fades, tolerance: 1)
    #expect(score.gradual == DetectionScore(matched: gradual, predicted: within, truth: 1))
    #expect(score.hard == DetectionScore(matched: matched, predicted: rest, truth: truth))
  }

  @Test(arguments: [
    (0, 0, 0, 1.0, 1.0, 1.0), (0, 3, 0, 0, 0, 0), (0, 0, 3, 0, 0, 0), (2, 4, 2, 0.5, 1, 2.0 / 3),
  ]) func `empty sides have stated scores`(
    matched: Int, predicted: Int, truth: Int, precision: Double, recall: Double, f1: Double
  ) {
    let score = DetectionScore(matched: matched, predicted: predicted, truth: truth)
    #expect(score.precision == precision)
    #expect(score.recall == recall)
    #expect(abs(score.f1 - f1) < 1e-12)
  }
}
