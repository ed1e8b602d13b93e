import Annotations
import Testing

@Suite struct QuestionExportTests {
  private func files(
    _ form: QuestionExport, _ document: QuestionsDocument
  ) throws -> [String: String] {
    let media = QuestionMedia(document, folder: "/x \"y\"\\z")
    return Dictionary(
      uniqueKeysWithValues: try form.files(document, media: media, file: "f").map {
        ($0.name, $0.text)
      })
  }

  @Test(arguments: [
    (QuestionExport.lmmsEval, "questions.jsonl"), (.jsonLines, "questions.jsonl"),
    (.perceptionComp, "benchmark/annotations/skillet.json"), (.mvBench, "json/skillet.json"),
    (.vlmEvalKit, "SkilletMCQ.tsv"),
  ]) func whatIsWrittenReadsBackAsTheSameQuestions(form: QuestionExport, name: String) throws {
    let document = MadeQuestions.document(37, words: PythonListTests.hostile.filter { !$0.isEmpty })
    let text = try #require(try files(form, document)[name])
    let set = try ChoiceQuestionSet(foreign: text, file: name)
    #expect(set.questions.map(\.text) == document.questions.map(\.text))
    #expect(set.questions.map(\.choices) == document.questions.map(\.choices))
    #expect(set.questions.map(\.answer) == document.questions.map { $0.answer })
  }

  @Test(arguments: 1...40) func videoMMEKeepsTheAnswerAndSpreadsTheKey(count: Int) throws {
    let document = MadeQuestions.document(count)
    let text = try #require(try files(.videoMME, document)["video-mme.jsonl"])
    let set = try ChoiceQuestionSet(foreign: text, file: "f")
    #expect(set.format == "video-mme")
    var counts = [0, 0, 0, 0]
    for (question, four) in zip(document.questions, set.questions) {
      let answer = try #require(four.answer)
      counts[answer] += 1
      #expect(four.choices.count == 4 && four.choices[answer] == question.choices[question.answer])
      #expect(four.choices.allSatisfy(question.choices.contains))
    }
    let spread = (counts.max() ?? 0) - (counts.min() ?? 0)
    #expect(spread <= 1, "\(counts) of \(count)")
  }

  @Test func perceptionCompHasItsTwelveKeys() throws {
    let text = try #require(
      try files(.perceptionComp, MadeQuestions.document(1))["benchmark/annotations/skillet.json"])
    let row = try #require(try JSONValue(parsing: text).array?.first?.members)
    #expect(
      row.map(\.key) == [
        "key", "video_id", "question", "answer_choice_0", "answer_choice_1", "answer_choice_2",
        "answer_choice_3", "answer_choice_4", "answer_id", "answer", "category", "difficulty",
      ])
  }

  @Test func twoVideosNeverShareAFile() {
    var document = MadeQuestions.document(2)
    document.videos += ["a_1", "../../etc/passwd", "", ".", "日本"].map {
      DescribedVideo(id: $0, durationMicroseconds: 1)
    }
    let media = QuestionMedia(document, folder: "/x")
    let names = document.videos.map { media.file($0.id).lowercased() }
    #expect(Set(names).count == names.count, "\(names)")
    #expect(names.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") && !$0.hasPrefix("-") })
  }

  @Test func aQuestionThatAFormCannotHoldIsNamed() {
    var document = MadeQuestions.document(3)
    document.questions[1].choices.removeLast()
    let error = #expect(throws: AnnotationError.self) { try files(.mvBench, document) }
    #expect(error?.description.contains("questions[1]") == true)
  }

  @Test func theTaskNamesItsQuestionsInQuotes() throws {
    let text = try #require(try files(.lmmsEval, MadeQuestions.document(1))["skillet_mcq.yaml"])
    #expect(text.contains("test: \"/x \\\"y\\\"\\\\z/questions.jsonl\"\n"), "\(text)")
  }
}
