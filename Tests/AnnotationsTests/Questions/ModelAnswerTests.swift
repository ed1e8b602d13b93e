import Annotations
import Testing

@Suite struct ModelAnswerTests {
  @Test func rowsOfSkilletAndOfLmmsEvalAreRead() throws {
    let answers = try ModelAnswer.read(
      """
      {"key": "q1", "response": "B", "steps": {"s1": "the pan", "s2": null}}
      {"question_id": 7, "prediction": 2}

      {"doc_id": 3, "target": "A", "filtered_resps": "C", "accuracy": {"score": 0, "key": "q9"}}
      {"doc_id": 4, "target": "A", "filtered_resps": ["C"], "resps": [["no"]]}
      {"id": "q4", "answer": null, "steps": ["x", "y"]}
      """, file: "f")
    #expect(answers.map(\.key) == ["q1", "7", "q9", nil, "q4"])
    #expect(answers.map(\.row) == [nil, nil, 3, 4, nil])
    #expect(
      answers.map(\.said) == [.text("B"), .choice(2), .text("C"), .text("C"), .nothing])
    #expect(answers[0].steps == ["s1": "the pan", "s2": ""])
    #expect(answers[4].steps == ["#0": "x", "#1": "y"])
    #expect(answers.map(\.place) == ["line 1", "line 2", "line 4", "line 5", "line 6"])
  }

  @Test func aListOfRowsIsRead() throws {
    #expect(try ModelAnswer.read("[{\"key\": \"a\", \"output\": \"B\"}]", file: "f").count == 1)
  }

  @Test(arguments: [
    ("", "it holds no answer"), ("[]", "it holds no answer"), ("3\n", "line 1: it should be"),
    ("{\"response\": \"B\"}", "line 1: it names no question"),
    ("{\"key\": \"a\"}", "line 1: it has no answer"),
    ("{\"key\": \"a\", \"response\": \"B\"}\n{\"key\"", "line 2, column"),
    ("{\"key\": \"a\", \"response\": {}}", "line 1, response: it should be words"),
    ("{\"key\": \"a\", \"response\": 1.5}", "line 1, response: it is no place"),
    ("{\"key\": \"a\", \"response\": \"B\", \"steps\": 3}", "line 1, steps:"),
    ("{\"key\": \"a\", \"response\": \"B\", \"steps\": [[]]}", "line 1, steps:"),
  ]) func damageNamesItsPlace(text: String, words: String) {
    let error = #expect(throws: AnnotationError.self) {
      try ModelAnswer.read(text, file: "f")
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
