/// PerceptionComp's own layout: `benchmark/annotations/*.json` and `benchmark/videos/<video_id>.mp4`.
enum PerceptionCompFiles {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(JSONError) -> [QuestionExport.File] {
    let topics = Dictionary(document.videos.map { ($0.id, $0.topic ?? "") }) { first, _ in first }
    let rows = document.questions.map { question -> JSONValue in
      let choices = question.choices.enumerated().map {
        JSONMember("answer_choice_\($0.offset)", .string($0.element))
      }
      let topic = topics[question.video] ?? ""
      return .object(
        [
          JSONMember("key", .string(question.key)),
          JSONMember("video_id", .string(media.stem(question.video))),
          JSONMember("question", .string(question.text)),
        ] + choices + [
          JSONMember("answer_id", .integer(Int64(question.answer))),
          JSONMember("answer", .string(question.choices[question.answer])),
          JSONMember("category", .string(topic.isEmpty ? "unknown" : topic)),
          JSONMember("difficulty", .integer(Int64(question.difficulty?.level ?? level(question)))),
        ])
    }
    return [
      QuestionExport.File(
        "benchmark/annotations/skillet.json", try JSONValue.array(rows).text())
    ]
  }

  /// A level from the steps alone, where nothing was measured.
  private static func level(_ question: Question) -> Int {
    min(3, max(1, (question.proof?.steps.count ?? 2) - 1))
  }
}
