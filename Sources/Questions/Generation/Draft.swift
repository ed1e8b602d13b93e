internal import Annotations

/// A question that is being made.
struct Draft: Sendable {
  var program: Program
  var logic: QuestionProof.Logic
  var answerType: AnswerType
  var answer: Answer
  var steps: [Step]
  /// Labels and things that the text names.
  var mentions: Set<String>
  /// The choices behind the answer, and how each was made.
  var distractors: [Wrong] = []
  var certificate = 0.0
  var spread = 0.0

  /// What all choices are.
  enum AnswerType: String, Sendable {
    case action, object, count, duration, order, location, attribute
  }

  /// One step, with the parts of the program that it stands for.
  struct Step: Sendable {
    var kind: StepKind
    /// The ability, where it is not that of the kind.
    var skill: QuestionStep.Skill
    /// The whole step.
    var whole: Solver.Part?
    /// Its parts, each of which must be needed.
    var parts: [Solver.Part]
    var binds: String?
    var dependsOn: [String]
    /// Occurrences of which a window must show at least one.
    var seen: [Occurrence]
    /// All that has to be seen.
    var evidence: [Occurrence]
    var facts: [String]
  }

  /// A wrong choice.
  struct Wrong: Sendable {
    var answer: Answer
    /// The step that it breaks; nil where it is true of something else.
    var breaks: Int?
  }
}
