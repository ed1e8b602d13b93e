/// Where a row-major matrix lies within a flat array, and whether it is read transposed.
public struct Block: Sendable, Hashable {
  /// The place of its first value in the array.
  public var offset: Int
  /// Rows as they are stored.
  public var storedRows: Int
  /// Columns as they are stored.
  public var storedColumns: Int
  /// From the beginning of a stored row to that of the next.
  public var stride: Int
  /// Whether rows and columns change places when it is read.
  public var isTransposed = false

  /// Describes a matrix; without a stride its rows follow each other without a gap.
  public init(rows: Int, columns: Int, offset: Int = 0, stride: Int? = nil) {
    let stride = stride ?? columns
    precondition(
      rows >= 0 && columns >= 0 && offset >= 0 && stride >= columns,
      "no matrix has \(rows) x \(columns) values at \(offset), \(stride) apart")
    self.offset = offset
    storedRows = rows
    storedColumns = columns
    self.stride = stride
  }

  /// The same values with rows and columns changed.
  public var transposed: Block {
    var other = self
    other.isTransposed.toggle()
    return other
  }

  /// Rows as they are read.
  public var rows: Int { isTransposed ? storedColumns : storedRows }

  /// Columns as they are read.
  public var columns: Int { isTransposed ? storedRows : storedColumns }

  /// The place behind its last value.
  var end: Int {
    storedRows == 0 || storedColumns == 0 ? 0 : offset + (storedRows - 1) * stride + storedColumns
  }
}

extension Matrix {
  /// Where the whole matrix lies in its own ``values``.
  public var block: Block { Block(rows: rows, columns: columns) }

  /// Some of the rows, copied.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "\(range) of \(rows) rows")
    let part = values[(range.lowerBound * columns)..<(range.upperBound * columns)]
    return Matrix(rows: range.count, columns: columns, values: Array(part))
  }

  /// Makes a matrix of given values, row after row.
  public init(rows: Int, columns: Int, values: [Float]) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns,
      "\(values.count) values do not make \(rows) x \(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }
}
