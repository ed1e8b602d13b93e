import Frames
import LinearAlgebra

/// Pictures of a world of square tiles, seen at any size as a camera would average it.
struct TileWorld {
  let side: Int
  /// The kind of each tile.
  private let kinds: [Int]
  /// The brightness of each kind, 8 x 8 pixels.
  private let textures: [[UInt8]]
  private static let pixels = 8

  /// A world of `side x side` tiles, each of one of eight kinds.
  init(side: Int, seed: UInt64) {
    self.side = side
    // The kinds look the same in every world.
    var looks = SplitMix64(seed: 99)
    textures = (0..<8).map { _ in
      (0..<Self.pixels * Self.pixels).map { _ in UInt8(30 + looks.next(below: 190)) }
    }
    var generator = SplitMix64(seed: seed)
    kinds = (0..<side * side).map { _ in generator.next(below: 8) }
  }

  /// The world at so many pixels; each is the mean of three by three places in it.
  func picture(width: Int, height: Int) -> SmallPicture {
    var picture = SmallPicture(width: width, height: height)
    let size = side * Self.pixels
    for y in 0..<height {
      for x in 0..<width {
        var sum = 0
        for i in 0..<9 {
          let u = (Double(x) + (Double(i % 3) + 0.5) / 3) / Double(width) * Double(size)
          let v = (Double(y) + (Double(i / 3) + 0.5) / 3) / Double(height) * Double(size)
          let (px, py) = (min(size - 1, Int(u)), min(size - 1, Int(v)))
          let kind = kinds[py / Self.pixels * side + px / Self.pixels]
          sum += Int(textures[kind][py % Self.pixels * Self.pixels + px % Self.pixels])
        }
        picture.luma[y * width + x] = UInt8(sum / 9)
      }
    }
    return picture
  }
}
