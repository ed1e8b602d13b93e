/// What holds beside the actions, by the name of the property that the facts state.
enum Trait {
  /// Properties of place and direction; all others, such as brightness or a phase, are states.
  static let spatial: Set<String> = [
    "side", "place", "location", "picture motion", "object motion",
  ]

  /// The sort of step that asks for a trait.
  static func kind(_ key: String) -> StepKind { spatial.contains(key) ? .place : .state }

  /// What an answer of its values is.
  static func answerType(_ key: String) -> Draft.AnswerType {
    spatial.contains(key) ? .location : .attribute
  }
}
