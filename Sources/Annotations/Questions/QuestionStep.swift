/// One step of the reasoning that a question asks for.
public struct QuestionStep: Sendable, Hashable {
  /// What other steps call it: `s1`.
  public var id: String
  /// The step in words.
  public var text: String
  /// The ability that it asks for.
  public var skill: Skill
  /// Steps whose values it uses, by their ids.
  public var dependsOn: [String]
  /// The name of the value that it fixes: `X`; nil where it only narrows down.
  public var binds: String?
  /// The value that it fixes, in words; nil where it fixes none.
  public var value: String?
  /// When it can be seen.
  public var evidence: [TimeSpan]
  /// The facts that it rests on, by their ids.
  public var facts: [String]

  /// The abilities that PerceptionComp names.
  public enum Skill: String, Sendable, Hashable, CaseIterable, Comparable {
    /// What is it, what is done?
    case semantic
    /// Is it the same one again?
    case correspondence
    /// When, in which order, for how long, how often?
    case temporal
    /// Where, which way?
    case spatial

    /// In the order of the list.
    public static func < (left: Skill, right: Skill) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// Collects a step.
  public init(
    id: String, text: String, skill: Skill, dependsOn: [String] = [], binds: String? = nil,
    value: String? = nil, evidence: [TimeSpan] = [], facts: [String] = []
  ) {
    self.id = id
    self.text = text
    self.skill = skill
    self.dependsOn = dependsOn
    self.binds = binds
    self.value = value
    self.evidence = evidence
    self.facts = facts
  }

  /// The object in `proof.steps`.
  public var json: JSONValue {
    .object([
      JSONMember("id", .string(id)), JSONMember("text", .string(text)),
      JSONMember("skill", .string(skill.rawValue)),
      JSONMember("dependsOn", .array(dependsOn.map { .string($0) })),
      JSONMember("binds", binds.map { .string($0) } ?? .null),
      JSONMember("value", value.map { .string($0) } ?? .null),
      JSONMember("evidence", .array(evidence.map(\.json))),
      JSONMember("facts", .array(facts.map { .string($0) })),
    ])
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> QuestionStep {
    var reader = ObjectReader(value, at: place)
    var evidence: [TimeSpan] = []
    for (index, span) in reader.list("evidence").enumerated() {
      evidence.append(.read(span, at: "\(place).evidence[\(index)]", faults: &faults))
    }
    let step = QuestionStep(
      id: reader.string("id"), text: reader.string("text"),
      skill: reader.required(
        "skill", "semantic, correspondence, temporal or spatial", standIn: .semantic
      ) { $0.string.flatMap(Skill.init(rawValue:)) },
      dependsOn: reader.strings("dependsOn"),
      binds: reader.optional("binds", "a string") { $0.string },
      value: reader.optional("value", "a string") { $0.string },
      evidence: evidence, facts: reader.strings("facts"))
    faults += reader.faults
    return step
  }
}
