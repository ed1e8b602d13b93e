public import Annotations
internal import Batches

/// A video in the list.
public struct ReviewRow: Sendable, Hashable {
  /// What addresses call it: digits that stand for the name of its document.
  public var id: String
  /// What people call it.
  public var name: String
  /// Length; nil where it is not known yet.
  public var seconds: Double?
  /// Frames; nil where it is not known yet.
  public var frames: Int?
  /// Segments; nil where it is not known yet.
  public var segments: Int?
  /// What is strange about it.
  public var warnings: [String]
  /// Who called it reviewed, and when; nil where nobody did.
  public var reviewed: ReviewDigest.Reviewed?
  /// Edits that stand.
  public var edits: Int
  /// The name of its document's files.
  var key: String
  /// What its video was when the document was made; nil where nothing says.
  var stamp: FileStamp?

  init(key: String, name: String) {
    id = StableHash.hexadecimal(StableHash.value(key))
    (self.key, self.name) = (key, name)
    (warnings, edits) = ([], 0)
  }
}

/// Which videos are listed, and in which order.
public struct ReviewQuery: Sendable, Hashable {
  /// Words that a name, a warning or a reviewer has to hold, all of them, in any case.
  public var search = ""
  /// Shortest and longest.
  public var seconds: ClosedRange<Double>?
  /// Fewest and most segments.
  public var segments: ClosedRange<Int>?
  /// Only with warnings, or only without.
  public var warnings: Bool?
  /// Only reviewed, or only not.
  public var reviewed: Bool?
  /// The order.
  public var sort = Sort.name
  /// Whether it is turned round.
  public var isDescending = false
  /// Rows passed over.
  public var offset = 0
  /// Rows given.
  public var limit = 100

  /// An order.
  public enum Sort: String, Sendable, Hashable, CaseIterable {
    /// By name.
    case name
    /// By length.
    case seconds
    /// By number of segments.
    case segments
    /// Those not reviewed first.
    case reviewed
  }

  /// All of them, by name.
  public init() {}

  /// Whether a row is among them; what is not known of it yet leaves it out of a filter.
  func holds(_ row: ReviewRow, words: [String]) -> Bool {
    if let seconds, !(row.seconds.map { seconds.contains($0) } ?? false) { return false }
    if let segments, !(row.segments.map { segments.contains($0) } ?? false) { return false }
    if let warnings, warnings == row.warnings.isEmpty { return false }
    if let reviewed, reviewed != (row.reviewed != nil) { return false }
    if words.isEmpty { return true }
    let text = ([row.name, row.reviewed?.by ?? ""] + row.warnings).joined(separator: "\n")
      .lowercased()
    return words.allSatisfy { text.contains($0) }
  }

  var words: [String] { search.lowercased().split(separator: " ").map(String.init) }

  /// Whether one row comes before another; rows that are equal in the order keep that of their names.
  func precedes(_ left: ReviewRow, _ right: ReviewRow) -> Bool {
    func key(_ row: ReviewRow) -> Double {
      switch sort {
      case .name: 0
      case .seconds: row.seconds ?? -1
      case .segments: Double(row.segments ?? -1)
      case .reviewed: row.reviewed == nil ? 0 : 1
      }
    }
    let (a, b) = (key(left), key(right))
    if a != b { return isDescending ? a > b : a < b }
    if sort == .name, isDescending { return left.name > right.name }
    return left.name < right.name
  }
}
