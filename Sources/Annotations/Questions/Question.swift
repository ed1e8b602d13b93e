/// A multiple-choice question about a video, with the proof of its answer where one is known.
public struct Question: Sendable, Hashable {
  /// What results call it; unique in a document.
  public var key: String
  /// The video, by its id.
  public var video: String
  /// The question.
  public var text: String
  /// The choices, A first; five where Skillet wrote it.
  public var choices: [String]
  /// The position of the right choice, from 0.
  public var answer: Int
  /// The text of the right choice as the file states it; a linter compares it with the choice.
  public var answerText: String
  /// Why that is the answer; nil where the set has no proofs.
  public var proof: QuestionProof?
  /// How hard it is, measured.
  public var difficulty: QuestionDifficulty?
  /// The seed from which it was drawn; nil where a person wrote it.
  public var seed: UInt64?
  /// Keys that this version does not know, and what a review adds; kept for writing.
  public var extra: [JSONMember]

  /// Collects a question.
  public init(
    key: String, video: String, text: String, choices: [String], answer: Int,
    answerText: String? = nil, proof: QuestionProof? = nil,
    difficulty: QuestionDifficulty? = nil, seed: UInt64? = nil, extra: [JSONMember] = []
  ) {
    self.key = key
    self.video = video
    self.text = text
    self.choices = choices
    self.answer = answer
    self.answerText = answerText ?? (choices.indices.contains(answer) ? choices[answer] : "")
    self.proof = proof
    self.difficulty = difficulty
    self.seed = seed
    self.extra = extra
  }

  /// The letters of the choices: `A` for the first.
  public static func letter(_ choice: Int) -> String {
    UnicodeScalar(UInt8(ascii: "A") + UInt8(clamping: choice)).description
  }

  /// The object in `questions` of a questions document.
  public var json: JSONValue {
    .object(
      [
        JSONMember("key", .string(key)), JSONMember("video", .string(video)),
        JSONMember("text", .string(text)),
        JSONMember("choices", .array(choices.map { .string($0) })),
        JSONMember("answer", .integer(Int64(answer))),
        JSONMember("answerText", .string(answerText)),
        JSONMember("proof", proof?.json ?? .null),
        JSONMember("difficulty", difficulty?.json ?? .null),
        // A seed has 64 bits; JSON numbers are safe to 53, so it is written as text.
        JSONMember("seed", seed.map { .string(String($0)) } ?? .null),
      ] + extra)
  }

  static func read(
    _ value: JSONValue?, at place: String, faults: inout [DocumentFault]
  ) -> Question {
    var reader = ObjectReader(value, at: place)
    var question = Question(
      key: reader.string("key"), video: reader.string("video"), text: reader.string("text"),
      choices: reader.strings("choices"), answer: reader.count("answer"),
      answerText: reader.optional("answerText", "a string") { $0.string })
    if let proof = reader.value("proof") {
      question.proof = .read(proof, at: "\(place).proof", faults: &faults)
    }
    if let difficulty = reader.value("difficulty") {
      question.difficulty = .read(difficulty, at: "\(place).difficulty", faults: &faults)
    }
    question.seed = reader.optional("seed", "a whole number, as text") { value in
      value.string.flatMap { UInt64($0) } ?? value.integer.flatMap { UInt64(exactly: $0) }
    }
    question.extra = reader.unknown
    faults += reader.faults
    return question
  }
}
