/// A multiple-choice question about a video, as any set states it.
public struct ChoiceQuestion: Sendable, Hashable {
  /// What the set calls it; its place in the file where it has no name.
  public var key: String
  /// The video that it is about, where the set says so.
  public var video: String?
  /// The question.
  public var text: String
  /// The choices in their order, without letters before them.
  public var choices: [String]
  /// The right choice, from 0; nil where the set does not name one that exists.
  public var answer: Int?
  /// Where it stands: `line 3` or `[2]`.
  public var place: String
  /// What reading it brought to light.
  public var faults: [Fault]

  /// Collects a question.
  public init(
    key: String, video: String? = nil, text: String, choices: [String], answer: Int?,
    place: String = "", faults: [Fault] = []
  ) {
    self.key = key
    self.video = video
    self.text = text
    self.choices = choices
    self.answer = answer
    self.place = place
    self.faults = faults
  }

  /// What is wrong with a question.
  public struct Fault: Sendable, Hashable {
    /// Its sort.
    public var kind: Kind
    /// What it is, in words.
    public var detail: String

    /// Collects a fault.
    public init(_ kind: Kind, _ detail: String) { (self.kind, self.detail) = (kind, detail) }
  }

  /// The sorts of faults that a question or a set can have.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No text.
    case emptyQuestion
    /// The same text about the same video as an earlier question.
    case duplicateText
    /// The same key as an earlier question about the same video.
    case duplicateKey
    /// Another number of choices than the set has.
    case choiceCount
    /// A choice without text.
    case emptyChoice
    /// Two choices with the same text.
    case repeatedChoice
    /// Choices that should begin with their letters and do not.
    case choiceLetters
    /// No answer is stated.
    case noAnswer
    /// The answer is no choice, or its text disagrees with the choice that it names.
    case answerMismatch
    /// The proof is missing or does not hold together.
    case proof
    /// One letter is right more often than chance explains.
    case keyBalance
    /// The answers can be told from the text alone.
    case blindBaseline
  }
}

/// A set of multiple-choice questions, whoever made it.
public struct ChoiceQuestionSet: Sendable, Hashable {
  /// The file as the person named it.
  public var file: String
  /// The format that it was read from, such as `perceptioncomp`.
  public var format: String
  /// How many choices each question of the format has; nil where the format leaves it open.
  public var choiceCount: Int?
  /// The questions in the order of the file.
  public var questions: [ChoiceQuestion]

  /// Collects a set.
  public init(file: String, format: String, choiceCount: Int?, questions: [ChoiceQuestion]) {
    self.file = file
    self.format = format
    self.choiceCount = choiceCount
    self.questions = questions
  }
}
