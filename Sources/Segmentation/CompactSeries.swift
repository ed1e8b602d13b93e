/// Values of at least 0 kept in two bytes each, to 1/1024; larger ones than 63.9 are held there.
///
/// Evidence is shown and compared, never summed up: that much precision is more than enough, and an
/// hour of video stays small.
public struct CompactSeries: Sendable, Hashable {
  private static let steps: Float = 1024
  private var codes: [UInt16] = []

  /// A series with room for `capacity` values.
  public init(capacity: Int = 0) { codes.reserveCapacity(capacity) }

  /// The same values, kept smaller.
  public init(_ values: [Float]) {
    codes = values.map(Self.code)
  }

  /// Values in the series.
  public var count: Int { codes.count }

  /// A value, to 1/1024.
  public subscript(i: Int) -> Float { Float(codes[i]) / Self.steps }

  /// Adds values.
  public mutating func append(_ values: ArraySlice<Float>) {
    for value in values { codes.append(Self.code(value)) }
  }

  private static func code(_ value: Float) -> UInt16 {
    // NaN compares false and becomes 0.
    value > 0 ? UInt16(min(65_535, (value * steps).rounded())) : 0
  }
}
