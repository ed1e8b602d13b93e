import LinearAlgebra
import Testing

@testable import Segmentation

/// A world of drawn tokens that a window of patches looks at.
struct MadeWorld {
  let width = 60
  let tokens: [UInt16]

  init(_ seed: Int) {
    var draws = Seeded(seed)
    tokens = (0..<3600).map { _ in UInt16.random(in: 0..<6, using: &draws) }
  }

  /// What a window of `rows x columns` patches shows with its corner at a place.
  func window(_ y: Int, _ x: Int, rows: Int = 5, columns: Int = 7) -> [UInt16] {
    (0..<rows).flatMap { row in (0..<columns).map { tokens[(y + row) * width + x + $0] } }
  }
}

@Suite struct PatchShiftTests {
  @Test(arguments: [(-1, 0), (1, 0), (0, -1), (0, 1), (1, 1), (-2, 1), (2, -2)])
  func findsHowTheViewerMoved(down: Int, right: Int) {
    let world = MadeWorld(1)
    let series = DemonstrationSeries(
      tokens: world.window(20, 20) + world.window(20 + down, 20 + right), positions: 35,
      codes: [0, 0])
    let shift = PatchShift(positions: 35, columns: 7, reach: 2)
    let shares = shift.shares(series)
    // Where the viewer goes right, what is seen goes left.
    let offset = (2 - down) * 5 + 2 - right
    for other in 0..<shift.offsets {
      let expected: (Float) -> Bool = other == offset ? { $0 == 1 } : { $0 < 0.7 }
      #expect(expected(shares[0, other]), "offset \(other)")
      #expect(expected(shares[0, shift.offsets + other]), "offset \(other) of changed patches")
    }
  }

  @Test func aStillPictureIsItsOwnShift() {
    let world = MadeWorld(2)
    let series = DemonstrationSeries(
      tokens: world.window(3, 3) + world.window(3, 3), positions: 35, codes: [0, 0])
    let shift = PatchShift(positions: 35, columns: 7, reach: 1)
    let shares = shift.shares(series)
    #expect(shares[0, shift.still] == 1)
    #expect((shift.offsets..<2 * shift.offsets).allSatisfy { shares[0, $0] == 0 })
  }

  /// Sums over all pairs of patches, with the offset between them.
  @Test(arguments: 0..<6) func sharesAreCountsOfPairs(seed: Int) {
    var draws = Seeded(seed)
    let (columns, rows, reach) = (4, 3, 1 + seed % 3)
    let isMarked = seed % 2 == 0
    let series = DemonstrationSeries(
      tokens: (0..<36).map { _ in UInt16.random(in: 0..<3, using: &draws) }, positions: 12,
      changes: isMarked ? (0..<36).map { _ in UInt8.random(in: 0...1, using: &draws) } : [],
      codes: [0, 0, 0])
    let shift = PatchShift(positions: 12, columns: columns, reach: reach)
    let shares = shift.shares(series)
    #expect(shares.rows == 2 && shares.columns == 2 * shift.offsets)
    for step in 0..<2 {
      let before = Array(series.tokens[step * 12..<step * 12 + 12])
      let after = Array(series.tokens[step * 12 + 12..<step * 12 + 24])
      for offset in 0..<shift.offsets {
        let (down, right) = (offset / (2 * reach + 1) - reach, offset % (2 * reach + 1) - reach)
        var all: [Bool] = []
        var changed: [Bool] = []
        for from in 0..<12 {
          for to in 0..<12 {
            let isDown = to / columns - from / columns == down
            let isRight = to % columns - from % columns == right
            guard isDown, isRight else { continue }
            all.append(before[from] == after[to])
            let isMark = isMarked && series.changes[step * 12 + 12 + to] > 0
            guard isMarked ? isMark : before[to] != after[to] else { continue }
            changed.append(before[from] == after[to])
          }
        }
        for (place, same) in [(offset, all), (shift.offsets + offset, changed)] {
          let expected = same.isEmpty ? 0 : Float(same.count { $0 }) / Float(same.count)
          #expect(shares[step, place] == expected, "seed \(seed), rows \(rows), offset \(offset)")
        }
      }
    }
  }
}
