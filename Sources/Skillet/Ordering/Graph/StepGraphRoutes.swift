internal import Annotations

/// The lines of a step graph's picture, none of them across a box of another row.
///
/// A line to the next row goes straight there; one that passes rows leaves through the gap below its
/// step, runs in its lane (``StepGraphLanes``) and comes in through the gap above the other; lines that
/// lead back do the same upwards.
struct StepGraphRoutes {
  /// One line, and where its share is written.
  struct Route {
    var path: String
    var x: Double
    var y: Double
    var isBack = false
  }

  private let document: StepGraphDocument
  private let layout: StepGraphLayout

  init(_ document: StepGraphDocument, _ layout: StepGraphLayout) {
    (self.document, self.layout) = (document, layout)
  }

  /// A box, or the start or the end, as what lines join.
  private struct End {
    var row: Int
    var x: Double
    var top: Double
    var bottom: Double
    var side = 0.0
  }

  /// The line of an edge; nil where a step of it is not drawn.
  func edge(_ index: Int) -> Route? {
    let edge = document.edges[index]
    guard edge.from != nil || edge.to != nil else { return nil }
    let ends = (edge.from.map { end($0) } ?? start, edge.to.map { end($0) } ?? finish)
    guard let from = ends.0, let to = ends.1 else { return nil }
    if edge.from == edge.to { return loop(from) }
    if from.row == to.row { return dip(from, to) }
    guard let lane = layout.lanes.edges[index] else { return near(from, to) }
    let isBack = to.row < from.row
    let offset = (0.5 + Double(lane)) * StepGraphLanes.width + 10
    let x = isBack ? layout.right + offset : layout.left - offset
    let shift = isBack ? 1.0 : -1.0
    let (x1, x2) = (from.x + shift * from.side, to.x + shift * to.side)
    let gap = StepGraphLayout.rowGap * 0.75
    let (y1, y2) = isBack ? (from.top, to.bottom) : (from.bottom, to.top)
    let way = isBack ? -1.0 : 1.0
    // Past the other boxes of its row, which may be higher or lower.
    let out = isBack ? edges(from).top - gap : edges(from).bottom + gap
    let into = isBack ? edges(to).bottom + gap : edges(to).top - gap
    let bend = way * gap / 2
    return Route(
      path: "M\(text(x1, y1))C\(text(x1, out - bend, x, out - bend, x, out))L\(text(x, into))"
        + "C\(text(x, into + bend, x2, into + bend, x2, y2 - way * 3))",
      x: x, y: (out + into) / 2, isBack: isBack)
  }

  /// The dotted line between two steps that may come in either order.
  func interchange(_ index: Int) -> String? {
    let pair = document.interchanges[index]
    guard let one = end(pair.first), let other = end(pair.second) else { return nil }
    let (y1, y2) = ((one.top + one.bottom) / 2, (other.top + other.bottom) / 2)
    guard let lane = layout.lanes.interchanges[index] else {
      // A little beside the line of the edge.
      return "M\(text(one.x - 24, y1))L\(text(other.x - 24, y2))"
    }
    let half = StepGraphLayout.boxWidth / 2
    let x =
      layout.right + 14 + Double(layout.lanes.backCount) * StepGraphLanes.width
      + Double(lane) * StepGraphLanes.dottedWidth
    let way = y2 > y1 ? 24.0 : -24.0
    return "M\(text(one.x + half, y1))C\(text(x, y1, x, y1, x, y1 + way))L\(text(x, y2 - way))"
      + "C\(text(x, y2, x, y2, other.x + half, y2))"
  }

  /// To the row below or above.
  private func near(_ from: End, _ to: End) -> Route {
    let isBack = to.row < from.row
    let shift = isBack ? 0.8 : 0
    let (x1, x2) = (from.x + shift * from.side, to.x + shift * to.side)
    let (y1, y2) = isBack ? (from.top, to.bottom + 3) : (from.bottom, to.top - 3)
    let bend = (y2 - y1) * 0.45
    return Route(
      path: "M\(text(x1, y1))C\(text(x1, y1 + bend, x2, y2 - bend, x2, y2))",
      x: (x1 + x2) / 2, y: (y1 + y2) / 2, isBack: isBack)
  }

  /// To a step of the same row, through the gap below.
  private func dip(_ from: End, _ to: End) -> Route {
    let low = max(from.bottom, to.bottom) + 44
    let shift = to.x > from.x ? from.side : -from.side
    let (x1, x2) = (from.x + shift, to.x - shift)
    return Route(
      path: "M\(text(x1, from.bottom))C\(text(x1, low, x2, low, x2, to.bottom + 3))",
      x: (x1 + x2) / 2, y: (from.bottom + to.bottom + 6 * low) / 8)
  }

  /// From a step to itself.
  private func loop(_ end: End) -> Route {
    let (x, middle) = (end.x + StepGraphLayout.boxWidth / 2, (end.top + end.bottom) / 2)
    return Route(
      path:
        "M\(text(x, middle - 9))C\(text(x + 24, middle - 14, x + 24, middle + 14, x + 3, middle + 9))",
      x: x + 22, y: middle, isBack: true)
  }

  private func edges(_ end: End) -> (top: Double, bottom: Double) {
    layout.rowEdges.indices.contains(end.row)
      ? layout.rowEdges[end.row] : (end.top, end.bottom)
  }

  private func end(_ step: Int) -> End? {
    layout.boxOfStep[step].map { index in
      let (box, width) = (layout.boxes[index], StepGraphLayout.boxWidth)
      return End(
        row: box.row, x: box.x + width / 2, top: box.y, bottom: box.y + box.height,
        side: width * 0.3)
    }
  }

  private var start: End? {
    End(row: -1, x: layout.start.x, top: layout.start.y - 9, bottom: layout.start.y + 9)
  }

  private var finish: End? {
    End(
      row: layout.rowEdges.count, x: layout.end.x, top: layout.end.y - 11,
      bottom: layout.end.y + 11)
  }

  private func text(_ values: Double...) -> String {
    values.map(StepGraphDrawing.number).joined(separator: " ")
  }
}
