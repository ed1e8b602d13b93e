internal import Annotations

/// Where the lines of a step graph run that pass rows of boxes: in lanes beside the boxes, those that
/// go forward at the left, those that lead back and the dotted ones at the right.
struct StepGraphLanes {
  /// The lane of each edge and of each interchange, counted from the boxes; nil where it needs none.
  private(set) var edges: [Int?] = []
  private(set) var interchanges: [Int?] = []
  /// How many lanes there are of each kind.
  private(set) var forwardCount = 0
  private(set) var backCount = 0
  private(set) var dottedCount = 0

  static let width = 22.0
  static let dottedWidth = 9.0

  /// Gives lanes to the lines of a document whose steps stand in these rows (nil: not drawn).
  init(_ document: StepGraphDocument, rowOfStep: [Int?], rowCount: Int) {
    let spans = document.edges.map { edge -> (from: Int, to: Int)? in
      let from = edge.from.map { rowOfStep[$0] } ?? -1
      let to = edge.to.map { rowOfStep[$0] } ?? rowCount
      return if let from, let to { (from, to) } else { nil }
    }
    let forward = Self.assigned(spans.map { span in span.flatMap { Self.range($0.from, $0.to) } })
    let back = Self.assigned(spans.map { span in span.flatMap { Self.range($0.to, $0.from) } })
    edges = zip(forward.lanes, back.lanes).map { $0 ?? $1 }
    (forwardCount, backCount) = (forward.count, back.count)
    let dotted = Self.assigned(
      document.interchanges.map { pair in
        guard let one = rowOfStep[pair.first], let other = rowOfStep[pair.second] else {
          return nil
        }
        return Self.range(min(one, other), max(one, other))
      })
    (interchanges, dottedCount) = (dotted.lanes, dotted.count)
  }

  /// The rows that a line passes, where it passes any.
  private static func range(_ upper: Int, _ lower: Int) -> Range<Int>? {
    lower - upper > 1 ? upper..<lower : nil
  }

  /// The innermost lane that is free, the shortest lines first.
  private static func assigned(_ spans: [Range<Int>?]) -> (lanes: [Int?], count: Int) {
    var lanes = [Int?](repeating: nil, count: spans.count)
    var taken: [[Range<Int>]] = []
    func key(_ index: Int) -> (Int, Int) { (spans[index]?.count ?? 0, index) }
    for index in spans.indices.sorted(by: { key($0) < key($1) }) {
      guard let span = spans[index] else { continue }
      let free = taken.firstIndex { !$0.contains { $0.overlaps(span) } } ?? taken.count
      if free == taken.count { taken.append([]) }
      taken[free].append(span)
      lanes[index] = free
    }
    return (lanes, taken.count)
  }
}
