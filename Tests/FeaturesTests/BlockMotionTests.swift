import Testing

@testable import Features

/// Block matching as its documentation says, pixel by pixel.
private struct PlainMotion {
  let current: [UInt8]
  let previous: [UInt8]

  func sad(_ cell: Int, _ dx: Int, _ dy: Int) -> Int {
    var sum = 0
    for y in (cell / 8 * 9)..<(cell / 8 * 9 + 9) {
      for x in (cell % 8 * 8)..<(cell % 8 * 8 + 8) {
        let (px, py) = (min(63, max(0, x - dx)), min(35, max(0, y - dy)))
        sum += abs(Int(current[y * 64 + x]) - Int(previous[py * 64 + px]))
      }
    }
    return sum
  }

  /// The first best whole-pixel vector in row-major order.
  func best(weight: Int, _ sad: (Int, Int) -> Int) -> (dx: Int, dy: Int) {
    var found = (cost: Int.max, dx: 0, dy: 0)
    for dy in -5...5 {
      for dx in -8...8 {
        let cost = sad(dx, dy) + weight * (abs(dx) + abs(dy))
        if cost < found.cost { found = (cost, dx, dy) }
      }
    }
    return (found.dx, found.dy)
  }

  func fraction(_ before: Int, _ here: Int, _ after: Int) -> Float {
    let curvature = before + after - 2 * here
    guard curvature > 36 else { return 0 }
    return min(0.5, max(-0.5, 0.5 * Float(before - after) / Float(curvature)))
  }

  func vector(_ cell: Int) -> (x: Float, y: Float, sad: Int) {
    let (dx, dy) = best(weight: 2) { sad(cell, $0, $1) }
    let here = sad(cell, dx, dy)
    let u = abs(dx) < 8 ? fraction(sad(cell, dx - 1, dy), here, sad(cell, dx + 1, dy)) : 0
    let v = abs(dy) < 5 ? fraction(sad(cell, dx, dy - 1), here, sad(cell, dx, dy + 1)) : 0
    return (Float(dx) + u, Float(dy) + v, here)
  }
}

@Suite struct BlockMotionTests {
  private func check(_ current: [UInt8], _ previous: [UInt8], _ name: String) {
    var motion = BlockMotion()
    let field = motion.match(current, against: previous)
    let plain = PlainMotion(current: current, previous: previous)
    var total = 0
    for cell in 0..<32 {
      let expected = plain.vector(cell)
      total += expected.sad
      #expect(field.vectors[2 * cell] == expected.x, "\(name), cell \(cell)")
      #expect(field.vectors[2 * cell + 1] == expected.y, "\(name), cell \(cell)")
    }
    #expect(field.residual == Float(total) / 2304, "\(name)")
    let whole = { (dx: Int, dy: Int) in (0..<32).reduce(0) { $0 + plain.sad($1, dx, dy) } }
    #expect(field.stillResidual == Float(whole(0, 0)) / 2304, "\(name)")
    let shift = plain.best(weight: 64, whole)
    #expect(field.globalShift == (shift.dx, shift.dy), "\(name)")
  }

  @Test(arguments: 0..<3) func equalsThePlainVersionOnNoise(seed: Int) {
    var state = UInt64(seed + 1)
    let noise = (0..<2).map { _ in
      (0..<2304).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(state >> 56)
      }
    }
    check(noise[0], noise[1], "seed \(seed)")
  }

  @Test func equalsThePlainVersionOnAMovedTexture() {
    let texture = Texture(seed: 5)
    check(texture.luma(dx: 2.5, dy: -1.25), texture.luma(), "texture")
  }

  @Test func equalsThePlainVersionAtTheExtremes() {
    let black = [UInt8](repeating: 0, count: 2304)
    check([UInt8](repeating: 255, count: 2304), black, "white on black")
    check(black, black, "black")
  }

  @Test(arguments: [(3, 0), (-3, 0), (0, 2), (0, -2), (7, 4), (-6, -5), (1, -3)])
  func aShiftIsFoundWithItsSign(dx: Int, dy: Int) {
    let texture = Texture(seed: 9)
    var motion = BlockMotion()
    let field = motion.match(
      texture.luma(dx: Float(dx), dy: Float(dy)), against: texture.luma())
    #expect(field.globalShift == (dx, dy))
    // Cells in the middle see all of their content in the picture before.
    for cell in [11, 12, 19, 20] {
      #expect(abs(field.vectors[2 * cell] - Float(dx)) <= 0.5, "cell \(cell)")
      #expect(abs(field.vectors[2 * cell + 1] - Float(dy)) <= 0.5, "cell \(cell)")
    }
  }

  @Test func aStillPictureHasNoMotion() {
    let texture = Texture(seed: 2)
    var motion = BlockMotion()
    let field = motion.match(texture.luma(), against: texture.luma())
    #expect(field.residual == 0 && field.stillResidual == 0)
    #expect(field.globalShift == (0, 0))
    // The parabola may lean by less than half a pixel where the texture is uneven.
    #expect(field.vectors.allSatisfy { abs($0) <= 0.5 })
  }
}
