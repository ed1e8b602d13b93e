import LinearAlgebra
import Testing

@testable import Segmentation

/// Groups of points, and how many of them are found.
@Suite struct SkillGroupsTests {
  /// `groups` clouds of `each` points around centres 4 deviations of the clouds apart and more.
  static func clouds(
    _ groups: Int, each: Int, columns: Int = 8, seed: UInt64
  ) -> (points: Matrix, groups: [Int]) {
    var generator = SplitMix64(seed: seed)
    var (values, labels): ([Float], [Int]) = ([], [])
    for group in 0..<groups {
      let center = generator.normals(columns).map { $0 * 4 }
      for _ in 0..<each {
        values += zip(center, generator.normals(columns)).map { $0 + $1 }
        labels.append(group)
      }
    }
    return (Matrix(rows: labels.count, columns: columns, values: values), labels)
  }

  /// Whether two lists name the same groups.
  static func agree(_ left: [Int32], _ right: [Int]) -> Bool {
    Set(zip(left, right).map { "\($0) \($1)" }).count == Set(left).count
      && Set(left).count == Set(right).count
  }

  @Test(arguments: [2, 3, 5, 8, 12, 20]) func apartCloudsAreFound(count: Int) {
    let (points, truth) = Self.clouds(count, each: 30, seed: 1)
    let found = SkillGroups(points: points, seed: 0)
    #expect(found.centroids.rows == count)
    #expect(Self.agree(found.assignments, truth))
    #expect(found.converged)
  }

  @Test(arguments: 0..<10) func oneCloudIsOneGroup(seed: UInt64) {
    let (points, _) = Self.clouds(1, each: 120, seed: seed)
    #expect(SkillGroups(points: points, seed: seed).centroids.rows == 1, "seed \(seed)")
  }

  @Test(arguments: 0..<10) func anotherOrderGivesTheSameGroups(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let points = Matrix(rows: 60, columns: 3, values: generator.normals(180))
    let found = SkillGroups(points: points, count: 7, seed: seed)
    let order = generator.permutation(60)
    let moved = SkillGroups(
      points: SkillGroups.rows(order, of: points), count: 7, seed: seed)
    #expect(moved.assignments == order.map { found.assignments[$0] }, "seed \(seed)")
    #expect(moved.centroids == found.centroids, "seed \(seed)")
  }

  @Test func equalPointsAreOneGroup() {
    let points = Matrix(rows: 9, columns: 2, values: Array(repeating: 3, count: 18))
    #expect(SkillGroups(points: points, seed: 0).assignments == Array(repeating: 0, count: 9))
    #expect(SkillGroups(points: points, count: 4, seed: 0).centroids.rows == 1)
  }

  @Test func oneOrTwoPointsAreOneGroup() {
    for rows in 1...2 {
      let points = Matrix(rows: rows, columns: 1, values: (0..<rows).map { Float($0) })
      #expect(SkillGroups(points: points, seed: 0).centroids.rows == 1)
    }
  }

  @Test func theLargestGroupComesFirst() {
    let points = Matrix(rows: 6, columns: 1, values: [9, 0, 0.1, 0, 9.1, 0.2])
    let found = SkillGroups(points: points, count: 2, seed: 0)
    #expect(found.assignments == [1, 0, 0, 0, 1, 0])
  }

  @Test func manyPointsGoThroughMicroGroups() {
    let (points, truth) = Self.clouds(6, each: 50, seed: 3)
    let found = SkillGroups(
      points: points, count: nil, seed: 3, exactLimit: 200, microGroups: 60)
    #expect(Self.agree(found.assignments, truth))
  }

  @Test func theKneeIsWhereTheGainEnds() {
    #expect(GroupCount.knee([100, 50, 1, 0.9, 0.85, 0.8]) == 3)
    #expect(GroupCount.knee([100, 0]) == 1)
    #expect(GroupCount.knee([0, 0, 0]) == 1)
  }
}
