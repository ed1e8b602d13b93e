internal import Annotations
public import Evaluation
internal import Foundation
internal import Ordering

/// Precedence inferred from demonstrations against true task graphs.
public struct PrecedenceEvaluation: EvaluationResult {
  /// The figures.
  public let scores: ScoreReport
  /// What a person should know beside them.
  public let notes: [String]

  /// How precedence is inferred.
  public struct Settings: Sendable, Hashable {
    /// The probability from which on the model's order counts.
    public var sure: Double
    /// What a pair must explain, in nats, to be supported.
    public var gain: Double

    /// Chooses how precedence is inferred.
    public init(sure: Double = 0.9, gain: Double = 0.5) {
      self.sure = sure
      self.gain = gain
    }
  }

  /// Infers each task's precedence by three rules and scores it.
  ///
  /// A graph is `{"steps": {ID: NAME}, "edges": [[ID, ID]]}`, as CaptainCook4D's are; its file is named
  /// like the task. Throws where a graph or a recording is damaged, and where no graph has recordings.
  public init(
    _ paths: [String], graphs: [String], protocol rules: PrecedenceProtocol,
    settings: Settings = Settings()
  ) throws(SkilletError) {
    var recordings: [String: [StepSequence]] = [:]
    for path in paths {
      for file in try AnnotationFiles.list([path]) {
        for sequence in try StepFiles.demonstrations(file) {
          recordings[Self.key(sequence.task ?? ""), default: []].append(sequence)
        }
      }
    }
    var (tasks, notes): ([PrecedenceProtocol.Task], [String]) = ([], [])
    for file in try AnnotationFiles.list(graphs) {
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      guard let found = recordings[Self.key(name)] else {
        notes.append("\(file): there is no recording of this task; it is left out")
        continue
      }
      let graph = try TaskGraph(readingFrom: file)
      tasks.append(
        try Self.task(name, found, graph, file: file, level: rules.level, settings))
    }
    if tasks.isEmpty {
      throw SkilletError(
        .noInput,
        "\(graphs.joined(separator: ", ")): no graph has a recording; name each file like its task")
    }
    self.notes = notes
    scores = try SkilletError.wrapping { () throws(EvaluationError) in
      try rules.report(
        tasks,
        rules: [
          .init("every", "u before v in every recording that holds both (the plain rule)."),
          .init(
            "supported",
            "the plain rule without edges that explain less than \(settings.gain) nats of the "
              + "recordings."),
          .init(
            "model",
            "u before v with a probability of at least \(settings.sure) in the Plackett-Luce fit."),
        ])
    }
  }

  private static func task(
    _ name: String, _ recordings: [StepSequence], _ graph: TaskGraph, file: String,
    level: PrecedenceProtocol.Level, _ settings: Settings
  ) throws(SkilletError) -> PrecedenceProtocol.Task {
    guard graph.steps.count <= PartialOrder.supportLimit, graph.steps.count > 1 else {
      throw SkilletError(
        .badData, "\(file): a graph of 2 to \(PartialOrder.supportLimit) steps can be compared")
    }
    let index = Dictionary(uniqueKeysWithValues: graph.steps.enumerated().map { ($1, $0) })
    var rankings = RankingSet(itemCount: graph.steps.count)
    for recording in recordings {
      var (order, seen): ([Int], Set<Int>) = ([], [])
      for step in recording.steps {
        guard let item = index[step.label] else {
          throw SkilletError(
            .badData,
            "\(file): recording \(recording.name) has a step that the graph does not know: "
              + "\"\(step.label)\"")
        }
        if seen.insert(item).inserted { order.append(item) }
      }
      do {
        try rankings.append(order: order)
      } catch {
        throw SkilletError(.badData, "\(file): recording \(recording.name) has no step")
      }
    }
    let fit: PlackettLuceFit
    do {
      fit = try PlackettLuceFit(
        rankings, settings: .init(pseudoRankings: 0.5, standardErrors: false))
    } catch {
      throw SkilletError(.badData, "\(file): its recordings say nothing of an order")
    }
    func edges(_ order: PartialOrder) -> Set<PrecedenceProtocol.Edge> {
      Set(
        (level == .edges ? order.covers : order.pairs).map {
          .init(graph.steps[$0.first], graph.steps[$0.second])
        })
    }
    return PrecedenceProtocol.Task(
      name: name, truth: edges(graph.order),
      inferred: [
        edges(PartialOrder(keptIn: rankings)),
        edges(PartialOrder(supportedBy: rankings, gain: settings.gain)),
        edges(PartialOrder(probableIn: fit.model, atLeast: settings.sure)),
      ])
  }

  /// A name without blanks, signs and capitals.
  private static func key(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

/// A true task graph.
private struct TaskGraph {
  let steps: [String]
  let order: PartialOrder

  init(readingFrom path: String) throws(SkilletError) {
    let text = try AnnotationFiles.text(of: path)
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text, file: path)
    } catch {
      throw SkilletError(error)
    }
    func fault(_ reason: String) -> SkilletError {
      SkilletError(
        .badData,
        "\(path): cannot read the task graph: \(reason); give {\"steps\": {ID: NAME}, \"edges\": "
          + "[[ID, ID]]}")
    }
    guard let members = json["steps"]?.members, let edges = json["edges"]?.array else {
      throw fault("steps or edges are missing")
    }
    var (steps, ids): ([String], [String: Int?]) = ([], [:])
    for member in members {
      guard let name = member.value.string, !name.isEmpty else {
        throw fault("step \(member.key) has no name")
      }
      if name == "START" || name == "END" {
        ids.updateValue(nil, forKey: member.key)
      } else {
        ids.updateValue(steps.count, forKey: member.key)
        steps.append(name)
      }
    }
    guard Set(steps).count == steps.count else { throw fault("two steps have one name") }
    var pairs: [PartialOrder.Pair] = []
    for (place, edge) in edges.enumerated() {
      let ends = (edge.array ?? []).compactMap { value -> Int?? in
        (value.integer.map(String.init) ?? value.string).flatMap { ids[$0] }
      }
      guard ends.count == 2 else { throw fault("edges[\(place)] is no pair of steps") }
      if let first = ends[0], let second = ends[1] { pairs.append(.init(first, second)) }
    }
    self.steps = steps
    order = PartialOrder(itemCount: steps.count, pairs)
    guard Set(pairs).allSatisfy({ order.holds($0.first, before: $0.second) }) else {
      throw fault("its edges go in a circle")
    }
  }
}
