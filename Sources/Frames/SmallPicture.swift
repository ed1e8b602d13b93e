/// A picture reduced to a small grid: luma and two chroma planes of the same size, 8 bits each.
///
/// Each value is the mean over a cell of the shown picture (rotation applied, aspect ratio not
/// kept). Planes are row-major, `width * height` values each, in video codes (luma 16...235 where
/// the source is of limited range).
public struct SmallPicture: Sendable, Hashable {
  /// Cells in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Brightness.
  public var luma: [UInt8]
  /// Blue difference; 128 is neutral.
  public var blue: [UInt8]
  /// Red difference; 128 is neutral.
  public var red: [UInt8]

  /// Makes a picture of one brightness and neutral colour.
  public init(width: Int, height: Int, luma: UInt8 = 0) {
    self.width = width
    self.height = height
    self.luma = Array(repeating: luma, count: width * height)
    self.blue = Array(repeating: 128, count: width * height)
    self.red = Array(repeating: 128, count: width * height)
  }
}
