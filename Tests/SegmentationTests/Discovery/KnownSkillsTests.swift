import LinearAlgebra
import Testing

@testable import Segmentation

/// What is known keeps its number; only what is too far from it is new.
@Suite struct KnownSkillsTests {
  private func joined(_ parts: [Matrix]) -> Matrix {
    Matrix(
      rows: parts.reduce(0) { $0 + $1.rows }, columns: parts[0].columns,
      values: parts.flatMap(\.values))
  }

  @Test(arguments: 0..<10) func theSamePointsKeepTheirSkills(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let points = Matrix(rows: 80, columns: 4, values: generator.normals(320))
    var known = KnownSkills()
    let first = known.recognise(points, opening: 9, seed: seed)
    let skills = known.skills
    let again = known.recognise(points, seed: seed)
    #expect(again.identities == first.identities, "seed \(seed)")
    #expect(again.opened == 0 && known.skills == skills, "seed \(seed)")
  }

  @Test(arguments: 0..<10) func furtherPointsOpenSkillsAndMoveNone(seed: UInt64) {
    let (old, _) = SkillGroupsTests.clouds(3, each: 20, seed: seed)
    var known = KnownSkills()
    let first = known.recognise(old, seed: seed)
    var far = SkillGroupsTests.clouds(2, each: 15, seed: seed &+ 100).points
    for place in far.values.indices { far.values[place] += 60 }
    let all = joined([far, old])
    let second = known.recognise(all, opening: 2, seed: seed)
    #expect(Array(second.identities.dropFirst(far.rows)) == first.identities, "seed \(seed)")
    #expect(
      Set(second.identities.prefix(far.rows)).isDisjoint(with: first.identities), "seed \(seed)")
    #expect(second.opened == 2, "seed \(seed)")
    let third = known.recognise(all, seed: seed)
    #expect(third.identities == second.identities && third.opened == 0, "seed \(seed)")
  }

  @Test func numbersBeginAtOneAndGoOn() {
    var known = KnownSkills([
      .init(identity: 7, generation: 0, centroid: [0], reach: 1)
    ])
    let found = known.recognise(
      Matrix(rows: 3, columns: 1, values: [0.5, 40, 40]), seed: 0)
    #expect(found.identities == [7, 8, 8])
    #expect(known.skills.map(\.generation) == [0, 1])
    var none = KnownSkills()
    #expect(none.recognise(Matrix(rows: 1, columns: 1, values: [2]), seed: 0).identities == [1])
  }
}
