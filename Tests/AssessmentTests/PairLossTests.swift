import Assessment
import Testing

@Suite struct PairLossTests {
  private let pairs = [
    JudgedPair(left: 0, right: 1, leftShare: 1),
    JudgedPair(left: 1, right: 2, leftShare: 0.6, weight: 5),
    JudgedPair(left: 2, right: 0, leftShare: 0.5, weight: 2),
  ]

  @Test func equalScoresCostTheLogarithmOfTwo() {
    let (loss, gradient) = PairLoss.value(of: [3, 3, 3], pairs)
    #expect(abs(loss - 0.693_147_2) < 1e-6)
    #expect(abs(gradient.reduce(0, +)) < 1e-6)
  }

  @Test func theGradientIsThatOfFiniteDifferences() {
    let scores: [Float] = [0.3, -1.2, 0.7]
    let gradient = PairLoss.value(of: scores, pairs).gradient
    for i in scores.indices {
      let step: Float = 0x1p-7
      var (left, right) = (scores, scores)
      left[i] -= step
      right[i] += step
      let slope =
        (PairLoss.value(of: right, pairs).loss - PairLoss.value(of: left, pairs).loss) / (2 * step)
      #expect(abs(slope - gradient[i]) < 1e-4, "score \(i)")
    }
  }

  @Test func hugeScoresStayFinite() {
    let (loss, gradient) = PairLoss.value(of: [1e30, -1e30, 0], pairs)
    #expect(loss.isFinite && gradient.allSatisfy { $0.isFinite })
  }

  @Test func accuracyLeavesTiesOutAndCountsEqualScoresHalf() {
    #expect(PairLoss.accuracy(of: [1, 0, 0], pairs) == 0.75)
    #expect(PairLoss.accuracy(of: [0, 1, 2], Array(pairs.suffix(1))) == nil)
  }
}
