public import Annotations

/// What is wrong with a set of multiple-choice questions, whoever made it.
///
/// Checked are the questions one by one (text, choices, answer, proof), against each other
/// (repeated texts and keys), and as a set: whether one letter is right too often and whether rules
/// that never see the video answer better than guessing explains.
public struct QuestionLint: Sendable, Hashable {
  /// One fault.
  public struct Fault: Sendable, Hashable {
    /// The question's key; empty where the set as a whole is at fault.
    public var key: String
    /// The sort of the fault.
    public var kind: ChoiceQuestion.Kind
    /// What it is, in words.
    public var detail: String

    init(_ key: String, _ kind: ChoiceQuestion.Kind, _ detail: String) {
      (self.key, self.kind, self.detail) = (key, kind, detail)
    }
  }

  /// The file as the person named it.
  public let file: String
  /// The format that it was read as.
  public let format: String
  /// How many questions it has.
  public let questions: Int
  /// How often each letter is right, A to E.
  public let keyBalance: [Int]
  /// What rules that see only the text reach.
  public let baselines: [BlindBaseline]
  /// The faults: those of the questions in their order, then those of the set.
  public let faults: [Fault]

  /// Checks a set.
  ///
  /// - Parameters:
  ///   - set: the questions.
  ///   - isBalanced: whether the key should be balanced exactly, up to one, and not only within
  ///     chance.
  ///   - seed: of the blind classifier.
  /// - Complexity: linear but for the classifier, which takes about 1 s for 1,000 questions.
  public init(_ set: ChoiceQuestionSet, isBalanced: Bool = false, seed: UInt64 = 0) {
    file = set.file
    format = set.format
    questions = set.questions.count
    var balance = [Int](repeating: 0, count: 5)
    for answer in set.questions.compactMap(\.answer) where answer < 5 { balance[answer] += 1 }
    keyBalance = balance
    baselines = BlindBaselines.measure(set.questions.compactMap(\.blind), seed: seed)
    let expected = set.choiceCount ?? Self.commonestCount(set.questions)
    var seen = SeenQuestions()
    var faults: [Fault] = []
    for question in set.questions {
      let own = question.faults + Self.faults(of: question, choices: expected)
      faults += (own + seen.faults(adding: question)).map {
        Fault(question.key, $0.kind, $0.detail)
      }
    }
    self.faults =
      faults + Self.faultsOfKey(set.questions, isBalanced: isBalanced)
      + Self.faultsOfBaselines(baselines)
  }

  /// How many faults are of a sort.
  public func count(_ kind: ChoiceQuestion.Kind) -> Int { faults.count { $0.kind == kind } }

  /// The share of right answers of always taking the longest choice.
  public var longestChoiceAccuracy: Double {
    baselines.first { $0.name == "longest-choice" }?.accuracy ?? 0
  }

  /// The number of choices that most questions have; of equally common ones the nearest to five.
  static func commonestCount(_ questions: [ChoiceQuestion]) -> Int {
    let counts = Dictionary(questions.map { ($0.choices.count, 1) }, uniquingKeysWith: +)
    func rank(_ entry: (key: Int, value: Int)) -> (Int, Int, Int) {
      (entry.value, -(entry.key - 5).magnitude.asInt, entry.key)
    }
    return counts.max { rank($0) < rank($1) }?.key ?? 5
  }

  private static func faults(
    of question: ChoiceQuestion, choices expected: Int
  ) -> [ChoiceQuestion.Fault] {
    var faults: [ChoiceQuestion.Fault] = []
    if question.text.allSatisfy(\.isWhitespace) {
      faults.append(.init(.emptyQuestion, "the question has no text"))
    }
    let isReported = question.faults.contains { $0.kind == .choiceCount }
    if question.choices.count != expected, !isReported {
      faults.append(
        .init(.choiceCount, "it has \(question.choices.count) choices and should have \(expected)"))
    }
    var seen: [String: Int] = [:]
    for (index, choice) in question.choices.enumerated() {
      let bare = choice.foldedWords
      if bare.isEmpty {
        faults.append(.init(.emptyChoice, "choice \(Question.letter(index)) is empty"))
      } else if let first = seen[bare] {
        faults.append(
          .init(
            .repeatedChoice,
            "choices \(Question.letter(first)) and \(Question.letter(index)) are both \"\(choice)\""
          ))
      } else {
        seen[bare] = index
      }
    }
    return faults
  }
}

/// Questions that were met already.
private struct SeenQuestions {
  private var texts: [[String]: String] = [:]
  private var keys: [[String]: String] = [:]

  /// What repeats an earlier question; the same words about another video are another question.
  mutating func faults(adding question: ChoiceQuestion) -> [ChoiceQuestion.Fault] {
    var faults: [ChoiceQuestion.Fault] = []
    let text = [question.video ?? "", question.text.foldedWords]
    if let first = texts[text] {
      if !text[1].isEmpty {
        faults.append(.init(.duplicateText, "the text is that of \(first), about the same video"))
      }
    } else {
      texts[text] = question.key
    }
    let key = [question.video ?? "", question.key]
    if let first = keys[key] {
      faults.append(.init(.duplicateKey, "the key stands already at \(first)"))
    } else {
      keys[key] = question.place
    }
    return faults
  }
}

extension ChoiceQuestion {
  /// What one sees who has not seen the video; nil without an answer.
  fileprivate var blind: BlindQuestion? {
    answer.map { BlindQuestion(group: video ?? key, text: text, choices: choices, answer: $0) }
  }
}

extension String {
  /// The text in lower case with single blanks, as texts are compared.
  fileprivate var foldedWords: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(clamping: self) }
}
