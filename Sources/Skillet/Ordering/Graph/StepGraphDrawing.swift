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
    let legend = [
      "\(count) \(count == 1 ? "sequence" : "sequences"); a line is as thick as the next step is likely",
      "dashed box: optional; dotted orange: either order; purple: back",
    ]
    let (width, height) = (layout.width, layout.height + 44)
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(width)) "
        + "\(Self.number(height))\" width=\"\(Self.number(width))\" "
        + "height=\"\(Self.number(height))\" role=\"img\">",
      "<title>\(title)</title>", Self.style, Self.arrow,
      "<rect class=\"page\" width=\"100%\" height=\"100%\"/>",
    ]
    let routes = StepGraphRoutes(document, layout)
    parts += document.interchanges.indices.compactMap(routes.interchange).map {
      "<path class=\"swap\" d=\"\($0)\"/>"
    }
    let edges = document.edges
    func weight(_ edge: Int) -> (Double, Int) { (edges[edge].probability, edges[edge].count) }
    var labels: [(x: Double, y: Double)] = []
    var lines: [(path: String, label: String)] = []
    for index in edges.indices.sorted(by: { weight($0) < weight($1) }) {
      guard var route = routes.edge(index) else { continue }
      // A share that would hide another stands below it.
      while labels.contains(where: { abs($0.x - route.x) < 28 && abs($0.y - route.y) < 12 }) {
        route.y += 12
      }
      labels.append((route.x, route.y))
      lines.append(Self.line(route, edges[index].probability))
    }
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
    for (index, line) in legend.enumerated() {
      let y = height - 26 + Double(index) * 15
      parts.append(
        "<text class=\"legend\" x=\"\(Self.number(width / 2))\" y=\"\(Self.number(y))\">\(line)</text>"
      )
    }
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
  private static func line(
    _ route: StepGraphRoutes.Route, _ probability: Double
  ) -> (path: String, label: String) {
    let path =
      "<path class=\"line\(route.isBack ? " back" : "")\" marker-end=\"url(#tip)\" "
      + "stroke-width=\"\(number(0.6 + 4.4 * probability))\" "
      + "opacity=\"\(number(0.35 + 0.6 * probability))\" d=\"\(route.path)\"/>"
    let label =
      "<text class=\"chance\" x=\"\(number(route.x))\" y=\"\(number(route.y + 4))\">"
      + "\(StepGraphDocument.percent(probability))</text>"
    return (path, label)
  }

  private static func escaped(_ text: String) -> String { MarkupEscape().escapeText(text) }

  static func number(_ value: Double) -> String {
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
