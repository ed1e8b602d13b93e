import Testing

@testable import Features

@Suite struct SubpixelShiftTests {
  private func residual(
    seed: Int, moved: (Float, Float), guess: (Int, Int)
  ) -> Float {
    let texture = Texture(seed: seed)
    return residualAfterShift(
      from: texture.luma(), to: texture.luma(dx: moved.0, dy: moved.1), width: 64, height: 36,
      dx: guess.0, dy: guess.1)
  }

  @Test(arguments: [(0, 0), (5, 0), (-4, 3), (8, -5), (-8, 5)]) func aWholeShiftLeavesNothing(
    dx: Int, dy: Int
  ) {
    #expect(residual(seed: 1, moved: (Float(dx), Float(dy)), guess: (dx, dy)) == 0)
  }

  @Test(arguments: [(Float(2.5), Float(0)), (-1.4, 0.4), (0.3, -2.7)]) func aFractionIsFittedOnTop(
    dx: Float, dy: Float
  ) {
    let whole = (Int(dx.rounded(.towardZero)), Int(dy.rounded(.towardZero)))
    let fitted = residual(seed: 1, moved: (dx, dy), guess: whole)
    let texture = Texture(seed: 1)
    let plain = meanDifference(
      texture.luma(), texture.luma(dx: dx - Float(whole.0), dy: dy - Float(whole.1)))
    #expect(fitted < 0.5 * plain, "\(fitted) of \(plain)")
  }

  @Test func anotherSceneIsNotExplained() {
    let (a, b) = (Texture(seed: 1).luma(), Texture(seed: 2).luma())
    let rest = residualAfterShift(from: a, to: b, width: 64, height: 36, dx: 0, dy: 0)
    #expect(rest > 0.65 * meanDifference(a, b))
  }

  @Test func flatPicturesDifferByTheirLevels() {
    let a = [UInt8](repeating: 50, count: 2304)
    let b = [UInt8](repeating: 57, count: 2304)
    #expect(residualAfterShift(from: a, to: b, width: 64, height: 36, dx: 2, dy: 1) == 7)
  }

  private func meanDifference(_ a: [UInt8], _ b: [UInt8]) -> Float {
    Float(zip(a, b).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Float(a.count)
  }
}
