public import Frames
public import LinearAlgebra

/// A grid of patches and the means that stand for them: a picture becomes a few dozen tokens.
///
/// The means are fitted to patches of a data set's own pictures, of which each kind is counted once
/// (told apart in steps of 12 codes), so that what is rare but telling gets a mean too.
public struct PatchCodebook: Sendable {
  /// The grid.
  public let grid: PatchGrid
  /// The means, `vocabulary x 48`.
  public let centroids: Matrix

  /// Takes up a codebook that was fitted before.
  public init(grid: PatchGrid, centroids: Matrix) {
    precondition(centroids.columns == PatchGrid.width, "a patch has \(PatchGrid.width) numbers")
    self.grid = grid
    self.centroids = centroids
  }

  /// Fits means to the patches of pictures.
  ///
  /// - Parameters:
  ///   - pictures: of the grid's size.
  ///   - vocabulary: how many means at most.
  ///   - seed: of the draw of patches and of the start.
  public init(grid: PatchGrid, pictures: [SmallPicture], vocabulary: Int, seed: UInt64) {
    let patches = PatchSample(grid: grid, pictures: pictures, mostDistinct: 12_000, seed: seed)
    self.init(
      grid: grid,
      centroids: KMeans.fit(
        points: patches.distinct, count: vocabulary, seed: seed, iterations: 25
      ).centroids)
  }

  /// The tokens of a picture, one a patch.
  public func tokens(of picture: SmallPicture) -> [UInt16] {
    tokens(ofPatches: grid.patches(of: picture))
  }

  /// The tokens of patches that were taken from a picture before.
  public func tokens(ofPatches patches: Matrix) -> [UInt16] {
    KMeans.nearest(patches, centroids: centroids).map { UInt16($0) }
  }
}

/// Patches drawn from pictures, each kind once.
struct PatchSample {
  /// Drawn patches, each kind once.
  private(set) var distinct: Matrix
  /// Drawn patches as they come.
  private(set) var drawn: Matrix

  init(grid: PatchGrid, pictures: [SmallPicture], mostDistinct: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var seen: Set<[UInt8]> = []
    var kinds: [Float] = []
    var all: [Float] = []
    for index in generator.permutation(pictures.count) {
      let patches = grid.patches(of: pictures[index])
      for row in generator.permutation(patches.rows) {
        let values = patches.values[row * PatchGrid.width..<(row + 1) * PatchGrid.width]
        if all.count < mostDistinct * PatchGrid.width { all += values }
        guard kinds.count < mostDistinct * PatchGrid.width,
          seen.insert(values.map { UInt8($0 / 12) }).inserted
        else { continue }
        kinds += values
      }
      if kinds.count >= mostDistinct * PatchGrid.width { break }
    }
    let width = PatchGrid.width
    distinct = Matrix(rows: kinds.count / width, columns: width, values: kinds)
    drawn = Matrix(rows: all.count / width, columns: width, values: all)
  }
}
