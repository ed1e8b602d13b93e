/// MVBench's layout: `json/<task>.json` and `video/`.
enum MVBenchFiles {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(JSONError) -> [QuestionExport.File] {
    let rows = document.questions.map { question -> JSONValue in
      .object([
        JSONMember("video", .string(media.file(question.video))),
        JSONMember("question", .string(question.text)),
        JSONMember("candidates", .array(question.choices.map { .string($0) })),
        JSONMember("answer", .string(question.choices[question.answer])),
      ])
    }
    return [QuestionExport.File("json/skillet.json", try JSONValue.array(rows).text())]
  }
}
