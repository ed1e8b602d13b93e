import Foundation
import Ordering
import Testing

@Suite struct QuasiVarianceTests {
  /// The covariance of centred independent estimates: differences have sums of variances.
  @Test func independentEstimatesHaveTheirOwnVariances() throws {
    let variances = [0.5, 1, 2, 0.1, 3]
    let n = variances.count
    let mean = variances.reduce(0, +) / Double(n * n)
    var covariance = [Double](repeating: 0, count: n * n)
    for a in 0..<n {
      for b in 0..<n {
        covariance[a * n + b] =
          (a == b ? variances[a] : 0) - variances[a] / Double(n) - variances[b] / Double(n) + mean
      }
    }
    let quasi = try #require(QuasiVariances(covariance: covariance, itemCount: n))
    #expect(gap(quasi.values, variances) < 1e-9)
    #expect(quasi.worstError < 1e-9)
  }

  @Test(arguments: 0..<8) func noSmallMoveIsBetter(seed: Int) throws {
    var made = MadeRankings(seed: seed)
    let items = 6
    let rankings =
      made.rankings(12, items: items) + [
        Ranking(Array(0..<items)), Ranking((0..<items).reversed()),
      ]
    let fit = try PlackettLuceFit(try RankingSet(rankings, itemCount: items))
    let quasi = try #require(fit.quasiVariances)
    func loss(_ values: [Double]) throws -> Double {
      var sum = 0.0
      for a in 0..<items {
        for b in 0..<a {
          let error = try #require(fit.standardError(ofDifference: a, b))
          let gap = log((values[a] + values[b]) / (error * error))
          sum += gap * gap
        }
      }
      return sum
    }
    let best = try loss(quasi.values)
    for item in 0..<items {
      for move in [-1e-4, 1e-4] {
        var values = quasi.values
        values[item] += move
        #expect(try loss(values) >= best - 1e-12, "seed \(seed), item \(item)")
      }
    }
  }

  @Test func noVarianceIsNoQuasiVariance() {
    #expect(QuasiVariances(covariance: [0, 0, 0, 0], itemCount: 2) == nil)
    #expect(QuasiVariances(covariance: [1, -1, -1, 1], itemCount: 2)?.values == [2, 2])
  }
}
