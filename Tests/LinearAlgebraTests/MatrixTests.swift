import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  /// Numbers in -1...1 that repeat for a seed.
  private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
    }
  }

  private func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var matrix = Matrix(rows: rows, columns: columns)
    matrix.values = numbers(rows * columns, seed: seed)
    return matrix
  }

  /// A sum of n products of numbers within 1 is off by at most n^2 roundings of 2^-24, whatever
  /// order it is taken in.
  private func tolerance(_ n: Int) -> Double { Double(n * n + 1) * 0x1p-24 }

  static let shapes = [(1, 1), (1, 9), (7, 1), (3, 4), (32, 32), (31, 68), (32, 128), (65, 33)]

  @Test(arguments: shapes) func productWithAVectorIsTheSumOfProducts(rows: Int, columns: Int) {
    let a = matrix(rows, columns, seed: 1)
    let x = numbers(columns, seed: 2)
    var y = [Float](repeating: .nan, count: rows)
    a.multiply(x, into: &y)
    for i in 0..<rows {
      let sum = (0..<columns).reduce(0.0) { $0 + Double(a[i, $1]) * Double(x[$1]) }
      #expect(abs(Double(y[i]) - sum) <= tolerance(columns), "row \(i)")
    }
  }

  @Test(arguments: shapes) func transposedProductIsTheSumOverRows(rows: Int, columns: Int) {
    let a = matrix(rows, columns, seed: 3)
    let x = numbers(rows, seed: 4)
    var y = [Float](repeating: .nan, count: columns)
    a.multiplyTransposed(x, into: &y)
    for j in 0..<columns {
      let sum = (0..<rows).reduce(0.0) { $0 + Double(a[$1, j]) * Double(x[$1]) }
      #expect(abs(Double(y[j]) - sum) <= tolerance(rows), "column \(j)")
    }
  }

  @Test(arguments: shapes) func outerProductAddsTheProductOfEachPair(rows: Int, columns: Int) {
    let before = matrix(rows, columns, seed: 5)
    let (left, right) = (numbers(rows, seed: 6), numbers(columns, seed: 7))
    var after = before
    after.addOuterProduct(-0.5, left, right)
    for i in 0..<rows {
      for j in 0..<columns {
        let value = Double(before[i, j]) - 0.5 * Double(left[i]) * Double(right[j])
        #expect(abs(Double(after[i, j]) - value) <= tolerance(1))
      }
    }
  }

  @Test(arguments: [0, 1, 2, 31, 128, 1000]) func dotProductIsTheSumOfProducts(count: Int) {
    let (a, b) = (numbers(count, seed: 8), numbers(count, seed: 9))
    let sum = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(Double(dotProduct(a, b)) - sum) <= tolerance(count))
  }

  @Test func emptyMatricesMultiplyToNothing() {
    var none: [Float] = []
    Matrix(rows: 0, columns: 3).multiply([1, 2, 3], into: &none)
    #expect(none.isEmpty)
    var empty = Matrix(rows: 2, columns: 0)
    empty.addOuterProduct(1, [1, 2], [])
    #expect(empty.values.isEmpty)
  }

  @Test func rowsLieOneAfterAnother() {
    var matrix = Matrix(rows: 2, columns: 3)
    matrix[1, 2] = 7
    #expect(matrix.values == [0, 0, 0, 0, 0, 7])
    #expect(Matrix(identity: 2, scale: 3).values == [3, 0, 0, 3])
  }

  @Test func theLibraryNamesItself() {
    #expect(linearAlgebraLibrary().contains("OpenBLAS"))
  }
}
