public import LinearAlgebra

/// What sets the items of a list apart: each feature less the list's mean, in deviations that such
/// differences have.
///
/// `y_i = (x_i - mean of the list) / deviation`, column by column. Moments of one video differ little
/// beside what they share, so a head on plain features of a fresh encoder would need thousands of
/// steps to see the difference; this is the data-dependent initialisation of Salimans and Kingma
/// (arXiv 1602.07868), done once, within lists. No order of the items is heeded.
public struct ItemContrast: Sendable {
  /// The deviation of each column, above zero.
  public var deviations: [Float]

  /// Smaller deviations count as this one: what never differs is not blown up.
  public static let least: Float = 1e-4

  /// Takes deviations as they are.
  public init(deviations: [Float]) {
    precondition(deviations.allSatisfy { $0 > 0 }, "a deviation is above zero")
    self.deviations = deviations
  }

  /// Deviations of one: lists are centred alone.
  public init(width: Int) { deviations = Array(repeating: 1, count: width) }

  /// The deviations within lists.
  ///
  /// - Parameters:
  ///   - items: the features of the items of every list, one after another.
  ///   - sizes: how many items each list has.
  public init(within items: Matrix, sizes: [Int]) {
    let centred = Self.centred(items, sizes: sizes)
    var squares = [Double](repeating: 0, count: items.columns)
    for i in 0..<centred.rows {
      for j in squares.indices { squares[j] += Double(centred[i, j] * centred[i, j]) }
    }
    let count = Double(max(1, items.rows - sizes.count))
    deviations = squares.map { max(Self.least, Float(($0 / count).squareRoot())) }
  }

  /// The items of lists, centred and divided; also its own backward pass, as the map is symmetric.
  public func apply(_ items: Matrix, sizes: [Int]) -> Matrix {
    var result = Self.centred(items, sizes: sizes)
    for i in 0..<result.rows {
      for j in deviations.indices { result[i, j] /= deviations[j] }
    }
    return result
  }

  private static func centred(_ items: Matrix, sizes: [Int]) -> Matrix {
    var result = items
    var first = 0
    for size in sizes where size > 0 {
      var mean = [Float](repeating: 0, count: items.columns)
      for i in first..<first + size { for j in mean.indices { mean[j] += items[i, j] } }
      for i in first..<first + size {
        for j in mean.indices { result[i, j] -= mean[j] / Float(size) }
      }
      first += size
    }
    return result
  }
}
