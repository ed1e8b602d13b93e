/// A multiple-choice question as one sees it who never saw the video.
public struct BlindQuestion: Sendable, Hashable {
  /// Questions of one group, such as one video, are never split between learning and testing.
  public var group: String
  /// The question.
  public var text: String
  /// The choices, any number of them.
  public var choices: [String]
  /// The position of the right choice, from 0.
  public var answer: Int

  /// Collects what can be seen without the video.
  public init(group: String, text: String, choices: [String], answer: Int) {
    self.group = group
    self.text = text
    self.choices = choices
    self.answer = answer
  }
}
