import Foundation
import LinearAlgebra
import Testing

@testable import Segmentation

@Suite struct GaussianLossTests {
  @Test func theLossIsTheNegativeLogLikelihoodLessAConstant() {
    var generator = Seeded(1)
    let predicted = Matrix(rows: 5, columns: 6, values: generator.normals(30))
    let target = Matrix(rows: 5, columns: 3, values: generator.normals(15))
    var isKnown = [Bool](repeating: true, count: 15)
    isKnown[4] = false
    let each = GaussianLoss.each(predicted, target: target, isKnown: isKnown)
    var sum = 0.0
    for place in 0..<15 where place != 4 {
      let (row, j) = (place / 3, place % 3)
      let deviation = exp(Double(predicted[row, 3 + j]))
      let off = Double(target[row, j] - predicted[row, j])
      let density =
        exp(-off * off / (2 * deviation * deviation)) / (deviation * (2 * Double.pi).squareRoot())
      let wanted = -log(density) - 0.5 * log(2 * Double.pi)
      #expect(abs(Double(each[place]) - wanted) <= 1e-4 * max(1, abs(wanted)))
      sum += wanted
    }
    #expect(each[4] == 0)
    let (loss, gradient) = GaussianLoss.mean(predicted, target: target, isKnown: isKnown)
    #expect(abs(loss - sum / 14) <= 1e-4 * max(1, abs(loss)))
    #expect(gradient[1, 1] == 0 && gradient[1, 4] == 0 && gradient[1, 0] != 0)
  }

  @Test func beyondItsBoundsADeviationCountsAsTheBound() {
    let target = Matrix(rows: 1, columns: 1, values: [0.25])
    func loss(_ s: Float) -> (loss: Double, gradient: Matrix) {
      GaussianLoss.mean(
        Matrix(rows: 1, columns: 2, values: [0, s]), target: target, isKnown: [true])
    }
    #expect(loss(9).loss == loss(3).loss && loss(9).gradient[0, 1] == 0)
    #expect(loss(-9).loss == loss(-5).loss && loss(-9).gradient[0, 1] == 0)
    #expect(loss(0).gradient[0, 1] != 0)
  }
}
