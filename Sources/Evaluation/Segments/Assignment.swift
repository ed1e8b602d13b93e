/// The assignment of rows to columns with the greatest total, each used at most once: the Hungarian
/// method by shortest augmenting paths.
///
/// As many pairs are made as the shorter side has, even where their value is 0 or less. Of several
/// best assignments one is found, the same on every machine. (Kuhn, 1955; Munkres, 1957; the form
/// with potentials after Jonker and Volgenant, 1987.)
public struct Assignment: Sendable, Hashable {
  /// The column of each row; nil for a row that has none.
  public let columns: [Int?]
  /// The sum of the values of all pairs.
  public let total: Double

  /// Assigns rows to columns so that the sum of their values is greatest.
  ///
  /// Cost: O(s s l) time for s rows or columns, whichever are fewer, and l of the others; O(s l)
  /// space.
  /// - Precondition: all rows are equally long and all values are finite.
  public init(maximizing values: [[Double]]) {
    let (rows, columns) = (values.count, values.first?.count ?? 0)
    precondition(values.allSatisfy { $0.count == columns }, "rows are equally long")
    precondition(
      values.allSatisfy { $0.allSatisfy(\.isFinite) }, "an assignment needs finite values")
    let isTurned = rows > columns
    let (short, long) = isTurned ? (columns, rows) : (rows, columns)
    func cost(_ row: Int, _ column: Int) -> Double {
      isTurned ? -values[column][row] : -values[row][column]
    }
    // Rows and columns count from 1; 0 stands for none. `owner[c]` is the row that has column c.
    var rowPotential = [Double](repeating: 0, count: short + 1)
    var columnPotential = [Double](repeating: 0, count: long + 1)
    var owner = [Int](repeating: 0, count: long + 1)
    var previous = [Int](repeating: 0, count: long + 1)
    for row in stride(from: 1, through: short, by: 1) {
      owner[0] = row
      var column = 0
      var slack = [Double](repeating: .infinity, count: long + 1)
      var isVisited = [Bool](repeating: false, count: long + 1)
      repeat {
        isVisited[column] = true
        let current = owner[column]
        var (least, next) = (Double.infinity, 0)
        for candidate in 1...long where !isVisited[candidate] {
          let reduced =
            cost(current - 1, candidate - 1) - rowPotential[current] - columnPotential[candidate]
          if reduced < slack[candidate] { (slack[candidate], previous[candidate]) = (reduced, column) }
          if slack[candidate] < least { (least, next) = (slack[candidate], candidate) }
        }
        for candidate in 0...long {
          if isVisited[candidate] {
            rowPotential[owner[candidate]] += least
            columnPotential[candidate] -= least
          } else {
            slack[candidate] -= least
          }
        }
        column = next
      } while owner[column] != 0
      // The path is turned back to its start.
      while column != 0 {
        owner[column] = owner[previous[column]]
        column = previous[column]
      }
    }
    var found = [Int?](repeating: nil, count: rows)
    for column in stride(from: 1, through: long, by: 1) where owner[column] > 0 {
      if isTurned { found[column - 1] = owner[column] - 1 } else { found[owner[column] - 1] = column - 1 }
    }
    self.columns = found
    total = found.enumerated().reduce(0) { sum, pair in
      sum + (pair.element.map { values[pair.offset][$0] } ?? 0)
    }
  }
}
