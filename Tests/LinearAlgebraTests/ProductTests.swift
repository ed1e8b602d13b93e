import LinearAlgebra
import Testing

@Suite struct ProductTests {
  /// Numbers in -1...1.
  private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in 2 * generator.uniform() - 1 }
  }

  private func value(_ values: [Float], _ block: Block, _ i: Int, _ j: Int) -> Double {
    let (row, column) = block.isTransposed ? (j, i) : (i, j)
    return Double(values[block.offset + row * block.stride + column])
  }

  @Test(
    arguments: [(1, 1, 1), (3, 5, 2), (16, 16, 16), (33, 1, 7), (1, 40, 9), (70, 65, 130)],
    [(false, false), (true, false), (false, true), (true, true)])
  func `a product of blocks is the sum of products`(
    shape: (m: Int, n: Int, k: Int), transposed: (left: Bool, right: Bool)
  ) {
    let (m, n, k) = shape
    func block(_ rows: Int, _ columns: Int, _ isTransposed: Bool) -> Block {
      isTransposed
        ? Block(rows: columns, columns: rows, offset: 3, stride: rows + 2).transposed
        : Block(rows: rows, columns: columns, offset: 3, stride: columns + 2)
    }
    let (a, b) = (block(m, k, transposed.left), block(k, n, transposed.right))
    let c = Block(rows: m, columns: n, offset: 5, stride: n + 1)
    let (left, right) = (numbers(20_000, seed: 1), numbers(20_000, seed: 2))
    let before = numbers(20_000, seed: 3)
    var after = before
    multiplyMatrices(left, a, by: right, b, scale: 0.5, into: &after, c, keeping: -1)
    // k products and two roundings more, of numbers within 1, summed in any order.
    let tolerance = Double((k + 2) * (k + 2)) * 0x1p-24
    var touched: Set<Int> = []
    for i in 0..<m {
      for j in 0..<n {
        let sum = (0..<k).reduce(0.0) { $0 + value(left, a, i, $1) * value(right, b, $1, j) }
        let expected = 0.5 * sum - value(before, c, i, j)
        #expect(abs(value(after, c, i, j) - expected) <= tolerance, "\(i), \(j)")
        touched.insert(c.offset + i * c.stride + j)
      }
    }
    #expect(after.indices.allSatisfy { touched.contains($0) || after[$0] == before[$0] })
  }

  @Test func `a product over nothing is zero and does not keep a NaN`() {
    var result: [Float] = [.nan, .nan]
    multiplyMatrices(
      [], Block(rows: 2, columns: 0), by: [], Block(rows: 0, columns: 1), into: &result,
      Block(rows: 2, columns: 1))
    #expect(result == [0, 0])
    let product = Matrix(rows: 1, columns: 2, values: [1, 2])
      .product(Matrix(rows: 2, columns: 1, values: [3, 4]))
    #expect(product.values == [11])
  }

  @Test(arguments: [1, 7, 8, 9, 31]) func `row functions follow their definitions`(columns: Int) {
    let values = numbers(3 * columns, seed: 4).map { $0 * 5 }
    var (soft, logarithms) = (values, values)
    Rows.softmax(&soft, columns: columns)
    Rows.logSoftmax(&logarithms, columns: columns)
    let normalisers = Rows.logSumExp(values, columns: columns)
    var sums = [Float](repeating: 1, count: columns)
    Rows.addSum(of: values, to: &sums)
    for i in 0..<3 {
      let row = soft[(i * columns)..<((i + 1) * columns)]
      #expect(abs(row.reduce(0) { $0 + Double($1) } - 1) < 1e-6)
      for j in 0..<columns {
        let expected = values[i * columns + j] - normalisers[i]
        #expect(abs(logarithms[i * columns + j] - expected) < 1e-5)
      }
    }
    for j in 0..<columns {
      let expected = 1 + (0..<3).reduce(0.0) { $0 + Double(values[$1 * columns + j]) }
      #expect(abs(Double(sums[j]) - expected) < 1e-5)
    }
  }

  @Test func `masked columns get no share`() {
    var values: [Float] = [1, -.infinity, 1, -.infinity, -.infinity, -.infinity]
    Rows.softmax(&values, columns: 3)
    #expect(values == [0.5, 0, 0.5, 0, 0, 0])
    #expect(Rows.logSumExp([-.infinity, -.infinity], columns: 2) == [-.infinity])
    #expect(Rows.logSumExp([.nan, 0], columns: 2)[0].isNaN)
  }

  @Test func `normal draws have the moments of their distribution`() {
    var generator = SplitMix64(seed: 5)
    let values = generator.normals(20_001).map { Double($0) }
    let mean = values.reduce(0, +) / 20_001
    let variance = values.reduce(0) { $0 + $1 * $1 } / 20_001
    let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 20_001
    // Five standard errors: 1, sqrt(2) and sqrt(96) over sqrt(20001).
    #expect(abs(mean) < 0.036 && abs(variance - 1) < 0.05 && abs(fourth - 3) < 0.35)
    #expect(Set(generator.permutation(50)) == Set(0..<50))
  }
}
