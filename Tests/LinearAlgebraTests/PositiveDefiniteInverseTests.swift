import LinearAlgebra
import Testing

@Suite struct PositiveDefiniteInverseTests {
  @Test(arguments: [1, 2, 7, 70]) func timesTheMatrixItIsOne(size: Int) throws {
    var generator = SplitMix64(seed: UInt64(size))
    let factor = (0..<(size * size)).map { _ in Double(generator.uniform()) - 0.5 }
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        for k in 0..<size {
          matrix[row * size + column] += factor[row * size + k] * factor[column * size + k]
        }
      }
      matrix[row * size + row] += 1
    }
    let found = try #require(inverse(ofPositiveDefinite: matrix, size: size))
    for row in 0..<size {
      for column in 0..<size {
        var sum = 0.0
        for k in 0..<size { sum += matrix[row * size + k] * found[k * size + column] }
        #expect((sum - (row == column ? 1 : 0)).magnitude < 1e-10, "size \(size)")
      }
    }
  }

  @Test func whatIsNotPositiveDefiniteHasNone() {
    #expect(inverse(ofPositiveDefinite: [1, 2, 2, 1], size: 2) == nil)
    #expect(inverse(ofPositiveDefinite: [], size: 0) == [])
  }
}
