import LinearAlgebra
import Rating
import Testing

@Suite struct RankCorrelationTests {
  /// Kendall's tau-b by its definition, over all pairs.
  private func plainKendall(_ first: [Double], _ second: [Double]) -> Double {
    var (sum, firstPairs, secondPairs) = (0.0, 0.0, 0.0)
    func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
    for one in first.indices {
      for other in first.indices where one < other {
        let (x, y) = (sign(first[one] - first[other]), sign(second[one] - second[other]))
        sum += x * y
        firstPairs += x * x
        secondPairs += y * y
      }
    }
    return sum / (firstPairs.squareRoot() * secondPairs.squareRoot())
  }

  @Test func `tau by inversions is tau by all pairs, ties or none`() throws {
    for seed in 0..<100 {
      var generator = SplitMix64(seed: UInt64(seed))
      let count = 2 + generator.next(below: 40)
      let range = 2 + generator.next(below: 60)
      let first = (0..<count).map { _ in Double(generator.next(below: range)) }
      let second = (0..<count).map { _ in Double(generator.next(below: range)) }
      guard let tau = RankCorrelation.kendall(first, second) else {
        #expect(Set(first).count == 1 || Set(second).count == 1, "seed \(seed)")
        continue
      }
      #expect(abs(tau - plainKendall(first, second)) < 1e-12, "seed \(seed)")
    }
  }

  // scipy.stats.kendalltau and spearmanr of the same numbers.
  @Test func `SciPy's answers are met`() throws {
    let (first, second) = ([12.0, 2, 1, 12, 2], [1.0, 4, 7, 1, 0])
    let tau = try #require(RankCorrelation.kendall(first, second))
    let rho = try #require(RankCorrelation.spearman(first, second))
    #expect(abs(tau - -0.471404520791031) < 1e-12)
    #expect(abs(rho - -0.5407380704358752) < 1e-12, "\(rho)")
  }

  @Test func `the same order is 1, the reversed one -1, and one value has none`() {
    let values = [3.0, 1, 4, 1.5, 9]
    #expect(RankCorrelation.kendall(values, values) == 1)
    #expect(RankCorrelation.kendall(values, values.map { -$0 }) == -1)
    #expect(RankCorrelation.spearman(values, values.map { $0 * $0 }) == 1)
    #expect(RankCorrelation.kendall(values, [2, 2, 2, 2, 2]) == nil)
    #expect(RankCorrelation.spearman([1], [1]) == nil)
  }
}
