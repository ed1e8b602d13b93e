public import LinearAlgebra

/// What an encoder sees of a demonstration: a row a moment, at equal distances in time.
public enum FrameRows: Sendable {
  /// Numbers that were worked out of the picture.
  case features(Matrix)
  /// Pictures, patch after patch, each ``FrameRows/patchWidth`` bytes; so many bytes a row.
  case pictures([UInt8], width: Int)

  /// Numbers of a patch: 4 x 4 cells of luma and two chromas.
  public static let patchWidth = 48

  /// How many rows there are.
  public var count: Int {
    switch self {
    case .features(let matrix): matrix.rows
    case .pictures(let bytes, let width): bytes.count / width
    }
  }

  /// Numbers of a row.
  public var width: Int {
    switch self {
    case .features(let matrix): matrix.columns
    case .pictures(_, let width): width
    }
  }

  /// Some of the rows; bytes become numbers around 0, `byte / 64 - 2`.
  public func gather(_ rows: [Int]) -> Matrix {
    var result = Matrix(rows: rows.count, columns: width)
    for (place, row) in rows.enumerated() { copy(row, into: &result, at: place) }
    return result
  }

  /// The mean luma of the pictures of rows, in byte levels; of numbers that are no pictures 0.
  public func meanLuma(_ rows: Range<Int>) -> Double {
    guard case .pictures(let bytes, let width) = self, !rows.isEmpty else { return 0 }
    var sum = 0
    for i in stride(from: rows.lowerBound * width, to: rows.upperBound * width, by: 3) {
      sum += Int(bytes[i])
    }
    return Double(sum) * 3 / Double(rows.count * width)
  }

  /// One row into a row of a matrix.
  func copy(_ row: Int, into result: inout Matrix, at place: Int) {
    let width = width
    precondition(row >= 0 && row < count, "there is no row \(row) of \(count)")
    switch self {
    case .features(let matrix):
      for j in 0..<width {
        result.values[place * width + j] = matrix.values[row * width + j]
      }
    case .pictures(let bytes, _):
      for j in 0..<width {
        result.values[place * width + j] = Float(bytes[row * width + j]) / 64 - 2
      }
    }
  }
}

/// A demonstration to learn the order of time from.
public struct OrderedDemonstration: Sendable {
  /// What is seen.
  public var frames: FrameRows
  /// The rows of each segment, in true order; nil where windows of the rows are ordered.
  public var segments: [Range<Int>]?

  /// Joins rows and segments; a segment has at least one row.
  public init(frames: FrameRows, segments: [Range<Int>]? = nil) {
    let count = frames.count
    precondition(
      segments?.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= count } ?? true,
      "a segment has no row, or reaches beyond the \(count) rows")
    self.frames = frames
    self.segments = segments
  }
}

/// An item to be ordered: some rows of a demonstration, first to last.
public typealias ItemRows = [Int]
