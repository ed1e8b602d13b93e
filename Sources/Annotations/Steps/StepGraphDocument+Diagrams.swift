extension StepGraphDocument {
  /// The graph in Graphviz's language.
  ///
  /// Optional steps are dashed, an edge is as thick as it is probable, and interchangeable steps are
  /// joined by a dotted line without direction.
  public var dot: String {
    var lines = [
      "digraph \(Self.dotQuoted(task ?? "steps")) {",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  edge [fontname=\"Helvetica\", fontsize=10];",
      "  start [shape=circle, label=\"\", width=0.2, style=filled, fillcolor=black];",
      "  end [shape=doublecircle, label=\"\", width=0.15, style=filled, fillcolor=black];",
    ]
    for (index, step) in steps.enumerated() where step.sequences > 0 {
      let style = step.isOptional ? ", style=\"rounded,dashed\"" : ""
      // A line break of Graphviz's own between the label and the share.
      let label = Self.dotEscaped(step.label) + "\\n" + percent(step)
      lines.append("  s\(index) [label=\"\(label)\"\(style)];")
    }
    for edge in edges {
      let width = Self.hundredths(0.5 + 3.5 * edge.probability)
      lines.append(
        "  \(edge.from.map { "s\($0)" } ?? "start") -> \(edge.to.map { "s\($0)" } ?? "end") "
          + "[label=\"\(Self.percent(edge.probability))\", penwidth=\(width)];")
    }
    for pair in interchanges {
      lines.append(
        "  s\(pair.first) -> s\(pair.second) [dir=none, style=dotted, constraint=false, "
          + "color=\"#b04a05\"];")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The graph in Mermaid's language, for Markdown pages.
  public var mermaid: String {
    var lines = ["flowchart TD", "  start((start))", "  finish(((end)))"]
    for (index, step) in steps.enumerated() where step.sequences > 0 {
      lines.append("  s\(index)[\"\(Self.mermaidEscaped(step.label))<br/>\(percent(step))\"]")
    }
    for edge in edges {
      let arrow = edge.probability >= 0.5 ? "==>" : "-->"
      lines.append(
        "  \(edge.from.map { "s\($0)" } ?? "start") \(arrow)|\(Self.percent(edge.probability))| "
          + "\(edge.to.map { "s\($0)" } ?? "finish")")
    }
    for pair in interchanges { lines.append("  s\(pair.first) -.- s\(pair.second)") }
    let optional = steps.indices.filter { steps[$0].isOptional && steps[$0].sequences > 0 }
    if !optional.isEmpty {
      lines.append("  classDef optional stroke-dasharray: 5 4")
      lines.append("  class \(optional.map { "s\($0)" }.joined(separator: ",")) optional")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The share of the sequences that have a step, in percent.
  public func percent(_ step: Step) -> String {
    Self.percent(Double(step.sequences) / Double(max(1, sequenceCount)))
  }

  /// A share in whole percent.
  public static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  private static func hundredths(_ value: Double) -> String {
    let hundred = Int((value * 100).rounded())
    return "\(hundred / 100).\(hundred % 100 < 10 ? "0" : "")\(hundred % 100)"
  }

  private static func dotQuoted(_ text: String) -> String { "\"\(dotEscaped(text))\"" }

  /// Text between DOT's double quotes; a backslash would begin one of Graphviz's own escapes.
  private static func dotEscaped(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n", "\r", "\t": " "
      default: nil
      }
    }
  }

  /// Text between Mermaid's double quotes: everything that Mermaid or HTML would read as a sign of
  /// its own becomes a numbered entity.
  private static func mermaidEscaped(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "\"", "#", "<", ">", "&", "`", "\\", ";": "#\(scalar.value);"
      case "\n", "\r", "\t": " "
      default: nil
      }
    }
  }

  /// Scalar by scalar, so that a combining mark hides no sign; other control characters, and those
  /// that reverse text, become U+FFFD.
  private static func escaped(
    _ text: String, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let other = replacement(scalar) {
        result.append(contentsOf: other.unicodeScalars)
      } else if scalar.properties.generalCategory == .control
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      {
        result.append("\u{FFFD}")
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
