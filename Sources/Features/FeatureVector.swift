public import Frames

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The layout of the built-in feature vector: colour, orientation and motion of a coarse grid.
///
/// | values | what | cells | divided by |
/// |---|---|---|---|
/// | 0..<36 | mean Y, then Cb, then Cr, as parts of 255 | 4 x 3 each | 0.10 |
/// | 36..<52 | mean gradient magnitude / 64 in four orientations | 2 x 2 each | 0.15 |
/// | 52..<68 | dx and dy, signed logarithm per 1/30 s, mean over the hop | 4 x 2, pairs | 0.5 |
///
/// Orientations: horizontal gradient, vertical, rising and falling diagonal. The divisors are fixed
/// numbers, so that vectors of different videos compare; they bring each group near unit spread.
public enum FeatureLayout {
  /// The name and version of the layout, as documents state it.
  public static let name = "colour-orientation-motion/1"
  /// Values in a vector.
  public static let dimensions = 68
  /// Seconds from one vector to the next.
  public static let hop = 0.1

  static let colourCells = (columns: 4, rows: 3)
  static let colourScale: Float = 0.10
  static let orientationScale: Float = 0.15
  static let motionScale: Float = 0.5

  /// The vector of one picture and of how it moved since the one before.
  ///
  /// - Parameters:
  ///   - picture: 64 x 36 cells.
  ///   - change: from the picture before to it.
  ///   - elapsed: the seconds between them.
  public static func vector(
    _ picture: SmallPicture, _ change: PictureChange, elapsed: Double
  ) -> [Float] {
    let thirtieths = Float(30 * max(elapsed, 1 / 60.0))
    return appearance(picture)
      + compressed(meanMotion(change, scale: change.persistence / thirtieths))
  }

  /// The mean motion of 4 x 2 groups of cells, scaled, in pairs of dx and dy.
  static func meanMotion(_ change: PictureChange, scale: Float) -> [Float] {
    var means = [Float](repeating: 0, count: 16)
    for cell in 0..<BlockMotion.cells {
      let (row, column) = (cell / BlockMotion.columns / 2, cell % BlockMotion.columns / 2)
      let target = 2 * (row * 4 + column)
      means[target] += change.vectors[2 * cell] * scale / 4
      means[target + 1] += change.vectors[2 * cell + 1] * scale / 4
    }
    return means
  }

  /// Signed logarithms of motion, over their divisor.
  static func compressed(_ motion: [Float]) -> [Float] {
    motion.map { ($0 < 0 ? -log1p(-$0) : log1p($0)) / motionScale }
  }

  /// The colour and orientation part of a picture, 52 values.
  static func appearance(_ picture: SmallPicture) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(52)
    for plane in [picture.luma, picture.blue, picture.red] {
      values += cellMeans(plane, picture.width, picture.height).map { $0 / 255 / colourScale }
    }
    return values + orientations(picture).map { $0 / orientationScale }
  }

  private static func cellMeans(_ plane: [UInt8], _ width: Int, _ height: Int) -> [Float] {
    let (columns, rows) = colourCells
    let area = (width / columns) * (height / rows)
    var sums = [Int](repeating: 0, count: columns * rows)
    for y in 0..<height {
      for x in 0..<width {
        sums[y * rows / height * columns + x * columns / width] += Int(plane[y * width + x])
      }
    }
    return sums.map { Float($0) / Float(area) }
  }

  /// Gradients by central differences; the outermost pixels have none.
  private static func orientations(_ picture: SmallPicture) -> [Float] {
    let (width, height) = (picture.width, picture.height)
    let luma = picture.luma.span
    var sums = [Int](repeating: 0, count: 16)
    for y in 1..<(height - 1) {
      for x in 1..<(width - 1) {
        let i = y * width + x
        let gx = Int(luma[i + 1]) - Int(luma[i - 1])
        let gy = Int(luma[i + width]) - Int(luma[i - width])
        let (ax, ay) = (abs(gx), abs(gy))
        let orientation = ay * 2 < ax ? 0 : ax * 2 < ay ? 1 : gx * gy > 0 ? 2 : 3
        sums[orientation * 4 + y * 2 / height * 2 + x * 2 / width] += ax + ay
      }
    }
    let area = Float(width / 2 * (height / 2))
    return sums.map { Float($0) / area / 64 }
  }
}
