import Annotations
import Questions
import Testing

@Suite struct GeneratedQuestionsTests {
  static let seeds: [UInt64] = [1, 2, 3]

  private func every(
    _ seed: UInt64, _ check: (Question, BruteForce) throws -> Void
  ) throws {
    let facts = MadeVideo.facts(videos: 3, seed: seed)
    let made = MadeVideo.questions(facts, seed: seed)
    #expect(made.document.questions.count >= 6, "seed \(seed)")
    for question in made.document.questions { try check(question, BruteForce(question, facts)) }
  }

  @Test(arguments: seeds) func aSecondSolverFindsTheSameOneAnswer(_ seed: UInt64) throws {
    try every(seed) { question, solver in
      #expect(
        solver.answers() == [question.choices[question.answer]],
        "seed \(seed), \(question.text), \(question.proof?.program ?? "")")
    }
  }

  @Test(arguments: seeds) func withoutAnyOneStepTwoChoicesRemain(_ seed: UInt64) throws {
    try every(seed) { question, solver in
      let choices = Set(question.choices)
      for binding in solver.bindings where !binding.isInline {
        let left = solver.answers(dropping: [binding.name], among: choices)
          .intersection(choices)
        #expect(left.count >= 2, "seed \(seed), without \(binding.name): \(question.text)")
      }
      guard case .list(let selector)? = solver.ask.dropFirst().first, selector[0].word == "any",
        solver.ask[0].word == "action"
      else { return }
      for condition in 0..<selector.count - 1 {
        let left = solver.answers(condition: condition).intersection(choices)
        #expect(left.count >= 2, "seed \(seed), without condition \(condition): \(question.text)")
      }
    }
  }

  @Test(arguments: seeds) func noWindowOfTenSecondsSuffices(_ seed: UInt64) throws {
    try every(seed) { question, solver in
      guard let end = solver.all.map(\.end).max() else { return }
      let bound = solver.bound
      let own = solver.bindings.filter { !$0.isInline }
      var tried: Set<Set<String>> = []
      for start in stride(from: -10.0, through: end, by: 0.5) {
        func isSeen(_ place: Int?) -> Bool {
          place.map { solver.all[$0].start < start + 10 && start < solver.all[$0].end } ?? false
        }
        let unseen = Set(own.map(\.name).filter { !isSeen(bound[$0]) })
        // What is asked is generously taken as seen where it has an occurrence of its own.
        if unseen.isEmpty {
          guard case .list(let selector)? = solver.ask.dropFirst().first else {
            Issue.record("seed \(seed), \(start) s: \(question.text)")
            continue
          }
          let targets = solver.found(selector, bound)
          let others = solver.bindings.filter(\.isInline).map { bound[$0.name] }
          let repeats = selector.contains {
            ["times", "rank"].contains($0.items.first?.word ?? "")
          }
          #expect(
            !targets.contains { isSeen($0) } || others.contains { !isSeen($0) } || repeats,
            "seed \(seed), \(start) s: \(question.text)")
          continue
        }
        if !tried.insert(unseen).inserted { continue }
        let left = solver.answers(dropping: unseen, among: Set(question.choices))
          .intersection(question.choices)
        #expect(left.count >= 2, "seed \(seed), \(start) s: \(question.text)")
      }
    }
  }

  @Test(arguments: seeds) func choicesAreFiveAndDifferAndTheKeyIsBalanced(_ seed: UInt64) {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 3, seed: seed), seed: seed)
    for question in made.document.questions {
      #expect(Set(question.choices).count == 5, "seed \(seed), \(question.text)")
      #expect(question.answerText == question.choices[question.answer])
      #expect(question.proof?.distractors.count == 4)
    }
    let balance = made.keyBalance
    #expect((balance.max() ?? 9) - (balance.min() ?? 0) <= 1, "seed \(seed), \(balance)")
  }

  @Test func theTextNeverNamesAnActionThatIsAChoice() {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 6, seed: 9), seed: 9) { $0.count = 40 }
    var actions = 0
    for question in made.document.questions where question.proof?.answerType == "action" {
      actions += 1
      for choice in question.choices {
        let program = question.proof?.program ?? ""
        #expect(!program.contains("\"\(choice)\""), "\(question.text)")
      }
    }
    #expect(actions > 5)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let facts = MadeVideo.facts(videos: 5, seed: 4)
    let first = try MadeVideo.questions(facts, seed: 7).document.json.text()
    #expect(try MadeVideo.questions(facts, seed: 7).document.json.text() == first)
    #expect(try MadeVideo.questions(facts, seed: 8).document.json.text() != first)
  }

  @Test func theLintFindsNoFault() {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 8, seed: 5), seed: 5) { $0.count = 40 }
    let faults = QuestionLint(made.document, file: "-", seed: 0).faults
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(arguments: [3, 4, 5]) func stepsAreAsManyAsAskedFor(_ steps: Int) {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 6, seed: 6), seed: 6) {
      $0.steps = steps...steps
      $0.count = 10
    }
    #expect(!made.document.questions.isEmpty)
    for question in made.document.questions { #expect(question.proof?.steps.count == steps) }
  }

  @Test(arguments: QuestionProof.Logic.allCases)
  func theLogicIsTheOneAskedFor(_ logic: QuestionProof.Logic) {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 6, seed: 6), seed: 6) {
      $0.logics = [logic]
      $0.count = 10
    }
    #expect(!made.document.questions.isEmpty)
    for question in made.document.questions { #expect(question.proof?.logic == logic) }
  }

  @Test func onlyTheSkillsAskedForAreUsed() {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 6, seed: 6), seed: 6) {
      $0.skills = [.temporal, .semantic]
      $0.count = 15
    }
    #expect(!made.document.questions.isEmpty)
    for step in made.document.questions.flatMap({ $0.proof?.steps ?? [] }) {
      #expect(step.skill == .temporal || step.skill == .semantic)
    }
  }

  @Test func aProfileDrillsWhatFails() {
    let facts = MadeVideo.facts(videos: 8, seed: 11)
    func share(_ failures: [QuestionStep.Skill: Double]) -> Double {
      let made = MadeVideo.questions(facts, seed: 3) {
        $0.failures = failures
        $0.count = 50
      }
      let steps = made.document.questions.flatMap { $0.proof?.steps ?? [] }
      return Double(steps.count { $0.skill == .correspondence }) / Double(steps.count)
    }
    let drilled = share([.correspondence: 1])
    let usual = share([:])
    #expect(drilled > usual, "\(drilled) against \(usual)")
  }

  @Test func noVideoHasMoreQuestionsThanAllowed() {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 6, seed: 6), seed: 6) {
      $0.perVideo = 2
    }
    let counts = Dictionary(
      made.document.questions.map { ($0.video, 1) }, uniquingKeysWith: +)
    #expect(counts.values.allSatisfy { $0 <= 2 })
    #expect(made.document.questions.count <= 12)
  }

  @Test func tooFewFactsAreSaidWithTheReasons() {
    let made = MadeVideo.questions(MadeVideo.facts(videos: 1, seed: 1), seed: 1) {
      $0.count = 40
      $0.logics = [.conjunctive]
    }
    #expect(made.document.questions.count < 40)
    #expect(made.rejections.contains { $0.count > 0 })
  }

  @Test func aVideoWithoutFactsGivesNoQuestion() {
    var facts = FactsDocument()
    facts.videos = [DescribedVideo(id: "v", durationMicroseconds: 60_000_000)]
    #expect(MadeVideo.questions(facts, seed: 0).document.questions.isEmpty)
    #expect(MadeVideo.questions(FactsDocument(), seed: 0).document.questions.isEmpty)
  }
}
