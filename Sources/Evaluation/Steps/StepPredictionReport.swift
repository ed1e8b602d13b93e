public import Annotations

/// How well methods predict steps: figures with intervals, and paired differences to one of them.
public struct StepPredictionReport: Sendable, Hashable {
  /// What one method answered, sequence by sequence.
  public struct Method: Sendable, Hashable {
    /// The method's name.
    public var name: String
    /// Its answers, in the order of the sequences.
    public var answers: [StepAnswers]

    /// Collects answers.
    public init(name: String, answers: [StepAnswers]) {
      self.name = name
      self.answers = answers
    }
  }

  /// What is drawn anew for the intervals.
  public enum Cluster: String, Sendable, Hashable, CaseIterable {
    /// Sequences.
    case video
    /// Whole tasks.
    case task
  }

  /// The methods in the order in which they are printed.
  public let methods: [Method]
  /// The task of each sequence.
  public let tasks: [String]
  /// What is drawn anew.
  public let cluster: Cluster
  /// How intervals are found.
  public let bootstrap: Bootstrap
  /// The folds.
  public let folds: StepFolds

  /// Collects a report; throws where there is no sequence.
  ///
  /// - Precondition: each method has an answer for each sequence.
  public init(
    methods: [Method], tasks: [String], cluster: Cluster, bootstrap: Bootstrap, folds: StepFolds
  ) throws(EvaluationError) {
    if tasks.isEmpty {
      throw EvaluationError(
        video: "no sequence", reason: "there is nothing to score",
        advice: "give a task with at least \(folds.count) sequences")
    }
    precondition(methods.allSatisfy { $0.answers.count == tasks.count }, "an answer is missing")
    self.methods = methods
    self.tasks = tasks
    self.cluster = cluster
    self.bootstrap = bootstrap
    self.folds = folds
  }

  /// A figure of a method, pooled over sequences, with its interval; nil where it is not defined.
  public func estimate(_ figure: StepFigure, of method: Method) -> Bootstrap.Interval? {
    bootstrap.interval(ofRatios: ratios(figure, method))
  }

  /// The difference of a figure between two methods, their sequences drawn together.
  public func difference(
    _ figure: StepFigure, _ method: Method, less other: Method
  ) -> Bootstrap.Interval? {
    bootstrap.pairedDifference(ofRatios: ratios(figure, method), ratios(figure, other))
  }

  /// A ratio a sequence, or one a task.
  private func ratios(_ figure: StepFigure, _ method: Method) -> [Ratio] {
    let ratios = method.answers.map { $0.ratio(figure) }
    guard cluster == .task else { return ratios }
    var (sums, places) = ([Ratio](), [String: Int]())
    for (ratio, task) in zip(ratios, tasks) {
      let place = places[task] ?? sums.count
      if place == sums.count {
        places[task] = place
        sums.append(Ratio(0, 0))
      }
      sums[place] = Ratio.sum([sums[place], ratio])
    }
    return sums
  }

  /// How many next steps were asked for.
  public var questionCount: Int { methods.first?.answers.reduce(0) { $0 + $1.next.count } ?? 0 }

  /// The tables for people.
  public var text: String {
    let head = ["method"] + StepFigure.allCases.map(\.title)
    let rows = methods.map { method in
      [method.name]
        + StepFigure.allCases.map { Self.fixed(estimate($0, of: method)?.mean) }
    }
    var parts = [TextTable.text([head] + rows)]
    let intervals = methods.map { method in
      [method.name] + StepFigure.allCases.map { Self.ends(estimate($0, of: method)) }
    }
    parts.append(TextTable.text([["interval"] + head.dropFirst()] + intervals))
    if let best = methods.last, methods.count > 1 {
      let differences = methods.dropLast().map { other in
        ["\(best.name) - \(other.name)"]
          + StepFigure.allCases.map { figure in
            let estimate = difference(figure, best, less: other)
            return "\(Self.signed(estimate?.mean)) \(Self.ends(estimate, signed: true))"
          }
      }
      parts.append(TextTable.text([["difference"] + head.dropFirst()] + differences))
    }
    return parts.joined(separator: "\n") + "\n" + rules.joined(separator: "\n") + "\n"
  }

  /// The rules of the protocol, a sentence each.
  public var rules: [String] {
    let taskCount = Set(tasks).count
    return [
      "\(tasks.count) sequences of \(taskCount) \(taskCount == 1 ? "task" : "tasks"), "
        + "\(questionCount) next steps, \(folds.count) folds within each task (shuffle of Python's "
        + "random, seed \(folds.seed)); figures are pooled.",
      "Acc@1, Acc@3: the step that came, at every prefix of length 1 to n-1, is ranked first, or "
        + "among the first three, of the steps that may still be done.",
      "F1@3: the three ranked first against all steps that follow the same prefix in the fold.",
      "exact: the completion from the first max(1, n/2) steps equals the rest, end included; any: "
        + "or what follows the same half elsewhere in the fold.",
      "edit: Levenshtein's distance in steps, less is better; similarity: 1 - distance / longer.",
      "Intervals: \((bootstrap.confidence * 100).formatted(decimals: 1)) % bootstrap over "
        + "\(cluster == .task ? "tasks" : "sequences"), \(bootstrap.resamples) resamples, "
        + "seed \(bootstrap.seed).",
    ]
  }

  /// The report for programs.
  public var json: JSONValue {
    func interval(_ value: Bootstrap.Interval?) -> JSONValue { value?.json ?? .null }
    return .object([
      JSONMember(
        "protocol",
        .object(
          [
            JSONMember("name", .string("graph")),
            JSONMember("folds", .integer(Int64(folds.count))),
            JSONMember("foldSeed", JSONValue(seed: folds.seed)),
            JSONMember("sequences", .integer(Int64(tasks.count))),
            JSONMember("tasks", .integer(Int64(Set(tasks).count))),
            JSONMember("nextSteps", .integer(Int64(questionCount))),
            JSONMember("cluster", .string(cluster.rawValue)),
          ] + bootstrap.json + [JSONMember("rules", .array(rules.map { .string($0) }))])),
      JSONMember(
        "methods",
        .array(
          methods.map { method in
            .object(
              [JSONMember("name", .string(method.name))]
                + StepFigure.allCases.map {
                  JSONMember($0.rawValue, interval(estimate($0, of: method)))
                })
          })),
      JSONMember(
        "differences",
        .array(
          methods.dropLast().compactMap { other in
            guard let best = methods.last else { return nil }
            return .object(
              [
                JSONMember("method", .string(best.name)), JSONMember("less", .string(other.name)),
              ]
                + StepFigure.allCases.map {
                  JSONMember($0.rawValue, interval(difference($0, best, less: other)))
                })
          })),
    ])
  }

  private static func fixed(_ value: Double?) -> String { value.map { $0.fixed(3) } ?? "–" }

  private static func signed(_ value: Double?) -> String {
    value.map { ($0 < 0 ? "-" : "+") + abs($0).fixed(3) } ?? "–"
  }

  private static func ends(_ value: Bootstrap.Interval?, signed isSigned: Bool = false) -> String {
    guard let low = value?.low, let high = value?.high else { return "[–]" }
    return isSigned
      ? "[\(signed(low)), \(signed(high))]" : "[\(low.fixed(3)), \(high.fixed(3))]"
  }
}
