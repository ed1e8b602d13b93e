import Foundation
import Testing

@testable import Segmentation

/// Exact inference against the sum over all ways to take turns.
@Suite struct SwitchChainTests {
  struct Case: CustomTestStringConvertible {
    var skills, rows: Int
    var cost: Double
    var missing: Set<Int>
    var testDescription: String { "\(skills) skills, \(rows) rows, cost \(cost), \(missing)" }
  }

  static let cases: [Case] = [2, 3].flatMap { skills in
    (1...5).flatMap { rows in
      [0, 1.5].flatMap { cost in
        [Set<Int>(), [0], [rows / 2, rows - 1]].map {
          Case(skills: skills, rows: rows, cost: cost, missing: $0)
        }
      }
    }
  }

  /// The evidence is single and everything else double precision; sums of up to 3^5 * 2^4 paths.
  private let tolerance = 1e-10

  private func differ(_ a: some Collection<Double>, _ b: some Collection<Double>) -> Bool {
    a.count != b.count || zip(a, b).contains { !(abs($0 - $1) <= tolerance) }
  }

  @Test(arguments: cases) func everyPosteriorIsThatOfAllPaths(of one: Case) {
    for seed in 1...4 {
      var generator = Seeded(seed)
      let evidence = SwitchChain.Evidence.random(
        rows: one.rows, skills: one.skills, missing: one.missing, using: &generator)
      let chain = SwitchChain(skills: one.skills, switchCost: one.cost)
      let paths = ChainPaths(chain, evidence, rows: one.rows)
      let found = chain.smooth(evidence, rows: 0..<one.rows)
      #expect(abs(found.logLikelihood - paths.logLikelihood) <= tolerance, "seed \(seed)")
      #expect(!differ(found.skill, paths.skill), "seed \(seed)")
      #expect(!differ(found.ended, paths.ended), "seed \(seed)")
      #expect(!differ(found.began, paths.began), "seed \(seed)")
    }
  }

  @Test(arguments: cases) func theFilterIsTheSmoothersLastRow(of one: Case) {
    var generator = Seeded(11)
    let (rows, K) = (one.rows, one.skills)
    let evidence = SwitchChain.Evidence.random(
      rows: rows, skills: K, missing: one.missing, using: &generator)
    let chain = SwitchChain(skills: K, switchCost: one.cost)
    var filter = SwitchChain.Filter(skills: K)
    for row in 0..<rows {
      let switched = chain.advance(&filter, row, evidence).switched
      let whole = chain.smooth(evidence, rows: 0..<row + 1)
      #expect(!differ(filter.skill, whole.skill[(row * K)...]))
      #expect(abs(filter.logLikelihood - whole.logLikelihood) <= tolerance)
      if row > 0 {
        #expect(abs(switched - whole.began[(row * K)...].reduce(0, +)) <= tolerance)
      }
    }
  }

  @Test(arguments: cases) func aWindowKnowsAllRowsUpToItsEnd(of one: Case) {
    var generator = Seeded(12)
    let K = one.skills
    let evidence = SwitchChain.Evidence.random(
      rows: one.rows, skills: K, missing: one.missing, using: &generator)
    let chain = SwitchChain(skills: K, switchCost: one.cost)
    var filter = SwitchChain.Filter(skills: K)
    for first in 0..<one.rows {
      for end in first + 1...one.rows {
        let paths = ChainPaths(chain, evidence, rows: end)
        let window = chain.smooth(evidence, rows: first..<end, from: filter)
        #expect(!differ(window.skill, paths.skill[(first * K)...]), "\(first)..<\(end)")
        #expect(!differ(window.began, paths.began[(first * K)...]), "\(first)..<\(end)")
        #expect(!differ(window.ended, paths.ended[(first * K)...]), "\(first)..<\(end)")
        #expect(abs(window.logLikelihood - paths.logLikelihood) <= tolerance)
      }
      chain.advance(&filter, first, evidence)
    }
  }

  @Test(arguments: [Float(1), 60, 300]) func longSequencesNeitherUnderNorOverflow(scale: Float) {
    var generator = Seeded(13)
    let (rows, K) = (4000, 3)
    var evidence = SwitchChain.Evidence.random(rows: rows, skills: K, using: &generator)
    for i in evidence.logLikelihood.indices { evidence.logLikelihood[i] *= scale }
    let chain = SwitchChain(skills: K, switchCost: 2)
    let found = chain.smooth(evidence, rows: 0..<rows)
    #expect(found.logLikelihood.isFinite && found.logLikelihood < 0)
    for row in 0..<rows {
      // A sum of shares whose errors do not grow with the length.
      let sum = found.skill[row * K..<(row + 1) * K].reduce(0, +)
      #expect(abs(sum - 1) <= 1e-9, "row \(row): \(sum)")
      let (began, ended) = (
        found.began[row * K..<(row + 1) * K].reduce(0, +),
        found.ended[row * K..<(row + 1) * K].reduce(0, +)
      )
      if row > 0 { #expect(abs(began - ended) <= 1e-9, "row \(row): \(began), \(ended)") }
      #expect((-1e-12...1 + 1e-9).contains(began), "row \(row)")
    }
  }

  @Test func whatTheBestSkillCannotReachIsNoFault() {
    // The only skill that explains row 1 can neither go on nor begin.
    let evidence = SwitchChain.Evidence(
      logLikelihood: [0, 0, 0, -2000, 0, 0], endLogit: [-800, -800, -800, -800, 0, 0],
      initiation: [1, 0, 1, 0, 0.5, 0.5])
    let chain = SwitchChain(skills: 2, switchCost: 1)
    let found = chain.smooth(evidence, rows: 0..<3)
    #expect(found.logLikelihood.isFinite)
    #expect((found.skill + found.began + found.ended).allSatisfy { $0.isFinite })
    var impossible = evidence
    impossible.logLikelihood = [0, 0, -2000, 0, 0, 0]
    let other = chain.smooth(impossible, rows: 0..<3)
    #expect(other.logLikelihood.isFinite)
    #expect((other.skill + other.began + other.ended).allSatisfy { $0.isFinite })
  }

  @Test func thereAreCases() { #expect(Self.cases.count == 60) }
}
