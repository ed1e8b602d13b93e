import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test func productWithAVectorIsTheSumOfProducts() {
    var matrix = Matrix(rows: 2, columns: 3)
    matrix.values = [1, 2, 3, 4, 5, 6]
    var result: [Float] = [0, 0]
    matrix.multiply([1, 0, -1], into: &result)
    #expect(result == [-2, -2])
  }
}
