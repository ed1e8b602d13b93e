import LinearAlgebra
import Ordering
import Testing

@Suite struct ListLossTests {
  /// The loss by its definition, place by place.
  private func plain(_ scores: [Float], _ list: [Int]) -> Double {
    list.indices.reduce(0.0) { sum, place in
      let left = list[place...].map { Double(scores[$0]) }
      let top = left.max() ?? 0
      let all = left.reduce(0.0) { $0 + exponential($1 - top) }
      return sum + top + logarithm(all) - Double(scores[list[place]])
    }
  }

  @Test(arguments: UInt64(1)...20)
  func theCumulativeFormIsTheDefinition(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = 2 + generator.next(below: 12)
    let scores = generator.normals(count).map { 3 * $0 }
    let list = generator.permutation(count)
    let loss = ListLoss.plackettLuce.mean(scores: scores, lists: [list]).loss
    let expected = plain(scores, list) / Double(count)
    #expect(abs(Double(loss) - expected) < 1e-5 * max(1, expected), "seed \(seed)")
  }

  @Test(arguments: [UInt64(1), 2, 3], ListLoss.allCases)
  func gradientsAreThoseOfFiniteDifferences(seed: UInt64, loss: ListLoss) {
    var generator = SplitMix64(seed: seed)
    let scores = generator.normals(11)
    let lists = [[3, 0, 4, 1], [2, 6, 5], [7], [10, 8, 9]]
    let gradient = loss.mean(scores: scores, lists: lists).gradient
    let step: Float = 0x1p-7
    for i in scores.indices {
      var (left, right) = (scores, scores)
      left[i] -= step
      right[i] += step
      let slope =
        (loss.mean(scores: right, lists: lists).loss - loss.mean(scores: left, lists: lists).loss)
        / (2 * step)
      // Rounding of two losses near 1 over twice the step, and the truncation.
      #expect(abs(slope - gradient[i]) < 1e-4, "\(loss) seed \(seed) score \(i)")
    }
    // Only differences of scores count.
    #expect(abs(gradient.reduce(0, +)) < 1e-6)
  }

  @Test(arguments: [2, 5, 8, 40]) func equalScoresCostWhatChanceCosts(count: Int) {
    let scores = [Float](repeating: 0.3, count: count)
    for loss in ListLoss.allCases {
      let value = Double(loss.mean(scores: scores, lists: [Array(0..<count)]).loss)
      #expect(abs(value - loss.chance(listLength: count)) < 1e-6)
    }
    #expect(abs(ListLoss.plackettLuce.chance(listLength: 8) - 1.3256) < 1e-4)
  }

  @Test func scoresFarApartStayFinite() {
    let scores: [Float] = [3000, -3000, 0, 2999]
    for loss in ListLoss.allCases {
      for list in [[0, 3, 2, 1], [1, 2, 3, 0]] {
        let (value, gradient) = loss.mean(scores: scores, lists: [list])
        #expect(value.isFinite && gradient.allSatisfy(\.isFinite))
      }
    }
    #expect(ListLoss.plackettLuce.mean(scores: scores, lists: [[0, 3, 2, 1]]).loss < 0.1)
  }

  @Test func aListOfOneTeachesNothing() {
    let (loss, gradient) = ListLoss.plackettLuce.mean(scores: [1, 2], lists: [[0], [1], []])
    #expect(loss == 0 && gradient == [0, 0])
  }

  private func exponential(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    // Halved until small, then squared back.
    let small = x / 1024
    for k in 1...12 {
      term *= small / Double(k)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }

  private func logarithm(_ x: Double) -> Double {
    var guess = 0.0
    for _ in 0..<60 { guess += 2 * (x - exponential(guess)) / (x + exponential(guess)) }
    return guess
  }
}
