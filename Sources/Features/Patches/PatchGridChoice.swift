public import Frames
internal import LinearAlgebra

/// Which grid of patches codes a data set's pictures best.
///
/// For each number of patches along the shorter side, 64 means are fitted and what they leave of the
/// patches' variance is compared with the numbers one above and below. In a world of tiles one
/// number stands out, because its patches repeat; where none is 20 % below its neighbours, the
/// usual one is taken.
public struct PatchGridChoice: Sendable {
  /// Numbers of patches that are compared, without the first and the last.
  public static let candidates = Array(5...14)
  /// The number where none stands out.
  public static let usual = 9

  /// What the means leave of the variance, for each candidate.
  public let residuals: [Double]

  /// Compares grids on pictures.
  ///
  /// - Parameters:
  ///   - seed: of the draws.
  ///   - pictures: gives the pictures of a grid.
  public init<Failure: Error>(
    pictureWidth: Int, pictureHeight: Int, seed: UInt64,
    pictures: (PatchGrid) throws(Failure) -> [SmallPicture]
  ) throws(Failure) {
    var residuals: [Double] = []
    for count in Self.candidates {
      let grid = PatchGrid(
        shorterSide: count, pictureWidth: pictureWidth, pictureHeight: pictureHeight)
      residuals.append(Self.residual(grid, try pictures(grid), seed: seed))
    }
    self.residuals = residuals
  }

  /// The number of patches along the shorter side.
  public var shorterSide: Int {
    let ratios = (1..<residuals.count - 1).map { (i: Int) -> Double in
      let neighbours = (residuals[i - 1] + residuals[i + 1]) / 2
      return residuals[i] / max(1e-9, neighbours)
    }
    guard let best = ratios.indices.min(by: { ratios[$0] < ratios[$1] }), ratios[best] < 0.8 else {
      return Self.usual
    }
    return Self.candidates[best + 1]
  }

  private static func residual(
    _ grid: PatchGrid, _ pictures: [SmallPicture], seed: UInt64
  ) -> Double {
    let sample = PatchSample(grid: grid, pictures: pictures, mostDistinct: 4000, seed: seed)
    let means = KMeans.fit(points: sample.distinct, count: 64, seed: seed, iterations: 10).centroids
    let nearest = KMeans.nearest(sample.drawn, centroids: means)
    let width = PatchGrid.width
    var (left, sums, squares) = (0.0, [Double](repeating: 0, count: width), 0.0)
    for (row, k) in nearest.enumerated() {
      for j in 0..<width {
        let value = Double(sample.drawn.values[row * width + j])
        let rest = value - Double(means.values[Int(k) * width + j])
        left += rest * rest
        sums[j] += value
        squares += value * value
      }
    }
    let count = Double(max(1, nearest.count))
    let variance = squares - sums.reduce(0) { $0 + $1 * $1 } / count
    return variance > 0 ? left / variance : 1
  }
}
