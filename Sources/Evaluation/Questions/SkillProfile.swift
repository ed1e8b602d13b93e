public import Annotations

/// How often each ability fails: `skillet.profile/1`, which steers the next set of questions towards
/// what is missing.
///
/// Where steps were asked, an ability is asked once for each such step and fails where the step is
/// the first wrong one of its question: later steps build on it and are not counted. A question
/// whose steps were not asked counts once for each ability that its proof names, and fails as a
/// whole: which of them was missing is then told by many questions only.
public struct SkillProfile: Sendable, Hashable {
  /// The schema's name.
  public static let schema = "skillet.profile/1"

  /// The counts of one ability.
  public struct Count: Sendable, Hashable {
    /// How often it was asked for.
    public var asked = 0
    /// How often it failed.
    public var failed = 0

    /// Collects counts.
    public init(asked: Int = 0, failed: Int = 0) { (self.asked, self.failed) = (asked, failed) }

    /// The share that failed; 0 where it was not asked for.
    public var rate: Double { asked == 0 ? 0 : Double(failed) / Double(asked) }
  }

  /// The counts by ability; those that were never asked for are absent.
  public private(set) var skills: [QuestionStep.Skill: Count] = [:]

  /// Counts over questions.
  public init(_ answered: [AnsweredQuestion]) {
    for one in answered {
      if one.steps.isEmpty {
        for skill in Set((one.question.proof?.steps ?? []).map(\.skill)) {
          skills[skill, default: Count()].asked += 1
          if one.outcome != .right { skills[skill, default: Count()].failed += 1 }
        }
      } else {
        for step in one.steps {
          skills[step.skill, default: Count()].asked += 1
          if !step.isRight {
            skills[step.skill, default: Count()].failed += 1
            break
          }
        }
      }
    }
  }

  /// The document.
  public var json: JSONValue {
    .object([
      JSONMember("schema", .string(Self.schema)),
      JSONMember(
        "skills",
        .object(
          skills.sorted { $0.key < $1.key }.map { skill, count in
            JSONMember(
              skill.rawValue,
              .object([
                JSONMember("asked", .integer(Int64(count.asked))),
                JSONMember("failed", .integer(Int64(count.failed))),
                JSONMember("rate", .number(count.rate)),
              ]))
          })),
    ])
  }
}
