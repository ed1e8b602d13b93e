import LinearAlgebra
import Testing

@testable import Segmentation

@Suite struct SkillMixtureDetectorTests {
  private func members(_ count: Int) -> [SkillMixture] {
    var encoder = ObservationEncoder.Shape(positions: 0, vocabulary: 1, features: 4, codes: 4)
    encoder.hidden = 8
    var shape = SkillMixture.Shape(encoder: encoder)
    (shape.skills, shape.policyWidth, shape.initiationWidth, shape.switchCost) = (3, 8, 8, 0)
    return (0..<count).map { SkillMixture(shape, seed: UInt64($0)) }
  }

  private let series = SkillMixtureTests.turns(90, seed: 5).series

  @Test func theWholeRangeIsTheEvidence() {
    let detector = SkillMixtureDetector(members: members(3), events: nil)
    let evidence = detector.evidence(series)
    #expect(detector.windows(series)(0..<90) == evidence && evidence.count == 90)
    #expect(evidence[0] == 0 && evidence.allSatisfy { (0...1).contains($0) })
    #expect(evidence.contains { $0 > 0.01 })
  }

  @Test func theEvidenceIsTheMeanOfTheMembers() {
    let members = members(3)
    let each = members.map { SkillMixtureDetector(members: [$0], events: nil).evidence(series) }
    let joint = SkillMixtureDetector(members: members, events: nil).evidence(series)
    for row in 0..<90 {
      #expect(abs(joint[row] - (each[0][row] + each[1][row] + each[2][row]) / 3) <= 1e-6)
    }
    #expect(each[0] != each[1])
  }

  @Test func aWindowKnowsNothingOfLaterRows() {
    let detector = SkillMixtureDetector(members: members(2), events: nil)
    let short = DemonstrationSeries(
      features: Matrix(rows: 60, columns: 4, values: Array(series.features.values[..<240])),
      codes: Array(series.codes[..<60]))
    // Products of other sizes round anew.
    let (a, b) = (detector.windows(series)(30..<60), detector.windows(short)(30..<60))
    #expect(zip(a, b).allSatisfy { abs($0 - $1) <= 1e-5 })
    #expect(zip(a, detector.evidence(short)[30...]).allSatisfy { abs($0 - $1) <= 1e-5 })
    #expect(detector.windows(series)(40..<40) == [])
  }

  @Test func anEventIsABumpOfOneRow() {
    // One patch, which changes at rows 20 and 60, each time after action 0.
    var one = series
    var changes = [UInt8](repeating: 0, count: 90)
    (changes[20], changes[60]) = (1, 1)
    one = DemonstrationSeries(
      tokens: Array(repeating: 0, count: 90), positions: 1, changes: changes,
      features: series.features, codes: Array(repeating: 0, count: 90))
    var encoder = ObservationEncoder.Shape(positions: 1, vocabulary: 1, features: 5, codes: 4)
    (encoder.hidden, encoder.tokenWidth) = (8, 2)
    var shape = SkillMixture.Shape(encoder: encoder)
    (shape.skills, shape.policyWidth, shape.initiationWidth) = (2, 8, 8)
    var lift = Matrix(rows: 4, columns: 1)
    lift[0, 0] = 3
    let member = SkillMixture(shape, seed: 1)
    let events = EventEvidence(lift: lift)
    let plain = SkillMixtureDetector(members: [member], events: nil).evidence(one)
    let with = SkillMixtureDetector(members: [member], events: events, eventWeight: 2)
      .evidence(one)
    let none = SkillMixtureDetector(members: [member], events: events, eventWeight: 0)
      .evidence(one)
    #expect(none == plain)
    // The two are equal with nothing between: the last counts.
    let heights: [Int: Float] = [60: 2, 59: 1.213061, 61: 1.213061, 58: 0.270671, 62: 0.270671]
    for row in 0..<90 {
      #expect(abs(with[row] - plain[row] - heights[row, default: 0]) <= 1e-5, "row \(row)")
    }
  }
}
