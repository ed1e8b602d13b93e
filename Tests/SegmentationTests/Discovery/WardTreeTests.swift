import LinearAlgebra
import Testing

@testable import Segmentation

/// The chain of nearest neighbours against the plain way: look at all pairs before every join.
@Suite struct WardTreeTests {
  /// The rises of the joins by the definition, in their order.
  static func plainRises(_ points: [[Double]], _ weights: [Double]) -> [Double] {
    var groups = zip(points, weights).map { ($0, $1) }
    var rises: [Double] = []
    while groups.count > 1 {
      var best = (rise: Double.infinity, left: 0, right: 0)
      for left in groups.indices {
        for right in groups.indices where right > left {
          let (a, b) = (groups[left].1, groups[right].1)
          let square = zip(groups[left].0, groups[right].0).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
          }
          let rise = a * b / (a + b) * square
          if rise < best.rise { best = (rise, left, right) }
        }
      }
      let (one, other) = (groups[best.left], groups[best.right])
      let total = one.1 + other.1
      groups[best.left] = (
        zip(one.0, other.0).map { ($0 * one.1 + $1 * other.1) / total }, total
      )
      groups.remove(at: best.right)
      rises.append(best.rise)
    }
    return rises
  }

  @Test(arguments: 0..<20) func theRisesAreThoseOfThePlainWay(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let (count, columns) = (2 + generator.next(below: 30), 1 + generator.next(below: 4))
    let points = (0..<count).map { _ in generator.normals(columns).map { Double($0) } }
    let weights = (0..<count).map { _ in Double(1 + generator.next(below: 3)) }
    let tree = WardTree(points.flatMap { $0 }, columns: columns, weights: weights)
    let plain = Self.plainRises(points, weights)
    #expect(tree.joins.count == plain.count, "seed \(seed)")
    for (found, wanted) in zip(tree.joins.map(\.rise), plain) {
      #expect(abs(found - wanted) <= 1e-9 * max(1, wanted), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<10) func aCutLeavesWhatTheGroupsDispersionsAddUpTo(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let points = (0..<25).map { _ in generator.normals(3).map { Double($0) } }
    let tree = WardTree(
      points.flatMap { $0 }, columns: 3, weights: Array(repeating: 1, count: 25))
    let dispersions = tree.dispersions(limit: 25)
    for count in 1...25 {
      let groups = tree.groups(count)
      #expect(Set(groups).count == count, "seed \(seed)")
      var sum = 0.0
      for group in Set(groups) {
        let own = zip(points, groups).filter { $0.1 == group }.map(\.0)
        for column in 0..<3 {
          let mean = own.reduce(0) { $0 + $1[column] } / Double(own.count)
          sum += own.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) }
        }
      }
      #expect(abs(sum - dispersions[count - 1]) < 1e-9, "seed \(seed), \(count) groups")
    }
  }

  @Test func equalPointsAreJoinedForNothing() {
    let tree = WardTree([1, 1, 1, 5], columns: 1, weights: [1, 1, 1, 1])
    #expect(tree.joins.map(\.rise) == [0, 0, 12])
    #expect(tree.groups(2) == [0, 0, 0, 1])
  }

  @Test func onePointIsATree() {
    let tree = WardTree([3, 4], columns: 2, weights: [1])
    #expect(tree.joins.isEmpty)
    #expect(tree.groups(5) == [0])
    #expect(tree.dispersions(limit: 4) == [0])
  }
}
