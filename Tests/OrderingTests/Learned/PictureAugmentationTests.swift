import LinearAlgebra
import Ordering
import Testing

@Suite struct PictureAugmentationTests {
  private let augmentation = PictureAugmentation(columns: 1, rows: 1)

  private func pictures(_ count: Int) -> Matrix {
    Matrix(rows: count, columns: 48, values: Array(repeating: 0.5, count: 48 * count))
  }

  @Test(arguments: [UInt64(1), 2, 3]) func aGroupIsChangedAlike(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var changed = pictures(24)
    augmentation.jitterColours(
      &changed, groups: Array(repeating: 3, count: 8), using: &generator)
    let rows = (0..<24).map { changed[$0, 0] }
    for group in 0..<8 {
      #expect(Set(rows[group * 3..<group * 3 + 3]).count == 1, "seed \(seed)")
    }
    #expect(Set(rows).count > 2, "seed \(seed): no group differs from another")
  }

  @Test func picturesForThemselvesDiffer() {
    var generator = SplitMix64(seed: 1)
    var changed = pictures(12)
    augmentation.jitterColours(&changed, using: &generator)
    #expect(Set((0..<12).map { changed[$0, 0] }).count > 4)
  }
}
