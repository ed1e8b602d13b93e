import Frames

/// A soft random texture, larger than a picture, that pictures are cut out of.
struct Texture {
  static let width = 160
  static let height = 120
  private let values: [Float]

  /// Random numbers, averaged twice over 5 x 5 so that they look like a picture, within 40...200.
  init(seed: Int) {
    var state = UInt64(truncatingIfNeeded: seed) &* 2_654_435_761 &+ 17
    var values = (0..<(Self.width * Self.height)).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24)
    }
    for _ in 0..<2 { values = Self.blurred(values) }
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    self.values = values.map { 40 + 160 * ($0 - low) / (high - low) }
  }

  private static func blurred(_ values: [Float]) -> [Float] {
    values.indices.map { i in
      let (x, y) = (i % width, i / width)
      var sum: Float = 0
      for dy in -2...2 {
        for dx in -2...2 {
          sum += values[(y + dy + height) % height * width + (x + dx + width) % width]
        }
      }
      return sum / 25
    }
  }

  /// The brightness at a place between pixels.
  private func value(_ x: Float, _ y: Float) -> Float {
    let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let (u, v) = (x - Float(left), y - Float(top))
    func pixel(_ x: Int, _ y: Int) -> Float { values[y * Self.width + x] }
    return (pixel(left, top) * (1 - u) + pixel(left + 1, top) * u) * (1 - v)
      + (pixel(left, top + 1) * (1 - u) + pixel(left + 1, top + 1) * u) * v
  }

  /// A 64 x 36 view; content lies `dx` further right and `dy` further down than at (0, 0).
  func luma(dx: Float = 0, dy: Float = 0) -> [UInt8] {
    (0..<(64 * 36)).map { i in
      UInt8(value(48 + Float(i % 64) - dx, 42 + Float(i / 64) - dy).rounded())
    }
  }

  func picture(dx: Float = 0, dy: Float = 0) -> SmallPicture {
    var picture = SmallPicture(width: 64, height: 36)
    picture.luma = luma(dx: dx, dy: dy)
    return picture
  }
}
