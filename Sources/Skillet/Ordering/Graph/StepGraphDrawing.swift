internal import Annotations

/// A step graph as a picture: SVG that stands alone, for screens light and dark and for paper.
struct StepGraphDrawing {
  private let document: StepGraphDocument
  private let layout: StepGraphLayout

  init(_ document: StepGraphDocument) {
    self.document = document
    layout = StepGraphLayout(document)
  }

  /// The picture.
  var svg: String {
    let title = MarkupEscape().escapeText(document.task ?? "Steps")
    let count = document.sequenceCount
    let legend =
      "\(count) \(count == 1 ? "sequence" : "sequences"); a line is as thick as the next step is "
      + "likely; dashed box: optional; dotted orange: either order"
    let (width, height) = (layout.width, layout.height + 30)
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(width)) "
        + "\(Self.number(height))\" width=\"\(Self.number(width))\" "
        + "height=\"\(Self.number(height))\" role=\"img\">",
      "<title>\(title)</title>", Self.style, Self.arrow,
      "<rect class=\"page\" width=\"100%\" height=\"100%\"/>",
    ]
    parts += document.interchanges.compactMap(interchange)
    let drawn = document.edges.sorted { ($0.probability, $0.count) < ($1.probability, $1.count) }
    let lines = drawn.compactMap(line)
    parts += lines.map(\.path)
    parts += layout.boxes.map(box)
    parts.append(
      "<circle class=\"end\" cx=\"\(Self.number(layout.start.x))\" "
        + "cy=\"\(Self.number(layout.start.y))\" r=\"9\"/>")
    parts.append(
      "<circle class=\"ring\" cx=\"\(Self.number(layout.end.x))\" "
        + "cy=\"\(Self.number(layout.end.y))\" r=\"11\"/>")
    parts.append(
      "<circle class=\"end\" cx=\"\(Self.number(layout.end.x))\" "
        + "cy=\"\(Self.number(layout.end.y))\" r=\"7\"/>")
    parts += lines.map(\.label)
    parts.append(
      "<text class=\"legend\" x=\"\(Self.number(width / 2))\" y=\"\(Self.number(height - 12))\">"
        + "\(legend)</text>")
    return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func box(_ box: StepGraphLayout.Box) -> String {
    let step = document.steps[box.step]
    let share = Double(step.sequences) / Double(max(1, document.sequenceCount))
    let middle = Self.number(box.x + StepGraphLayout.boxWidth / 2)
    var text = "<g><title>\(Self.escaped(step.label))</title>"
    text += "<rect class=\"box\(step.isOptional ? " optional" : "")\" x=\"\(Self.number(box.x))\" "
    text += "y=\"\(Self.number(box.y))\" width=\"\(Self.number(StepGraphLayout.boxWidth))\" "
    text += "height=\"\(Self.number(box.height))\" rx=\"7\"/>"
    // How many sequences have the step, as a bar along the lower edge.
    text += "<rect class=\"bar\" x=\"\(Self.number(box.x + 7))\" "
    text += "y=\"\(Self.number(box.y + box.height - 5))\" "
    text += "width=\"\(Self.number((StepGraphLayout.boxWidth - 14) * share))\" height=\"3\"/>"
    for (index, line) in box.lines.enumerated() {
      let y = box.y + 18 + Double(index) * StepGraphLayout.lineHeight
      text += "<text class=\"label\" x=\"\(middle)\" y=\"\(Self.number(y))\">"
      text += "\(Self.escaped(line))</text>"
    }
    let y = box.y + 18 + Double(box.lines.count) * StepGraphLayout.lineHeight
    let repeats = step.repeats > 0 ? ", repeated in \(step.repeats)" : ""
    text += "<text class=\"share\" x=\"\(middle)\" y=\"\(Self.number(y))\">"
    text += "in \(document.percent(step))\(repeats)</text></g>"
    return text
  }

  /// A line from one step to the next, and its share beside it.
  private func line(_ edge: StepGraphDocument.Edge) -> (path: String, label: String)? {
    guard edge.from != nil || edge.to != nil else { return nil }
    guard let from = place(edge.from, isStart: true), let to = place(edge.to, isStart: false) else {
      return nil
    }
    let shape: [Double]
    let isBack = to.y <= from.y
    if isBack {
      // Back up: out at one side and in at the same, wide of what stands between.
      let half = StepGraphLayout.boxWidth / 2
      let side = from.x + to.x >= layout.width ? 1.0 : -1.0
      let (x1, y1) = (from.x + side * half, from.y - from.height / 2)
      let (x2, y2) = (to.x + side * half, to.y + to.height / 2)
      let reach = 26 + min(70, abs(y1 - y2) / 6)
      shape = [x1, y1, x1 + side * reach, y1, x2 + side * reach, y2, x2, y2]
    } else {
      let bend = max(24, (to.y - from.y) * 0.45)
      shape = [from.x, from.y, from.x, from.y + bend, to.x, to.y - bend, to.x, to.y - 3]
    }
    let points = shape.map(Self.number)
    let width = Self.number(0.6 + 4.4 * edge.probability)
    let opacity = Self.number(0.35 + 0.6 * edge.probability)
    let path =
      "<path class=\"line\(isBack ? " back" : "")\" marker-end=\"url(#tip)\" "
      + "stroke-width=\"\(width)\" opacity=\"\(opacity)\" d=\"M\(points[0]) \(points[1])"
      + "C\(points[2]) \(points[3]) \(points[4]) \(points[5]) \(points[6]) \(points[7])\"/>"
    let (x, y) = Self.along(shape, isBack ? 0.5 : 0.3)
    let label =
      "<text class=\"chance\" x=\"\(Self.number(x))\" y=\"\(Self.number(y + 4))\">"
      + "\(StepGraphDocument.percent(edge.probability))</text>"
    return (path, label)
  }

  /// A point of a cubic curve.
  private static func along(_ curve: [Double], _ t: Double) -> (Double, Double) {
    let s = 1 - t
    let shares = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    func sum(_ offset: Int) -> Double {
      (0..<4).reduce(0) { $0 + shares[$1] * curve[2 * $1 + offset] }
    }
    return (sum(0), sum(1))
  }

  /// Where a line begins or ends: below a box, above one, or at the start or the end.
  private func place(
    _ step: Int?, isStart: Bool
  ) -> (x: Double, y: Double, height: Double)? {
    guard let step else {
      return isStart
        ? (layout.start.x, layout.start.y + 9, 0) : (layout.end.x, layout.end.y - 11, 0)
    }
    guard let box = layout.boxOfStep[step].map({ layout.boxes[$0] }) else { return nil }
    let x = box.x + StepGraphLayout.boxWidth / 2
    return (x, isStart ? box.y + box.height : box.y, box.height)
  }

  /// The dotted line between two steps that may come in either order.
  private func interchange(_ pair: StepGraphDocument.Interchange) -> String? {
    guard let one = layout.boxOfStep[pair.first].map({ layout.boxes[$0] }),
      let other = layout.boxOfStep[pair.second].map({ layout.boxes[$0] })
    else { return nil }
    let half = StepGraphLayout.boxWidth / 2
    let points = [
      one.x + half, one.y + one.height / 2, other.x + half, other.y + other.height / 2,
    ].map(Self.number)
    return "<path class=\"swap\" d=\"M\(points[0]) \(points[1])L\(points[2]) \(points[3])\"/>"
  }

  private static func escaped(_ text: String) -> String { MarkupEscape().escapeText(text) }

  private static func number(_ value: Double) -> String {
    let text = decimals(value, 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static let arrow =
    "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" "
    + "markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    + "<path class=\"tip\" d=\"M0 0.5L8 4L0 7.5z\"/></marker></defs>"

  private static let style = """
    <style>text{font-family:system-ui,"Segoe UI","Liberation Sans",sans-serif;text-anchor:middle}
    .page{fill:#fff}.box{fill:#f3f6f8;stroke:#59636b;stroke-width:1.2}
    .optional{stroke-dasharray:5 4}.bar{fill:#1d5f90}.label{font-size:13px;fill:#1b2226}
    .share{font-size:11px;fill:#566069}.legend{font-size:11px;fill:#566069}
    .line{fill:none;stroke:#1d5f90}.back{stroke:#7a5195}.tip{fill:#1b2226}
    .chance{font-size:10.5px;fill:#1b2226;stroke:#fff;stroke-width:3px;paint-order:stroke}
    .swap{fill:none;stroke:#b04a05;stroke-width:1.6;stroke-dasharray:1.5 5;stroke-linecap:round}
    .end{fill:#1b2226}.ring{fill:none;stroke:#1b2226;stroke-width:1.5}
    @media(prefers-color-scheme:dark){.page{fill:#12171a}.box{fill:#232b30;stroke:#8b98a0}
    .label,.chance{fill:#e3e8ea}.chance{stroke:#12171a}.share,.legend{fill:#9eabb3}
    .line{stroke:#82bce6}.bar{fill:#82bce6}.back{stroke:#c7a3dd}.tip,.end{fill:#e3e8ea}
    .ring{stroke:#e3e8ea}.swap{stroke:#f2a064}}</style>
    """
}
