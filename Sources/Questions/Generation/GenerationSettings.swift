public import Annotations

/// What the questions should be like.
public struct GenerationSettings: Sendable, Hashable {
  /// How many are wanted.
  public var count = 100
  /// The seed of everything that is drawn.
  public var seed: UInt64 = 0
  /// How many steps a question has.
  public var steps = 2...6
  /// The abilities that steps may ask for.
  public var skills = Set(QuestionStep.Skill.allCases)
  /// How steps may hang together.
  public var logics = Set(QuestionProof.Logic.allCases)
  /// The most questions about one video; nil for no limit.
  public var perVideo: Int?
  /// No window of so many seconds may be enough to answer.
  public var window = 10.0
  /// How often each ability failed, 0...1: those that fail are drawn more often.
  public var failures: [QuestionStep.Skill: Double] = [:]

  /// The usual settings.
  public init() {}

  /// How often a kind of step is drawn: once, and up to four times more where its ability fails.
  func weight(_ kind: StepKind) -> Double {
    guard skills.contains(kind.skill) else { return 0 }
    return 1 + 4 * min(1, max(0, failures[kind.skill] ?? 0))
  }
}
