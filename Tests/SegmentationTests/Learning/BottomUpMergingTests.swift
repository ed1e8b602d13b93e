import Testing

@testable import Segmentation

@Suite struct BottomUpMergingTests {
  /// The same by looking at all neighbours before each join.
  private func plain(_ values: [Float], columns: Int) -> [Float] {
    let rows = values.count / columns
    var stretches = (0..<rows).map { $0..<$0 + 1 }
    var heights = [Float](repeating: 0, count: rows)
    func mean(_ rows: Range<Int>) -> [Double] {
      (0..<columns).map { j in
        rows.reduce(0.0) { $0 + Double(values[$1 * columns + j]) } / Double(rows.count)
      }
    }
    func rise(_ a: Range<Int>, _ b: Range<Int>) -> Double {
      let square = zip(mean(a), mean(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return Double(a.count * b.count) / Double(a.count + b.count) * square
    }
    var highest = 0.0
    while stretches.count > 1 {
      let rises = zip(stretches, stretches.dropFirst()).map { rise($0, $1) }
      let place = rises.indices.min { rises[$0] < rises[$1] } ?? 0
      highest = max(highest, rises[place])
      heights[stretches[place + 1].lowerBound] = Float(highest)
      stretches[place] = stretches[place].lowerBound..<stretches[place + 1].upperBound
      stretches.remove(at: place + 1)
    }
    return heights
  }

  @Test(arguments: 1...20) func theHeightsAreThoseOfThePlainWay(seed: Int) {
    var generator = Seeded(seed)
    let (rows, columns) = (1 + seed * 3, 1 + seed % 3)
    let values = generator.normals(rows * columns)
    let (found, expected) = (
      BottomUpMerging(values, columns: columns).heights, plain(values, columns: columns)
    )
    #expect(found.count == rows && found[0] == 0)
    for row in 0..<rows {
      #expect(abs(found[row] - expected[row]) <= 1e-4, "seed \(seed), row \(row)")
    }
  }

  @Test func stretchesThatAreAlikeAreJoinedForNothing() {
    let values: [Float] = [2, 2, 2, 5, 5, 2, 2]
    let heights = BottomUpMerging(values, columns: 1).heights
    // Two rows and two: 2 * 2 / 4 * 9; then four of mean 3.5 and three: 4 * 3 / 7 * 2.25.
    #expect(heights[1...2] == [0, 0] && heights[4] == 0 && heights[6] == 0)
    #expect(heights[5] == 9 && heights[3] == 9)
    #expect(BottomUpMerging([], columns: 2).heights == [])
    #expect(BottomUpMerging([1, 2], columns: 2).heights == [0])
  }

  @Test func manyRowsAreJoinedInTime() {
    var generator = Seeded(1)
    let heights = BottomUpMerging(generator.normals(6000), columns: 2).heights
    #expect(heights.dropFirst().allSatisfy { $0 > 0 })
  }
}
