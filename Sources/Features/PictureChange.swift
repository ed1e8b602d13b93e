/// What happened between a sampled picture and the one before it.
public struct PictureChange: Sendable, Hashable {
  /// Mean absolute change of luma and both chromas over the picture, exposure compensated, in codes.
  public var amount: Float = 0
  /// Share of the picture, in per cent, whose change is over 24 codes.
  public var share: Float = 0
  /// Mean absolute luma change that remains once every cell was moved to fit, in codes.
  public var residual: Float = 0
  /// How far the change lasts, 0...1: near 0 where the picture before or after the neighbour is the
  /// same again, as in a flash.
  public var persistence: Float = 1
  /// How far the change is more than a shift of the whole picture, 0...1: 0 in a camera turn.
  public var independence: Float = 1
  /// Mean absolute luma change that a shift of the whole picture leaves, in codes.
  ///
  /// 0 where nothing moved; in a camera turn this is all that changed.
  public var unexplained: Float = 0
  /// dx and dy of each of the 8 x 4 cells, in pixels of the 64 x 36 picture.
  public var vectors: [Float] = Array(repeating: 0, count: 2 * BlockMotion.cells)

  /// No change at all.
  public init() {}
}
