import Annotations
import Testing

@Suite struct QuestionsDocumentTests {
  static let question = Question(
    key: "q1", video: "v", text: "What is cut \"twice\"?", choices: ["a", "b", "c", "d", "e"],
    answer: 2,
    proof: QuestionProof(
      logic: .nested,
      steps: [
        QuestionStep(
          id: "s1", text: "find X", skill: .temporal, binds: "X", value: "egg",
          evidence: [TimeSpan(start: 0.5, end: 1, frames: 15..<30)], facts: ["f1"]),
        QuestionStep(id: "s2", text: "use X", skill: .spatial, dependsOn: ["s1"]),
      ], answerType: "object", program: "(after (nth 2 egg))",
      distractors: [
        Distractor(choice: 0, kind: .breaksOneCondition, detail: "not twice", breaks: "s1"),
        Distractor(choice: 1, kind: .trueElsewhere, detail: "cut once", facts: ["f2"]),
      ], temporalCertificate: 41.5, window: 10),
    difficulty: QuestionDifficulty(
      steps: 2, evidenceSpread: 0.75, nearestDistractor: 0.5, level: 2),
    seed: .max, extra: [JSONMember("review", .string("accepted"))])
  static let document = QuestionsDocument(
    videos: [DescribedVideo(id: "v", durationMicroseconds: 60_000_000)], questions: [question],
    generator: .object([JSONMember("seed", .integer(4))]),
    extra: [JSONMember("note", .bool(true))])

  @Test func aDocumentReadsBackAsItWasWritten() throws {
    let text = try Self.document.json.text()
    #expect(try QuestionsDocument(text: text, file: "-") == Self.document)
  }

  @Test func faultsThatALinterReportsCanBeRead() throws {
    var document = Self.document
    document.questions[0].answer = 9
    document.questions[0].answerText = "z"
    document.questions[0].choices = ["a", "a"]
    let text = try document.json.text(.compact)
    #expect(try QuestionsDocument(text: text, file: "-") == document)
  }

  @Test func aQuestionAboutAVideoThatIsNotListedIsRefused() throws {
    var document = Self.document
    document.videos = []
    let text = try document.json.text()
    #expect(throws: AnnotationError.self) { try QuestionsDocument(text: text, file: "-") }
  }
}
