/// VLMEvalKit's table and the class of the data set, which its users register.
enum VLMEvalKitFiles {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) -> [QuestionExport.File] {
    let durations = Dictionary(document.videos.map { ($0.id, $0.duration) }) { first, _ in first }
    let topics = Dictionary(document.videos.map { ($0.id, $0.topic ?? "") }) { first, _ in first }
    var rows = [
      [
        "index", "video", "video_path", "question", "candidates", "answer", "correct_choice",
        "task_type", "duration", "domain", "key", "logic", "steps", "difficulty",
      ]
    ]
    for (index, question) in document.questions.enumerated() {
      let proof = question.proof
      rows.append([
        "\(index)", media.stem(question.video), "./videos/" + media.file(question.video),
        question.text, PythonList(question.choices).literal, question.choices[question.answer],
        "\(question.answer)", proof?.answerType ?? "question",
        (durations[question.video] ?? 0).description, topics[question.video] ?? "", question.key,
        proof?.logic.rawValue ?? "", "\(proof?.steps.count ?? 0)",
        "\(question.difficulty?.level ?? 0)",
      ])
    }
    let table = rows.map { $0.map(field).joined(separator: "\t") + "\n" }.joined()
    return [
      QuestionExport.File("SkilletMCQ.tsv", table),
      QuestionExport.File("skillet_mcq_vlmeval.py", vlmEvalKitClass),
    ]
  }

  /// A field of the table: in quotes where it holds a tab, a newline or a quotation mark.
  private static func field(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\t\n\r\"".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
