public import Annotations

/// A question and what a model made of it.
public struct AnsweredQuestion: Sendable, Hashable {
  /// The question.
  public var question: Question
  /// How it was answered.
  public var outcome: Outcome
  /// The steps that were asked and whether the model had them right, in the proof's order.
  public var steps: [StepOutcome]

  /// How a question was answered.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// With the right choice.
    case right
    /// With a wrong choice.
    case wrong
    /// With words that name no choice; counts as wrong.
    case unparsable
    /// Not at all; counts as wrong.
    case unanswered
  }

  /// One step that was asked.
  public struct StepOutcome: Sendable, Hashable {
    /// Its place in the proof, from 1.
    public var number: Int
    /// The ability that it asks for.
    public var skill: QuestionStep.Skill
    /// Whether what the model said is the step's value.
    public var isRight: Bool
  }

  /// Scores an answer; nil stands for none.
  ///
  /// A step is scored where the model was asked for it and the proof states its value; it is right
  /// where the words are the value's, articles, case and punctuation aside.
  public init(_ question: Question, answer: ModelAnswer?) {
    self.question = question
    switch answer?.said {
    case nil, .nothing: outcome = .unanswered
    case .choice(let place):
      outcome =
        place == question.answer
        ? .right : question.choices.indices.contains(place) ? .wrong : .unparsable
    case .text(let text):
      let place = AnswerText.choice(in: text, among: question.choices)
      outcome = place == nil ? .unparsable : place == question.answer ? .right : .wrong
    }
    steps = (question.proof?.steps ?? []).enumerated().compactMap { index, step in
      guard let value = step.value,
        let said = answer?.steps[step.id] ?? answer?.steps["#\(index)"]
      else { return nil }
      return StepOutcome(
        number: index + 1, skill: step.skill, isRight: Self.bare(said) == Self.bare(value))
    }
  }

  /// The first step that the model had wrong; nil where none was asked or all are right.
  public var firstWrongStep: StepOutcome? { steps.first { !$0.isRight } }

  private static func bare(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
      .filter { !["a", "an", "the"].contains($0) }
  }
}
