public import Annotations
internal import Ordering

/// What may come next in a task, and how it may go on to its end.
public struct StepForecast: Sendable {
  /// A step, or the end, and how likely it is.
  public struct Chance: Sendable, Hashable {
    /// The step's label; nil for the end.
    public var label: String?
    /// How likely it is, 0...1.
    public var probability: Double
  }

  /// A way to the end.
  public struct Way: Sendable, Hashable {
    /// The labels of the steps.
    public var labels: [String]
    /// How likely exactly this way is, 0...1.
    public var probability: Double
  }

  /// The task.
  public let task: String
  /// What was done so far.
  public let prefix: [String]
  /// The method.
  public let method: StepMethod
  /// The seed of the learned model's folds.
  public let seed: UInt64

  private let labels: [String]
  private let places: [Int]
  private let predictor: any StepPredictor

  /// Learns from a task what may follow some steps.
  ///
  /// Throws (65) where the task has one sequence only, from which nothing can be said of others, or
  /// where a step is none of the task's.
  public init(
    _ task: StepTask, after prefix: [String], method: StepMethod = .learned, seed: UInt64 = 0
  ) throws(SkilletError) {
    guard task.sequences.count > 1 else {
      throw SkilletError(
        .badData,
        "\(task.origin): \"\(task.name)\" has one sequence, from which no other can be predicted; "
          + "give at least two")
    }
    places = try task.places(of: prefix).reduce(into: []) { path, step in
      if path.last != step { path.append(step) }
    }
    self.task = task.name
    self.prefix = prefix
    self.method = method
    self.seed = seed
    labels = task.labels
    predictor = method.predictor(task.paths, script: Array(labels.indices), seed: seed)
  }

  /// The steps that may come, and the end, the likeliest first.
  public func next(_ count: Int) -> [Chance] {
    let chances = predictor.probabilities(after: places)
    return chances.indices.filter { chances[$0] > 0 }
      .sorted { (-chances[$0], $0) < (-chances[$1], $1) }.prefix(count)
      .map { Chance(label: $0 < labels.count ? labels[$0] : nil, probability: chances[$0]) }
  }

  /// The likeliest ways to the end.
  public func ways(_ count: Int, beam: Int) -> [Way] {
    predictor.completions(after: places, beam: beam, count: count).map { way in
      Way(labels: way.steps.map { labels[$0] }, probability: way.probability)
    }
  }

  /// The next steps for people.
  public func text(_ chances: [Chance]) -> String {
    chances.map { chance in
      "\(decimals(chance.probability, 3))  \(chance.label?.printable ?? "(end)")\n"
    }.joined()
  }

  /// The ways for people: a block a way, a line a step.
  public func text(_ ways: [Way]) -> String {
    ways.map { way in
      let steps = way.labels.isEmpty ? ["(end)"] : way.labels.map(\.printable)
      return "\(decimals(way.probability, 3))\n" + steps.map { "  \($0)\n" }.joined()
    }.joined()
  }

  /// The next steps for programs.
  public func json(_ chances: [Chance]) -> JSONValue {
    object(
      "next",
      .array(
        chances.map { chance in
          .object([
            JSONMember("step", chance.label.map { .string($0) } ?? .null),
            JSONMember("probability", .number(chance.probability)),
          ])
        }))
  }

  /// The ways for programs.
  public func json(_ ways: [Way]) -> JSONValue {
    object(
      "completions",
      .array(
        ways.map { way in
          .object([
            JSONMember("steps", .array(way.labels.map { .string($0) })),
            JSONMember("probability", .number(way.probability)),
          ])
        }))
  }

  private func object(_ key: String, _ value: JSONValue) -> JSONValue {
    var members = [
      JSONMember("task", .string(task)),
      JSONMember("after", .array(prefix.map { .string($0) })),
      JSONMember("method", .string(method.rawValue)), JSONMember("seed", JSONValue(seed: seed)),
    ]
    if let model = predictor as? StepModel {
      members.append(
        JSONMember(
          "model",
          .object([
            JSONMember("precision", .number(model.precision)),
            JSONMember("trust", .number(model.trust)),
            JSONMember("iterations", .integer(Int64(model.iterations))),
            JSONMember("converged", .bool(model.converged)),
          ])))
    }
    return .object(members + [JSONMember(key, value)])
  }
}
