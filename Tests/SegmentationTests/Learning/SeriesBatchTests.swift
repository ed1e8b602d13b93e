import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct SeriesBatchTests {
  /// Two patches, two numbers a row, and codes that name their row.
  static func series(_ count: Int, from first: Int, changes: Bool = true) -> DemonstrationSeries {
    DemonstrationSeries(
      tokens: (0..<2 * count).map { UInt16(first + $0) }, positions: 2,
      changes: changes ? (0..<2 * count).map { UInt8($0 % 2) } : [],
      features: Matrix(
        rows: count, columns: 2, values: (0..<2 * count).map { Float(first + $0) / 2 }),
      codes: (0..<count).map { Int32(first + $0) })
  }

  @Test func windowsStandOneBehindTheOther() {
    let all = [Self.series(5, from: 0), Self.series(6, from: 100)]
    let batch = SeriesBatch(all, windows: [(1, 2), (0, 0)], length: 3)
    #expect(batch.count == 6 && batch.length == 3)
    #expect(batch.codes == [102, 103, 104, 0, 1, 2])
    #expect(batch.tokens == [104, 105, 106, 107, 108, 109, 0, 1, 2, 3, 4, 5])
    // The action before the window is known where there is one.
    #expect(batch.previous == [101, 102, 103, -1, 0, 1])
    // Marks of changes come before the numbers of each row.
    #expect(batch.features.columns == 4)
    #expect(Array(batch.features.values[..<8]) == [0, 1, 52, 52.5, 0, 1, 53, 53.5])
    #expect(Array(batch.features.values[12..<16]) == [0, 1, 0, 0.5])
  }

  @Test func withoutMarksThereAreTheNumbersAlone() {
    let batch = SeriesBatch(Self.series(4, from: 10, changes: false), rows: 1..<3)
    #expect(batch.features.values == [6, 6.5, 7, 7.5] && batch.features.columns == 2)
    #expect(batch.previous == [10, 11])
    let bare = SeriesBatch(DemonstrationSeries(codes: [4, 5, 6]), rows: 0..<3)
    #expect(bare.features.columns == 0 && bare.features.rows == 3 && bare.tokens == [])
  }

  @Test func everyWindowIsDrawnAndWithinItsSeries() {
    let all = [7, 3, 10, 4].map { DemonstrationSeries(codes: Array(repeating: 0, count: $0)) }
    let sampler = WindowSampler(all, length: 4)
    #expect(sampler.windowLength == 4)
    var generator = SplitMix64(seed: 3)
    var seen: [[Int]: Int] = [:]
    for window in sampler.draw(6000, using: &generator) {
      seen[[window.series, window.start], default: 0] += 1
    }
    // 4 + 0 + 7 + 1 windows; each is drawn 500 times, give or take six deviations of 22.
    #expect(seen.count == 12 && seen.values.allSatisfy { abs($0 - 500) < 132 }, "seed 3: \(seen)")
    #expect(seen.keys.allSatisfy { $0[1] >= 0 && $0[1] + 4 <= all[$0[0]].count && $0[0] != 1 })
  }

  @Test func theLongestDecidesWhereAllAreShorter() {
    let all = [2, 5, 0].map { DemonstrationSeries(codes: Array(repeating: 0, count: $0)) }
    let sampler = WindowSampler(all, length: 50)
    var generator = SplitMix64(seed: 4)
    #expect(sampler.windowLength == 5)
    #expect(sampler.draw(20, using: &generator).allSatisfy { $0.series == 1 && $0.start == 0 })
    #expect(WindowSampler([], length: 5).draw(3, using: &generator).isEmpty)
  }
}
