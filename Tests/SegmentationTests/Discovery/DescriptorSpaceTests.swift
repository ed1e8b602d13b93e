import LinearAlgebra
import Testing

@testable import Segmentation

/// Descriptors brought to one scale and into few dimensions.
@Suite struct DescriptorSpaceTests {
  private func squares(_ matrix: Matrix) -> Double {
    matrix.values.reduce(0) { $0 + Double($1) * Double($1) } / Double(matrix.rows)
  }

  @Test(arguments: 0..<5) func thePartsWeighWhatTheyShould(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var values = generator.normals(40 * 5)
    for row in 0..<40 { values[row * 5] = values[row * 5] * 1000 + 5e4 }
    let descriptors = Matrix(rows: 40, columns: 5, values: values)
    let parts = [
      DescriptorSpace.Part("a", count: 2, weight: 3),
      DescriptorSpace.Part("b", count: 3, weight: 0.5, isStandardised: false),
    ]
    let space = DescriptorSpace(fitting: descriptors, parts: parts, dimensions: 5, seed: seed)
    // With all dimensions kept, the mean square length is the sum of the weights.
    #expect(abs(squares(space.points(descriptors)) - 3.5) < 2e-3, "seed \(seed)")
  }

  @Test func whatDoesNotDifferDoesNotCount() {
    let descriptors = Matrix(rows: 3, columns: 2, values: [7, 1, 7, 2, 7, 3])
    let parts = [DescriptorSpace.Part("a", count: 2, weight: 1)]
    let space = DescriptorSpace(fitting: descriptors, parts: parts, dimensions: 9, seed: 0)
    #expect(space.factors[0] == 0)
    #expect(space.basis.columns == 1)
  }

  @Test func theWidestDirectionComesFirst() {
    var generator = SplitMix64(seed: 4)
    let scales: [Float] = [1, 9, 3]
    let values = generator.normals(600).enumerated().map { $1 * scales[$0 % 3] }
    let found = PrincipalAxes(
      of: Matrix(rows: 200, columns: 3, values: values), count: 3, seed: 0)
    #expect(abs(found.basis[1, 0]) > 0.99)
    #expect(abs(found.basis[2, 1]) > 0.99)
    #expect(found.variances[0] > found.variances[1] && found.variances[1] > found.variances[2])
  }

  @Test func aRowsPointDependsOnTheRowAlone() {
    var generator = SplitMix64(seed: 5)
    let descriptors = Matrix(rows: 50, columns: 30, values: generator.normals(1500))
    let space = DescriptorSpace(
      fitting: descriptors, parts: [.init("a", count: 30, weight: 1)], dimensions: 8, seed: 0)
    let all = space.points(descriptors)
    for row in [0, 17, 49] {
      #expect(space.points(descriptors.rows(row..<(row + 1))) == all.rows(row..<(row + 1)))
    }
  }
}
