/// A line of JSON a question: what all exports of lines share.
enum QuestionLines {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(JSONError) -> [QuestionExport.File] {
    let topics = Dictionary(document.videos.map { ($0.id, $0.topic ?? "") }) { first, _ in first }
    return [
      QuestionExport.File(
        "questions.jsonl",
        try text(
          document.questions.map { question in
            .object(
              common(question, media, topic: topics[question.video] ?? "")
                + [
                  JSONMember("proof", question.proof?.json ?? .null),
                  JSONMember("measured", question.difficulty?.json ?? .null),
                ])
          }))
    ]
  }

  /// What every line says; a value is of one type in all lines, as tables want it.
  static func common(
    _ question: Question, _ media: QuestionMedia, topic: String
  ) -> [JSONMember] {
    let steps = question.proof?.steps ?? []
    let skills = Set(steps.map(\.skill)).sorted()
    return [
      JSONMember("key", .string(question.key)),
      JSONMember("video_id", .string(media.stem(question.video))),
      JSONMember("video", .string("videos/" + media.file(question.video))),
      JSONMember("question", .string(question.text)),
      JSONMember("choices", .array(question.choices.map { .string($0) })),
      JSONMember("answer_id", .integer(Int64(question.answer))),
      JSONMember("answer", .string(Question.letter(question.answer))),
      JSONMember("answer_text", .string(question.choices[question.answer])),
      JSONMember("topic", .string(topic)),
      JSONMember("answer_type", .string(question.proof?.answerType ?? "")),
      JSONMember("logic", .string(question.proof?.logic.rawValue ?? "")),
      JSONMember("steps", .integer(Int64(steps.count))),
      JSONMember("skills", .array(skills.map { .string($0.rawValue) })),
      JSONMember("difficulty", .integer(Int64(question.difficulty?.level ?? 0))),
      JSONMember("clips", .array(media.clips(of: question.key).map { .string($0) })),
    ]
  }

  /// The lines' text.
  static func text(_ lines: [JSONValue]) throws(JSONError) -> String {
    var text = ""
    for line in lines { text += try line.text(.compact) + "\n" }
    return text
  }
}
