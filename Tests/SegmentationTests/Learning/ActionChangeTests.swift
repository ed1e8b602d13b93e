import LinearAlgebra
import Testing

@testable import Segmentation

@Suite struct ActionChangeTests {
  @Test func theJumpOfMovesIsTheSumOfTheirDifferences() {
    let one = DemonstrationSeries(
      codes: [-1, -1, -1],
      moves: Matrix(rows: 3, columns: 2, values: [1, 2, 1.5, 0, 1.5, 0]))
    #expect(ActionChange().windows(one)(0..<3) == [0, 2.5, 0])
    #expect(ActionChange().windows(one)(1..<3) == [2.5, 0])
  }

  @Test func ofAWholeDemonstrationTheStretchesAreCompared() {
    // Two rows at the same place are joined for nothing; then one row with two, 1 * 2 / 3 of 4.25.
    let one = DemonstrationSeries(
      codes: [-1, -1, -1],
      moves: Matrix(rows: 3, columns: 2, values: [1, 2, 1.5, 0, 1.5, 0]))
    let evidence = ActionChange().evidence(one)
    #expect(evidence[0] == 0 && evidence[2] == 0)
    #expect(abs(evidence[1] - 4.25 * 2 / 3) <= 1e-6)
  }

  @Test(arguments: 1...10) func aJumpThatTakesTwoRowsIsOneBoundary(seed: Int) {
    var generator = Seeded(seed)
    var moves = (0..<90).map { Float($0 / 30 % 2) + 0.05 * generator.normal() }
    (moves[30], moves[60]) = (0.4, 0.6)
    let one = DemonstrationSeries(
      codes: Array(repeating: -1, count: 90), moves: Matrix(rows: 90, columns: 1, values: moves))
    let rule = PeakRule(smoothing: 0, threshold: 1, gap: 1)
    let found = ActionChange().boundaries(one, rule: rule).boundaries
    #expect(found.count == 2, "seed \(seed): \(found)")
    #expect(zip(found, [30, 60]).allSatisfy { abs($0 - $1) <= 1 }, "seed \(seed): \(found)")
  }

  @Test func withoutMovesAnotherCodeIsOne() {
    let one = DemonstrationSeries(codes: [3, 3, -1, 3, 4])
    #expect(ActionChange().evidence(one) == [0, 0, 1, 1, 1])
    #expect(ActionChange().evidence(DemonstrationSeries(codes: [])) == [])
  }

  @Test func aStreamDecidesAsTheWholeSeriesDoes() {
    let codes = (0..<60).map { Int32($0 / 15) }
    let rule = PeakRule(smoothing: 0, threshold: 0.5, gap: 4)
    let one = DemonstrationSeries(codes: codes)
    #expect(ActionChange().boundaries(one, rule: rule).boundaries == [15, 30, 45])
    #expect(ActionChange().boundaries(one, rule: rule, lookAhead: 3).boundaries == [15, 30, 45])
  }
}
