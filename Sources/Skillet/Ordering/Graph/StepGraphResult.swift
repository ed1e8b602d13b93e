public import Annotations
internal import Ordering

/// The settings of a step graph.
public struct StepGraphSettings: Sendable, Hashable {
  /// Where the edges are counted.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// In the sequences.
    case counts
    /// In the paths that a beam search finds most likely (the graph script of Zhou et al., 2023).
    case beams
  }

  /// Where the edges are counted.
  public var source = Source.counts
  /// Edges less probable are left out.
  public var minimumProbability = 0.0
  /// Edges seen less often are left out.
  public var minimumCount = 1
  /// Steps that a smaller share of the sequences has are optional.
  public var optionalBelow = 0.9
  /// The least share of the rarer order of interchangeable steps.
  public var interchangeShare = 0.25
  /// How many paths are decoded.
  public var beams = 40
  /// An edge is kept where more of the decoded paths have it.
  public var beamThreshold = 4
  /// The seed of what is drawn.
  public var seed: UInt64 = 0

  /// The usual settings.
  public init() {}
}

extension StepTask {
  /// Builds the graph of the task.
  public func graph(_ settings: StepGraphSettings = StepGraphSettings()) -> StepGraphDocument {
    let paths = paths
    let counted = StepGraph(paths)
    let graph =
      settings.source == .counts
      ? counted
      : StepGraph(
        decoding: StepModel(paths, seed: settings.seed), paths: settings.beams,
        threshold: settings.beamThreshold)
    return StepGraphDocument(
      task: task,
      method: StepGraphDocument.Method(
        name: settings.source.rawValue, minimumProbability: settings.minimumProbability,
        optionalBelow: settings.optionalBelow, interchangeShare: settings.interchangeShare,
        seed: settings.seed, version: skilletVersion),
      steps: labels.indices.map { step in
        let node = counted.nodes[step]
        return StepGraphDocument.Step(
          label: labels[step], sequences: node.sequences, occurrences: node.occurrences,
          repeats: node.repeats, starts: node.starts, ends: node.ends, meanPlace: node.meanPlace,
          isOptional: counted.share(of: step) < settings.optionalBelow)
      },
      edges: graph.edges.filter {
        $0.probability >= settings.minimumProbability && $0.count >= settings.minimumCount
      }.map {
        StepGraphDocument.Edge(
          from: $0.from, to: $0.to, count: $0.count, probability: $0.probability)
      },
      interchanges: counted.interchanges(share: settings.interchangeShare).map {
        StepGraphDocument.Interchange(
          first: $0.first, second: $0.second, inOrder: $0.inOrder, reversed: $0.reversed)
      },
      paths: zip(paths.paths, paths.counts).map {
        StepGraphDocument.Path(steps: $0, count: $1)
      })
  }
}

extension StepGraphDocument {
  /// The forms in which a graph is written.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// A table for people.
    case table
    /// `skillet.graph/1`.
    case json
    /// Graphviz.
    case dot
    /// Mermaid.
    case mermaid
    /// A picture.
    case svg

    /// The extension of a file's name.
    public var fileExtension: String {
      switch self {
      case .table: "txt"
      case .json: "json"
      case .dot: "dot"
      case .mermaid: "mmd"
      case .svg: "svg"
      }
    }
  }

  /// The graph in a form.
  public func written(as format: Format) throws(SkilletError) -> String {
    switch format {
    case .table: return table
    case .dot: return dot
    case .mermaid: return mermaid
    case .svg: return StepGraphDrawing(self).svg
    case .json:
      do {
        return try text()
      } catch {
        throw SkilletError(error)
      }
    }
  }

  /// The graph as tables for people: the steps with what follows them, and the pairs.
  public var table: String {
    let count = sequenceCount
    var lines = [
      "\((task ?? "all sequences").printable): \(count) "
        + "\(count == 1 ? "sequence" : "sequences"), \(steps.count) steps, "
        + "\(edges.count) edges", "",
    ]
    func name(_ step: Int?, _ other: String) -> String {
      step.map { "\($0 + 1)" } ?? other
    }
    func followers(_ from: Int?) -> String {
      edges.filter { $0.from == from }.map {
        "\(name($0.to, "end")) (\(Self.percent($0.probability)))"
      }.joined(separator: ", ")
    }
    lines.append("  start -> \(followers(nil))")
    for (index, step) in steps.enumerated() {
      var marks = ["in \(percent(step))"]
      if step.isOptional { marks.append("optional") }
      if step.repeats > 0 { marks.append("repeated in \(step.repeats)") }
      lines.append("  \(index + 1)  \(step.label.printable)  [\(marks.joined(separator: ", "))]")
      let next = followers(index)
      if !next.isEmpty { lines.append("       -> \(next)") }
    }
    if !interchanges.isEmpty {
      lines += ["", "  either order (first before second, second before first):"]
      for pair in interchanges {
        lines.append(
          "    \(pair.first + 1) and \(pair.second + 1)  (\(pair.inOrder), \(pair.reversed))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
