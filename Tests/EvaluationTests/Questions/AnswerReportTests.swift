import Annotations
import Evaluation
import Testing

@Suite struct AnswerReportTests {
  private func question(
    _ number: Int, video: String, skills: [QuestionStep.Skill] = [.semantic, .temporal],
    logic: QuestionProof.Logic = .sequential, level: Int = 1
  ) -> Question {
    Question(
      key: "q\(number)", video: video, text: "?", choices: ["v", "w", "x", "y", "z"], answer: 1,
      proof: QuestionProof(
        logic: logic,
        steps: skills.enumerated().map {
          QuestionStep(
            id: "s\($0.offset)", text: "", skill: $0.element, value: "The pan \($0.offset)")
        }, answerType: "action"),
      difficulty: QuestionDifficulty(
        steps: skills.count, evidenceSpread: 0, nearestDistractor: 0, level: level))
  }

  private func answer(_ text: String, steps: [String: String] = [:]) -> ModelAnswer {
    ModelAnswer(key: nil, said: .text(text), steps: steps)
  }

  @Test func unparsableAndMissingAnswersAreWrong() throws {
    let answers: [ModelAnswer?] = [
      answer("B"), answer("A"), answer("I cannot say"), nil,
      ModelAnswer(key: nil, said: .choice(1)), ModelAnswer(key: nil, said: .choice(9)),
    ]
    let answered = answers.enumerated().map {
      AnsweredQuestion(question($0.offset, video: "v\($0.offset % 2)"), answer: $0.element)
    }
    let report = try AnswerReport(answered, bootstrap: Bootstrap(resamples: 200))
    #expect(report.total.accuracy?.mean == 2.0 / 6)
    #expect(report.count(.right) == 2 && report.count(.wrong) == 1)
    #expect(report.count(.unparsable) == 2 && report.count(.unanswered) == 1)
    #expect(report.chance == 0.2)
  }

  /// Three videos whose questions are all right or all wrong: the clustered interval spans what
  /// three draws of a coin span, however many questions there are.
  @Test func intervalsResampleVideosNotQuestions() throws {
    let answered = (0..<300).map { number in
      AnsweredQuestion(
        question(number, video: "v\(number % 3)"), answer: answer(number % 3 == 0 ? "B" : "A"))
    }
    let report = try AnswerReport(answered, bootstrap: Bootstrap(resamples: 2000, seed: 1))
    let interval = try #require(report.total.accuracy)
    #expect(abs(interval.mean - 1.0 / 3) < 1e-12)
    #expect(interval.low == 0 && interval.high == 1)
  }

  @Test func partsHaveTheirQuestions() throws {
    let answered = [
      AnsweredQuestion(question(0, video: "a", skills: [.spatial], level: 3), answer: answer("B")),
      AnsweredQuestion(
        question(1, video: "a", skills: [.spatial, .temporal, .temporal], logic: .nested),
        answer: answer("C")),
    ]
    let report = try AnswerReport(answered, bootstrap: Bootstrap(resamples: 10))
    func parts(_ key: String) -> [String: Double?] {
      let found = report.breakdowns.first { $0.key == key }?.parts ?? []
      return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.accuracy?.mean) })
    }
    #expect(parts("bySkill") == ["spatial": 0.5, "temporal": 0])
    #expect(parts("byLogic") == ["sequential": 1, "nested": 0])
    #expect(parts("bySteps") == ["1": 1, "3": 0])
    #expect(parts("byDifficulty") == ["3": 1, "1": 0])
    let json = report.json
    #expect(json["bySkill"]?["spatial"]?["questions"]?.integer == 2)
    #expect(json["firstWrongStep"] == .null)
  }

  @Test func theFirstWrongStepIsTheOneThatIsMissing() throws {
    let skills: [QuestionStep.Skill] = [.semantic, .spatial, .temporal]
    func answered(_ number: Int, _ steps: [String: String]) -> AnsweredQuestion {
      AnsweredQuestion(
        question(number, video: "v\(number)", skills: skills), answer: answer("A", steps: steps))
    }
    let report = try AnswerReport(
      [
        answered(0, ["s0": "pan 0", "s1": "the bowl", "s2": "the lid"]),
        answered(1, ["#0": "a PAN 0.", "#1": "pan 1", "#2": "pan 2"]),
        answered(2, ["s0": "the lid", "s1": "pan 1"]),
      ], bootstrap: Bootstrap(resamples: 10))
    #expect(report.firstWrongSteps?.map(\.number) == [1, 2])
    #expect(report.firstWrongSteps?.map(\.questions) == [1, 1])
    #expect(report.profile.skills[.semantic] == SkillProfile.Count(asked: 3, failed: 1))
    #expect(report.profile.skills[.spatial] == SkillProfile.Count(asked: 2, failed: 1))
    #expect(report.profile.skills[.temporal] == SkillProfile.Count(asked: 1, failed: 0))
    #expect(report.json["firstWrongStep"]?["bySkill"]?["spatial"]?.integer == 1)
    #expect(report.text.contains("first wrong step"))
  }

  @Test func theProfileStatesItsSchema() throws {
    let profile = SkillProfile([
      AnsweredQuestion(question(0, video: "v"), answer: answer("A")),
      AnsweredQuestion(
        question(1, video: "v", skills: [.temporal, .temporal]), answer: answer("B")),
    ]).json
    #expect(profile["schema"]?.string == "skillet.profile/1")
    #expect(profile["skills"]?["temporal"]?["asked"]?.integer == 2)
    #expect(profile["skills"]?["temporal"]?["failed"]?.integer == 1)
    #expect(profile["skills"]?["semantic"]?["rate"]?.number == 1)
  }

  @Test func nothingToScoreIsAnError() {
    #expect(throws: EvaluationError.self) { try AnswerReport([], bootstrap: Bootstrap()) }
  }
}
