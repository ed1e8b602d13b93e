internal import Annotations

/// Edges of inferred precedence against those of true task graphs, with intervals over tasks.
public struct PrecedenceProtocol: Sendable, Hashable {
  /// Which edges are compared.
  public enum Level: String, Sendable, Hashable, CaseIterable {
    /// Those that follow from no others: the transitive reductions of both.
    case edges
    /// All that follow: the transitive closures of both.
    case pairs
  }

  /// Which edges are compared.
  public var level: Level
  /// How intervals over tasks are found.
  public var bootstrap: Bootstrap

  /// Chooses the edges.
  public init(level: Level = .edges, bootstrap: Bootstrap = Bootstrap()) {
    self.level = level
    self.bootstrap = bootstrap
  }

  /// One edge between named steps.
  public struct Edge: Sendable, Hashable {
    /// The step that comes first.
    public var first: String
    /// The step that comes after it.
    public var second: String

    /// Puts one step before another.
    public init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }
  }

  /// One task: its true edges, and those that each rule infers.
  public struct Task: Sendable {
    /// The task's name.
    public var name: String
    /// The true edges.
    public var truth: Set<Edge>
    /// The inferred edges of each rule, in the order of the rules.
    public var inferred: [Set<Edge>]

    /// Collects a task.
    public init(name: String, truth: Set<Edge>, inferred: [Set<Edge>]) {
      self.name = name
      self.truth = truth
      self.inferred = inferred
    }
  }

  /// A rule's short name, and what it does in one sentence.
  public struct Rule: Sendable, Hashable {
    /// The name in tables and keys.
    public var name: String
    /// What it does.
    public var sentence: String

    /// Names a rule.
    public init(_ name: String, _ sentence: String) {
      self.name = name
      self.sentence = sentence
    }
  }

  /// Precision, recall and F1 of each rule, pooled over the tasks; throws where there is none.
  ///
  /// - Precondition: each task has an inference for each rule.
  public func report(_ tasks: [Task], rules: [Rule]) throws(EvaluationError) -> ScoreReport {
    var figures: [Figure] = []
    for (index, rule) in rules.enumerated() {
      let scores = tasks.map { task in
        let inferred = task.inferred[index]
        return DetectionScore(
          matched: inferred.intersection(task.truth).count, predicted: inferred.count,
          truth: task.truth.count)
      }
      for (key, title, ratios) in [
        ("precision", "P", scores.map(\.precisionRatio)),
        ("recall", "R", scores.map(\.recallRatio)), ("f1", "F1", scores.map(\.f1Ratio)),
      ] {
        figures.append(
          Figure(
            key: "\(rule.name).\(key)", title: "\(rule.name) \(title)", unit: .share,
            averaging: .pooled, ratios: ratios, emptyScore: nil))
      }
    }
    let what =
      level == .edges
      ? "Edges that follow from no others are compared: transitive reductions on both sides."
      : "All pairs that follow are compared: transitive closures on both sides."
    return try ScoreReport(
      name: "precedence",
      rules: [what, "Start and end are no steps; pooled over tasks, which stand as videos."]
        + rules.map { "\($0.name): \($0.sentence)" },
      settings: [JSONMember("level", .string(level.rawValue))], videos: tasks.map(\.name),
      figures: figures, bootstrap: bootstrap)
  }
}
