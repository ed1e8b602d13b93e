internal import LinearAlgebra
internal import Segmentation

/// The skills that were found in a set of videos, and how a segment is compared with them:
/// `skillet.skills/1`, the file `skills.json`.
public struct SkillLibrary: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.skills/1"

  /// How segments become points; nil before the first were described.
  var space: DescriptorSpace
  /// The skills by which points are recognised.
  var known: KnownSkills
  /// How actions were made into numbers; nil where they did not count.
  var form: ActionDescriptor.Form?
  /// The seed that the first run was given.
  public var seed: UInt64
  /// What is told of each skill, in the order of their numbers.
  public var skills: [SkillSummary]
}

/// What is told of one skill.
public struct SkillSummary: Sendable, Hashable {
  /// Its number.
  public var skill: Int
  /// Its name: the label of most of its labelled segments, else `skill 7`.
  public var name: String
  /// Whether the name is a label.
  public var isNamed: Bool
  /// Segments of this run.
  public var segments: Int
  /// Videos of this run in which it occurs.
  public var videos: Int
  /// Groups of this run in which it occurs; 0 where there are no groups.
  public var groups: Int
  /// Seconds of its segments together.
  public var seconds: Double
  /// Whether it occurs in so many videos, and groups, as a common skill does.
  public var isCommon: Bool
  /// The part of the labelled segments that carry the label seen most; nil where none is labelled.
  public var purity: Double?
  /// Segments with a label.
  public var support: Int

  /// A skill of which nothing has been seen.
  init(_ skill: Int) {
    self.skill = skill
    name = "skill \(skill)"
    isNamed = false
    (segments, videos, groups, seconds, isCommon, purity, support) = (0, 0, 0, 0, false, nil, 0)
  }
}
