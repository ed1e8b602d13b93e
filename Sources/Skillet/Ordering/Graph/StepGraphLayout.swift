internal import Annotations

/// Where the steps of a graph stand in a picture: rows from start to end, steps side by side in one.
///
/// A step stands below every step that leads to it and usually comes before it (the longest path
/// over edges that go forward in the steps' mean places); within a row, steps stand near what leads
/// to them (barycentres, a few sweeps; Sugiyama, 1981).
struct StepGraphLayout {
  /// A step's box, its text in lines.
  struct Box {
    var step: Int
    var row: Int
    var lines: [String]
    var x = 0.0
    var y = 0.0
    var height = 0.0
  }

  static let boxWidth = 184.0
  static let lineHeight = 16.0
  private static let columnGap = 44.0
  static let rowGap = 62.0
  private static let letters = 26

  /// A box a step that some sequence has, row after row.
  private(set) var boxes: [Box] = []
  /// The box of each step; nil where it has none.
  private(set) var boxOfStep: [Int?]
  private(set) var width: Double
  private(set) var height: Double
  /// The lanes of the lines that pass rows, and the sides of the boxes that they lie beside.
  let lanes: StepGraphLanes
  let left: Double
  let right: Double
  /// The upper and the lower edge of each row.
  private(set) var rowEdges: [(top: Double, bottom: Double)] = []
  /// Where the start and the end stand.
  private(set) var start: (x: Double, y: Double)
  private(set) var end: (x: Double, y: Double)

  init(_ document: StepGraphDocument) {
    let steps = document.steps
    boxOfStep = Array(repeating: nil, count: steps.count)
    let drawn = steps.indices.filter { steps[$0].sequences > 0 }
    func key(_ step: Int) -> (Double, Int) { (steps[step].meanPlace, step) }
    let order = drawn.sorted { key($0) < key($1) }
    let forward = document.edges.compactMap { edge -> (from: Int, to: Int, weight: Double)? in
      guard let from = edge.from, let to = edge.to, key(from) < key(to) else { return nil }
      return (from, to, edge.probability)
    }
    let rows = Self.ordered(Self.rows(order, forward), forward)
    let widest = rows.map(\.count).max() ?? 1
    let pitch = Self.boxWidth + Self.columnGap
    var rowOfStep = [Int?](repeating: nil, count: steps.count)
    for (index, row) in rows.enumerated() { for step in row { rowOfStep[step] = index } }
    lanes = StepGraphLanes(document, rowOfStep: rowOfStep, rowCount: rows.count)
    let content = Double(max(1, widest)) * pitch - Self.columnGap
    let beside = 24 + Double(lanes.forwardCount) * StepGraphLanes.width
    let beyond =
      24 + Double(lanes.backCount) * StepGraphLanes.width
      + Double(lanes.dottedCount) * StepGraphLanes.dottedWidth
    // Room for the legend too.
    let spare = max(0, 360 - beside - content - beyond) / 2
    (left, right) = (spare + beside, spare + beside + content)
    width = right + beyond + spare
    var y = 64.0
    for row in rows {
      var tallest = 0.0
      let indent = (content - Double(row.count) * pitch + Self.columnGap) / 2
      for (column, step) in row.enumerated() {
        var box = Box(step: step, row: rowEdges.count, lines: Self.wrapped(steps[step].label))
        box.height = Double(box.lines.count + 1) * Self.lineHeight + 14
        (box.x, box.y) = (left + indent + Double(column) * pitch, y)
        tallest = max(tallest, box.height)
        boxOfStep[step] = boxes.count
        boxes.append(box)
      }
      rowEdges.append((y, y + tallest))
      y += tallest + Self.rowGap
    }
    let middle = (left + right) / 2
    start = (middle, 22)
    end = (middle, y)
    height = y + 26
  }

  /// The steps of each row.
  private static func rows(
    _ order: [Int], _ edges: [(from: Int, to: Int, weight: Double)]
  ) -> [[Int]] {
    var row: [Int: Int] = [:]
    for step in order {
      let above = edges.filter { $0.to == step }.compactMap { row[$0.from] }
      row[step] = (above.max() ?? -1) + 1
    }
    var rows = [[Int]](repeating: [], count: (row.values.max() ?? -1) + 1)
    for step in order { rows[row[step] ?? 0].append(step) }
    return rows
  }

  /// The rows, each in the order of where the neighbours of its steps stand.
  private static func ordered(
    _ rows: [[Int]], _ edges: [(from: Int, to: Int, weight: Double)]
  ) -> [[Int]] {
    var rows = rows
    var place: [Int: Double] = [:]
    func note(_ row: [Int]) {
      for (column, step) in row.enumerated() {
        place[step] = Double(column) - Double(row.count - 1) / 2
      }
    }
    rows.forEach(note)
    for sweep in 0..<6 {
      for index in sweep % 2 == 0 ? Array(rows.indices) : rows.indices.reversed() {
        let centres = rows[index].map { step in
          let near = edges.compactMap { edge -> (Double, Double)? in
            let other = edge.to == step ? edge.from : edge.from == step ? edge.to : nil
            return other.map { (place[$0] ?? 0, edge.weight) }
          }
          let weight = near.reduce(0) { $0 + $1.1 }
          return weight > 0
            ? near.reduce(0) { $0 + $1.0 * $1.1 } / weight : place[step] ?? 0
        }
        let row = rows[index]
        rows[index] = row.indices.sorted { (centres[$0], row[$0]) < (centres[$1], row[$1]) }
          .map { row[$0] }
        note(rows[index])
      }
    }
    return rows
  }

  /// A label in at most four lines.
  private static func wrapped(_ label: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in label.split(whereSeparator: { $0.isWhitespace || $0 == "_" }) {
      var word = Substring(word)
      while word.count > letters {
        if !line.isEmpty { lines.append(line) }
        line = ""
        lines.append(String(word.prefix(letters)))
        word = word.dropFirst(letters)
      }
      if !line.isEmpty, line.count + 1 + word.count > letters {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > 4 {
      lines = Array(lines.prefix(4))
      lines[3] = lines[3].prefix(letters - 1) + "…"
    }
    return lines.isEmpty ? [" "] : lines
  }
}
