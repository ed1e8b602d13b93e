/// Numbers with a shape, as a `.npy` file or a tensor of a safetensors file holds them.
///
/// Values are in row-major order whatever the file's order was. Half-precision numbers become
/// `Float` and every kind of whole number and truth value `Int64`, all exactly.
public struct NumberArray: Sendable, Hashable {
  /// The numbers, in the width that holds them exactly.
  public enum Values: Sendable, Hashable {
    /// From 16- and 32-bit floating point.
    case single([Float])
    /// From 64-bit floating point.
    case double([Double])
    /// From whole numbers of at most 64 bits, and from truth values as 0 and 1.
    case whole([Int64])
  }

  /// The length of each dimension, slowest first; empty for a single number.
  public let shape: [Int]
  /// As many values as the product of the shape.
  public let values: Values

  /// Joins a shape and its values.
  public init(shape: [Int], values: Values) {
    self.shape = shape
    self.values = values
    precondition(
      shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == count,
      "\(count) values do not have the shape \(shape)")
  }

  /// How many numbers there are.
  public var count: Int {
    switch values {
    case .single(let values): values.count
    case .double(let values): values.count
    case .whole(let values): values.count
    }
  }

  /// The numbers in single precision, rounded where they do not fit.
  public var floats: [Float] {
    switch values {
    case .single(let values): values
    case .double(let values): values.map { Float($0) }
    case .whole(let values): values.map { Float($0) }
    }
  }

  /// The numbers in double precision; whole numbers above `2^53` are rounded.
  public var doubles: [Double] {
    switch values {
    case .single(let values): values.map { Double($0) }
    case .double(let values): values
    case .whole(let values): values.map { Double($0) }
    }
  }

  /// The whole numbers; nil where the file held floating-point numbers.
  public var wholeNumbers: [Int64]? {
    if case .whole(let values) = values { values } else { nil }
  }

  /// A matrix of single precision; nil unless there are two dimensions.
  public var matrix: Matrix? {
    shape.count == 2 ? Matrix(rows: shape[0], columns: shape[1], values: floats) : nil
  }

  /// The place of the first value that is infinite or no number; nil where all are finite.
  public var firstNonFinite: Int? {
    switch values {
    case .single(let values): values.firstIndex { !$0.isFinite }
    case .double(let values): values.firstIndex { !$0.isFinite }
    case .whole: nil
    }
  }
}
