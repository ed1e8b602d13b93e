import Rating
import Testing

@Suite struct AgreementTests {
  // evalica's codings.csv: four raters (rows), twelve units (columns), blanks missing (Apache-2.0).
  private let codings = [
    "1,2,3,3,2,1,4,1,2,,,", "1,2,3,3,2,2,4,1,2,5,,", ",3,3,3,2,3,4,2,2,5,1,3",
    "1,2,3,3,2,4,4,1,2,5,1,",
  ]

  @Test func `evalica's alpha is met`() throws {
    let rows = codings.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let units = rows[0].indices.map { column in rows.compactMap { Int($0[column]) } }
    let alpha = try #require(Agreement.alpha(units))
    #expect(abs(alpha.alpha - 0.743421052631579) < 1e-12)
    #expect(abs(alpha.observed - 8) < 1e-12)
    #expect(abs(alpha.expected - 31.179487179487179) < 1e-9)
  }

  @Test func `chance is 0.6875 for the majority of five coins and a half for pairs`() {
    #expect(Agreement.majorityShareByChance(votes: 5) == 0.6875)
    #expect(abs(Agreement.majorityShareByChance(votes: 8) - 0.637) < 5e-4)
    var coins: [[Int]] = []
    for bits in 0..<32 { coins.append((0..<5).map { bits >> $0 & 1 }) }
    #expect(abs((Agreement.majorityShare(coins) ?? 0) - 0.6875) < 1e-12)
    #expect(abs((Agreement.pairwiseAgreement(coins) ?? 0) - 0.5) < 1e-12)
  }

  @Test func `full agreement is 1, and what cannot be told is nil`() {
    #expect(Agreement.alpha([[1, 1, 1], [2, 2]])?.alpha == 1)
    #expect(Agreement.alpha([[1, 1], [1, 1]]) == nil)
    #expect(Agreement.alpha([[1], [2], []]) == nil)
    #expect(Agreement.majorityShare([[1]]) == nil)
  }
}
