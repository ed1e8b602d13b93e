import Annotations
import Testing

@Suite struct ForeignQuestionsTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var format: String
    var text: String
    var testDescription: String { format }
  }

  /// One question in each form: fill, pour, stir, cut, wipe, of which pour is right.
  static let samples = [
    Sample(
      format: "perceptioncomp",
      text: """
        [{"key": "7", "video_id": "tea", "question": "What?", "answer_choice_0": "fill",
          "answer_choice_1": "pour", "answer_choice_2": "stir", "answer_choice_3": "cut",
          "answer_choice_4": "wipe", "answer_id": 1, "answer": "pour", "category": "c",
          "difficulty": 2}]
        """),
    Sample(
      format: "nextqa",
      text: """
        video,frame_count,width,height,question,answer,qid,type,a0,a1,a2,a3,a4
        tea,9,4,4,What?,1,7,CH,fill,pour,stir,cut,wipe

        """),
    Sample(
      format: "vlmevalkit",
      text: "index\tvideo\tquestion\tcandidates\tanswer\n7\ttea\tWhat?\t"
        + "['fill', \"pour\", 'stir', 'cut', 'wipe']\tpour\n"),
    Sample(
      format: "vlmevalkit",
      text: "index\tvideo\tquestion\tA\tB\tC\tD\tE\tanswer\n7\ttea\tWhat?\tfill\tpour\tstir\tcut\t"
        + "wipe\tB\n"),
    Sample(
      format: "hd-epic",
      text: """
        {"7": {"question": "What?", "choices": ["fill", "pour", "stir", "cut", "wipe"],
               "correct_idx": 1, "inputs": {"video 1": {"id": "tea"}}}}
        """),
    Sample(
      format: "egotaskqa",
      text: """
        [{"id": 7, "q": "What?", "video_path": "tea", "a": "B",
          "option": {"B": "pour", "A": "fill", "C": "stir", "D": "cut", "E": "wipe"}}]
        """),
    Sample(
      format: "egoschema",
      text: """
        {"question_idx": "7", "video_idx": "tea", "question": "What?", "answer": "1", \
        "option": ["A. fill", "B. pour", "C. stir", "D. cut", "E. wipe"]}
        """),
    Sample(
      format: "longvideobench",
      text: """
        [{"id": "7", "video_id": "tea", "question": "What?", "correct_choice": 1, "option0": "fill",
          "option1": "pour", "option2": "stir", "option3": "cut", "option4": "wipe"}]
        """),
    Sample(
      format: "video-mme",
      text: """
        {"videoID": "tea", "question_id": "7", "duration": "short", "question": "What?", \
        "options": ["A. fill", "B. pour", "C. stir", "D. cut", "E. wipe"], "answer": "B"}
        """),
    Sample(
      format: "mvbench",
      text: """
        [{"video": "tea", "id": "7", "question": "What?", "answer": "pour",
          "candidates": ["fill", "pour", "stir", "cut", "wipe"]}]
        """),
    Sample(
      format: "rows",
      text: """
        {"id": "7", "video": "tea", "question": "What?", "answer": "(b)", \
        "choices": ["fill", "pour", "stir", "cut", "wipe"]}
        {"id": "8", "video": "tea", "question": "Why?", "answer_index": 0, "choices": ["x", "y"]}
        """),
    Sample(
      format: "rows",
      text: """
        {"questions": [{"id": "7", "video": "tea", "question": "What?", "answer": 1,
          "options": ["fill", "pour", "stir", "cut", "wipe"]}]}
        """),
  ]

  @Test(arguments: samples) func everyFormGivesTheSameQuestion(sample: Sample) throws {
    let set = try ChoiceQuestionSet(foreign: sample.text, file: "f")
    #expect(set.format == sample.format)
    let question = try #require(set.questions.first)
    #expect(question.text == "What?" && question.video == "tea")
    #expect(question.key == (sample.format == "nextqa" ? "tea_7" : "7"))
    #expect(question.choices == ["fill", "pour", "stir", "cut", "wipe"])
    #expect(question.answer == 1 && question.faults.isEmpty, "\(question.faults)")
  }

  @Test(arguments: samples.filter { $0.text.first == "[" || $0.text.first == "{" })
  func cutOffTextNamesItsPlace(sample: Sample) {
    for share in [0.3, 0.6, 0.9] {
      let cut = String(sample.text.prefix(Int(Double(sample.text.count) * share)))
      let error = #expect(throws: AnnotationError.self, "\(cut)") {
        try ChoiceQuestionSet(foreign: cut, file: "f")
      }
      #expect(error?.description.contains("line ") == true, "\(error?.description ?? "")")
    }
  }

  @Test(arguments: [
    ("", "it is empty"), ("   \n", "it is empty"), ("[]", "it holds no question"),
    ("{}", "no list of questions"), ("[3]", "[0]: it should be an object"),
    ("{\"a\": 1}", "no list of questions"), ("[{\"a\": 1}]", "[0]: this is no question"),
    ("hello", "no JSON and no table"), ("a,b\n1,2\n", "line 2: this is no question"),
    ("video,question,answer,a0,a1\nv,q,0,x\n", "line 2: it has 4 fields, the head names 5"),
    ("{\"question\": \"a\", \"choices\": []}\n{\"question\"\n", "line 2, column"),
    ("index\tquestion\tanswer\tcandidates\n1\t\"q\tx\t[]\n", "line 2: the quoted field"),
  ]) func whatIsNoSetSaysSo(text: String, words: String) {
    let error = #expect(throws: AnnotationError.self) {
      try ChoiceQuestionSet(foreign: text, file: "f")
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("\"answer_id\": 1, \"answer\": \"fill\"", ChoiceQuestion.Kind.answerMismatch),
    ("\"answer_id\": 5, \"answer\": \"fill\"", .answerMismatch),
    ("\"answer_id\": -1, \"answer\": \"fill\"", .answerMismatch),
    ("\"answer\": \"fill\"", .noAnswer), ("\"answer_id\": null", .noAnswer),
    ("\"answer_id\": \"x\", \"answer\": \"fill\"", .noAnswer),
  ]) func answersThatDisagreeAreFaults(answer: String, kind: ChoiceQuestion.Kind) throws {
    let text = """
      [{"question": "q", "answer_choice_0": "fill", "answer_choice_1": "pour", \(answer)}]
      """
    let question = try #require(try ChoiceQuestionSet(foreign: text, file: "f").questions.first)
    #expect(question.faults.map(\.kind) == [kind])
  }

  @Test func aSixthChoiceOfPerceptionCompIsSeen() throws {
    let choices = (0..<6).map { "\"answer_choice_\($0)\": \"c\($0)\"" }.joined(separator: ", ")
    let text = "[{\"question\": \"q\", \(choices), \"answer_id\": 0, \"answer\": \"c0\"}]"
    #expect(try ChoiceQuestionSet(foreign: text, file: "f").questions[0].choices.count == 6)
  }

  @Test func lettersOfVideoMMEThatAreOutOfOrderAreAFault() throws {
    let text = """
      {"videoID": "v", "question_id": "1", "duration": "short", "question": "q", "answer": "A", \
      "options": ["A. x", "C. y", "B. z", "D. w"]}
      """
    let question = try ChoiceQuestionSet(foreign: text, file: "f").questions[0]
    #expect(question.faults.map(\.kind) == [.choiceLetters])
  }
}
