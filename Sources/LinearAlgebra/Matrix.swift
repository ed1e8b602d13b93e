/// A dense row-major matrix of `Float` in one flat buffer.
public struct Matrix: Sendable, Hashable {
  /// Rows.
  public let rows: Int
  /// Columns.
  public let columns: Int
  /// `rows * columns` values, row after row.
  public var values: [Float]

  /// Makes a matrix of zeros.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have \(rows) x \(columns) values")
    self.rows = rows
    self.columns = columns
    self.values = Array(repeating: 0, count: rows * columns)
  }

  /// Makes `scale` times the identity.
  public init(identity size: Int, scale: Float = 1) {
    self.init(rows: size, columns: size)
    for i in 0..<size { values[i * size + i] = scale }
  }

  /// The value at a row and a column.
  public subscript(row: Int, column: Int) -> Float {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }
}
