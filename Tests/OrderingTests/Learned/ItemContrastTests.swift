import LinearAlgebra
import Ordering
import Testing

@Suite struct ItemContrastTests {
  private let items = Matrix(
    rows: 5, columns: 2, values: [1, 10, 3, 10, 5, 10, 100, 0, 104, 0])

  @Test func whatAListSharesIsTakenOut() {
    let found = ItemContrast(width: 2).apply(items, sizes: [3, 2])
    #expect(found.values == [-2, 0, 0, 0, 2, 0, -2, 0, 2, 0])
  }

  @Test func deviationsAreThoseWithinLists() {
    let contrast = ItemContrast(within: items, sizes: [3, 2])
    // Squares 4 + 0 + 4 and 4 + 4 over five items less two means.
    #expect(abs(contrast.deviations[0] - Float(16.0 / 3).squareRoot()) < 1e-6)
    #expect(contrast.deviations[1] == ItemContrast.least)
  }

  @Test func itemsInAnotherOrderComeOutInThatOrder() {
    let contrast = ItemContrast(deviations: [2, 4])
    let turned = Matrix(rows: 5, columns: 2, values: [5, 10, 1, 10, 3, 10, 104, 0, 100, 0])
    let (a, b) = (contrast.apply(items, sizes: [3, 2]), contrast.apply(turned, sizes: [3, 2]))
    for (place, other) in [(0, 1), (1, 2), (2, 0), (3, 4), (4, 3)] {
      for j in 0..<2 { #expect(a[place, j] == b[other, j]) }
    }
  }

  @Test func theMapIsItsOwnBackwardPass() {
    let contrast = ItemContrast(deviations: [2, 4])
    var generator = SplitMix64(seed: 3)
    let flow = Matrix(rows: 5, columns: 2, values: generator.normals(10))
    func inner(_ a: Matrix, _ b: Matrix) -> Float {
      zip(a.values, b.values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let forward = inner(contrast.apply(items, sizes: [3, 2]), flow)
    let backward = inner(items, contrast.apply(flow, sizes: [3, 2]))
    #expect(abs(forward - backward) < 1e-3, "\(forward), \(backward)")
  }
}
