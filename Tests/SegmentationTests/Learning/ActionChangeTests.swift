import LinearAlgebra
import Testing

@testable import Segmentation

@Suite struct ActionChangeTests {
  @Test func theJumpOfMovesIsTheSumOfTheirDifferences() {
    let one = DemonstrationSeries(
      codes: [-1, -1, -1],
      moves: Matrix(rows: 3, columns: 2, values: [1, 2, 1.5, 0, 1.5, 0]))
    #expect(ActionChange().evidence(one) == [0, 2.5, 0])
    #expect(ActionChange().windows(one)(1..<3) == [2.5, 0])
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
