import Annotations
import Evaluation
import LinearAlgebra
import Testing

@Suite struct AssignmentTests {
  /// The greatest total over all ways to give each row of the shorter side a column, by trying all.
  static func exhaustive(_ values: [[Double]]) -> Double {
    let (rows, columns) = (values.count, values.first?.count ?? 0)
    if rows > columns {
      let turned = (0..<columns).map { column in values.map { $0[column] } }
      return exhaustive(turned)
    }
    func best(_ row: Int, _ used: Set<Int>) -> Double {
      if row == rows { return 0 }
      return (0..<columns).filter { !used.contains($0) }
        .map { values[row][$0] + best(row + 1, used.union([$0])) }.max() ?? 0
    }
    return best(0, [])
  }

  @Test(arguments: 0..<200) func `no permutation has a greater total`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let (rows, columns) = (1 + generator.next(below: 6), 1 + generator.next(below: 6))
    let spread = seed % 2 == 0 ? 4 : 1000
    let values = (0..<rows).map { _ in
      (0..<columns).map { _ in Double(generator.next(below: spread) - spread / 4) }
    }
    let found = Assignment(maximizing: values)
    #expect(found.total == Self.exhaustive(values), "seed \(seed): \(values)")
    let used = found.columns.compactMap { $0 }
    #expect(used.count == min(rows, columns) && Set(used).count == used.count, "seed \(seed)")
  }

  @Test func `the totals are those of SciPy`() throws {
    for golden in try EvaluationGoldens.cases("assignments") {
      let values = try #require(golden["values"]?.array).map(\.numbers)
      #expect(Assignment(maximizing: values).total == golden["total"]?.number)
    }
  }

  @Test func `nothing is assigned where one side is empty`() {
    #expect(Assignment(maximizing: []).columns.isEmpty)
    #expect(Assignment(maximizing: [[], []]).columns == [nil, nil])
  }

  // 300 x 300: O(n^3) takes well under a second, O(n^4) would take minutes.
  @Test func `three hundred by three hundred is no trouble`() {
    var generator = SplitMix64(seed: 9)
    let values = (0..<300).map { _ in
      (0..<300).map { _ in Double(generator.next(below: 1_000_000)) }
    }
    let found = Assignment(maximizing: values)
    #expect(Set(found.columns).count == 300)
    #expect(found.total > 300 * 980_000)
  }
}
