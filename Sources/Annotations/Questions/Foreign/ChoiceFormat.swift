/// A format of rows in which a set of multiple-choice questions comes.
protocol ChoiceFormat {
  /// Its name, such as `perceptioncomp`.
  static var name: String { get }
  /// How many choices each of its questions has; nil where it leaves that open.
  static var choiceCount: Int? { get }
  /// Whether a row is of this format.
  static func matches(_ row: ChoiceRow) -> Bool
  /// The question of a row; what is missing or wrong becomes a fault of the question.
  static func question(_ row: ChoiceRow) -> ChoiceQuestion
}

/// The formats that rows are tried against, the telling ones first.
enum ChoiceFormats {
  static var all: [any ChoiceFormat.Type] {
    [
      PerceptionCompRows.self, NExTQARows.self, VLMEvalKitRows.self, HDEPICRows.self,
      EgoTaskQARows.self, EgoSchemaRows.self, LongVideoBenchRows.self, VideoMMERows.self,
      MVBenchRows.self, PlainRows.self,
    ]
  }

  static func format(of row: ChoiceRow) -> (any ChoiceFormat.Type)? {
    all.first { $0.matches(row) }
  }
}

/// An answer as sets state it, looked up among the choices.
struct AnswerKey {
  /// The choice that it names, from 0.
  private(set) var index: Int?
  /// What is wrong with it.
  private(set) var faults: [ChoiceQuestion.Fault] = []

  /// The place of a choice, and the text that some sets repeat beside it.
  init(index: Int?, text: String? = nil, among choices: [String]) {
    guard let index else {
      missing(text)
      return
    }
    guard choices.indices.contains(index) else {
      mismatch("the answer is choice \(index), counted from 0, of \(choices.count)")
      return
    }
    self.index = index
    if let text, text.trimmingBlanks != choices[index].trimmingBlanks,
      Self.place(ofLetter: text) != index
    {
      mismatch(
        "the answer is \"\(text)\", but choice \(Self.letter(index)) is \"\(choices[index])\"")
    }
  }

  /// A letter, with or without what stands around it.
  init(letter: String?, among choices: [String]) {
    guard let letter else {
      missing(nil)
      return
    }
    guard let index = Self.place(ofLetter: letter), choices.indices.contains(index) else {
      mismatch("the answer is \"\(letter)\", which is the letter of no choice")
      return
    }
    self.index = index
  }

  /// The text of a choice.
  init(text: String?, among choices: [String]) {
    guard let text else {
      missing(nil)
      return
    }
    let wanted = text.trimmingBlanks
    index =
      choices.firstIndex { $0.unicodeScalars.elementsEqual(text.unicodeScalars) }
      ?? choices.firstIndex { $0.trimmingBlanks == wanted }
    if index == nil { mismatch("the answer is \"\(text)\", which is the text of no choice") }
  }

  /// The place that a letter stands for: `B`, `b`, `(B)`, `B.` or `B)`.
  static func place(ofLetter text: String) -> Int? {
    let bare = text.filter { !$0.isWhitespace && !"().:".contains($0) }.uppercased()
    guard bare.utf8.count == 1, let byte = bare.utf8.first, (65...90).contains(byte) else {
      return nil
    }
    return Int(byte) - 65
  }

  /// The letter of a place: A for 0.
  static func letter(_ index: Int) -> String {
    (0..<26).contains(index) ? String(UnicodeScalar(UInt8(65 + index))) : String(index)
  }

  private mutating func missing(_ text: String?) {
    faults.append(
      ChoiceQuestion.Fault(
        .noAnswer,
        text == nil ? "no answer is stated" : "the place of the answer \"\(text ?? "")\" is missing"
      ))
  }

  private mutating func mismatch(_ detail: String) {
    faults.append(ChoiceQuestion.Fault(.answerMismatch, detail))
  }
}
