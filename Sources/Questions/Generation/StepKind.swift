public import Annotations

/// The named skills that steps are made of; questions are random subsets of them, as in Skill-Mix.
public enum StepKind: String, Sendable, Hashable, CaseIterable {
  /// An action that is done once: the moment when it is.
  case moment
  /// A thing that something is done to.
  case thing
  /// The n-th or the last time that an action is done.
  case ordinal
  /// The n-th time behind a bound one, or the last before it.
  case following
  /// What is done right after or right before.
  case adjacent
  /// What takes longest; longer or shorter than so many seconds.
  case duration
  /// The same action again.
  case again
  /// Something else done to the same thing.
  case sameThing
  /// An action that is done so and so often, or for the n-th time.
  case repetition
  /// On which side, at which place, in which direction.
  case place
  /// What else holds meanwhile: brightness, a colour, a phase.
  case state

  /// The ability that it asks for.
  public var skill: QuestionStep.Skill {
    switch self {
    case .moment, .thing, .state: .semantic
    case .ordinal, .following, .adjacent, .duration: .temporal
    case .again, .sameThing, .repetition: .correspondence
    case .place: .spatial
    }
  }
}
