public import LinearAlgebra

/// Brings descriptors of segments to one scale and into few dimensions, as a set of them demands.
///
/// `y = B^T ((x - m) * f)`: the set's mean m is taken off; within a block each value is divided by
/// its deviation where the block asks for it; the block is scaled so that its mean square length is
/// its weight, unless it hardly differs at all; then the principal components B are taken.
public struct DescriptorSpace: Sendable, Hashable {
  /// Values that belong together.
  public struct Part: Sendable, Hashable {
    /// What they are, such as `change`.
    public var name: String
    /// How many.
    public var count: Int
    /// How much the part counts beside the others: its share of the squared distance.
    public var weight: Float
    /// Whether each value is divided by its deviation over the set; shares of a histogram are not.
    public var isStandardised: Bool

    /// Collects a part.
    public init(_ name: String, count: Int, weight: Float, isStandardised: Bool = true) {
      self.name = name
      self.count = count
      self.weight = weight
      self.isStandardised = isStandardised
    }
  }

  /// The mean of each value.
  public var mean: [Float]
  /// What each value is multiplied by.
  public var factors: [Float]
  /// A column a principal component.
  public var basis: Matrix

  /// Deviations well below 0.01 are noise: values are expected to differ by about 1.
  static let leastVariance = 1e-4
  /// A part whose mean square length is less, a value of it where it is standardised, is not
  /// blown up to its weight.
  static let leastLength = 1e-2

  /// Takes a space as it was kept.
  public init(mean: [Float], factors: [Float], basis: Matrix) {
    precondition(
      mean.count == factors.count && mean.count == basis.rows, "the shapes do not agree")
    self.mean = mean
    self.factors = factors
    self.basis = basis
  }

  /// Fits a space to descriptors, a row each.
  ///
  /// - Parameters:
  ///   - descriptors: the values of all parts one after another; finite.
  ///   - parts: what the values are.
  ///   - dimensions: principal components, at most.
  ///   - seed: for the search for the components.
  public init(fitting descriptors: Matrix, parts: [Part], dimensions: Int, seed: UInt64) {
    let columns = descriptors.columns
    precondition(parts.reduce(0) { $0 + $1.count } == columns, "the parts are not the columns")
    precondition(descriptors.rows > 0, "there is no segment")
    let rows = Double(descriptors.rows)
    var (mean, squares) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    for row in 0..<descriptors.rows {
      for column in 0..<columns { mean[column] += Double(descriptors[row, column]) }
    }
    mean = mean.map { $0 / rows }
    for row in 0..<descriptors.rows {
      for column in 0..<columns {
        let step = Double(descriptors[row, column]) - mean[column]
        squares[column] += step * step
      }
    }
    var factors = [Float](repeating: 0, count: columns)
    var first = 0
    for part in parts {
      let range = first..<(first + part.count)
      first = range.upperBound
      let variances = range.map { squares[$0] / rows }
      // What differs less than single precision tells apart does not differ.
      let scales = zip(variances, range).map { variance, column in
        variance <= 1e-10 * max(1e-4, mean[column] * mean[column])
          ? 0 : part.isStandardised ? 1 / (variance + Self.leastVariance).squareRoot() : 1
      }
      let length = zip(variances, scales).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
      guard length > 0 else { continue }
      let least = part.isStandardised ? Self.leastLength * Double(part.count) : Self.leastLength
      let factor = (Double(part.weight) / max(length, least)).squareRoot()
      for (column, scale) in zip(range, scales) { factors[column] = Float(scale * factor) }
    }
    self.mean = mean.map { Float($0) }
    self.factors = factors
    basis = Matrix(identity: columns)
    let scaled = Self.scaled(descriptors, self.mean, factors)
    basis = PrincipalAxes(of: scaled, count: dimensions, seed: seed).basis
  }

  /// The descriptors, a row each, as points.
  ///
  /// A row's point depends on the row alone, to the last bit: BLAS would round it otherwise beside
  /// other rows.
  public func points(_ descriptors: Matrix) -> Matrix {
    precondition(descriptors.columns == mean.count, "descriptors of another kind")
    let scaled = Self.scaled(descriptors, mean, factors)
    let (rows, columns, count) = (scaled.rows, scaled.columns, basis.columns)
    var points = Matrix(rows: rows, columns: count)
    unsafe scaled.values.withUnsafeBufferPointer { x in
      unsafe basis.values.withUnsafeBufferPointer { b in
        unsafe points.values.withUnsafeMutableBufferPointer { y in
          for row in 0..<rows {
            for column in 0..<columns {
              let value = unsafe x[row * columns + column]
              for axis in 0..<count {
                unsafe y[row * count + axis] += value * b[column * count + axis]
              }
            }
          }
        }
      }
    }
    return points
  }

  private static func scaled(
    _ descriptors: Matrix, _ mean: [Float], _ factors: [Float]
  ) -> Matrix {
    var scaled = descriptors
    Rows.add(mean.map { -$0 }, toEachOf: &scaled.values)
    Rows.multiply(factors, intoEachOf: &scaled.values)
    return scaled
  }
}
