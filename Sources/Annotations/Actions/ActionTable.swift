/// Actions as a file states them, before it is decided what they are: cells in rows and columns,
/// and beside them what says where each row belongs.
///
/// Every reader makes one; ``track(episode:file:)`` checks it and gives the track. Whole numbers of
/// at least 0 are choices, anything else with a number is continuous; a list of names is discrete.
public struct ActionTable: Sendable {
  /// The cells, row after row.
  public enum Cells: Sendable {
    /// Whole numbers.
    case integers([Int64])
    /// Numbers.
    case numbers([Double])
    /// Names, one a row.
    case names([String])
  }

  /// The cells of all rows; those of a row without an action are not looked at.
  public var cells: Cells
  /// Cells a row.
  public var columns: Int
  /// Whether a row is a single value rather than a list of one or more.
  public var isList: Bool
  /// The names of the columns; empty where there are none.
  public var columnNames: [String] = []
  /// Whether a row has an action; nil where all have.
  public var isValid: [Bool]?
  /// The frame of each row.
  public var frames: [Int]?
  /// The time of each row in seconds.
  public var times: [Double]?
  /// The episode of each row.
  public var episodes: [Int]?
  /// Rows a second.
  public var frameRate: Double?
  /// How many frames the video has, by the file.
  public var frameCount: Int?
  /// Where the actions come from.
  public var source = ActionTrack.Source.recorded
  /// What an action can be, as far as the file says.
  var stated = StatedSpace()
  /// The null actions that the file names; nil where it says nothing.
  var nullNames: [String]?
  /// The line of each row; empty where rows have none.
  var lines: [Int] = []

  /// Collects a table of at least one column.
  public init(cells: Cells, columns: Int, isList: Bool) {
    precondition(columns > 0, "a table without columns has no rows")
    self.cells = cells
    self.columns = columns
    self.isList = isList
  }

  /// What a file says of its space; whatever is missing is told from the cells.
  struct StatedSpace: Sendable {
    var kind: ActionSpace.Kind?
    var sizes: [Int] = []
    var names: [String] = []
    var low: [Float] = []
    var high: [Float] = []
  }

  /// Rows.
  public var count: Int {
    switch cells {
    case .integers(let cells): cells.count / columns
    case .numbers(let cells): cells.count / columns
    case .names(let cells): cells.count
    }
  }

  /// Where a cell stands, for messages: rows and columns count from 0.
  func place(_ row: Int, _ column: Int? = nil) -> String {
    let line = lines.isEmpty ? "row \(row)" : "line \(lines[row])"
    guard let column, !isList else { return line }
    let name = columnNames.isEmpty ? "\(column)" : columnNames[column]
    return "\(line), column \(name)"
  }

  func fault(_ file: String, _ place: String, _ reason: String, _ advice: String) -> AnnotationError
  {
    AnnotationError(
      file: file, step: "read the actions", place: place, reason: reason, advice: advice)
  }
}
