internal import Annotations

/// Whether the proof of a question holds together; whether it is true is the solver's business.
struct ProofCheck {
  private let question: Question
  private let duration: Double
  private var faults: [ChoiceQuestion.Fault] = []

  /// What is wrong with the proof of a question about a video of `duration` seconds.
  static func faults(of question: Question, duration: Double) -> [ChoiceQuestion.Fault] {
    guard let proof = question.proof else {
      return [ChoiceQuestion.Fault(.proof, "there is no proof")]
    }
    var check = ProofCheck(question, duration: duration)
    check.checkSteps(proof)
    check.checkDistractors(proof)
    check.checkMeasures(proof)
    return check.faults
  }

  private init(_ question: Question, duration: Double) {
    self.question = question
    self.duration = duration
  }

  private mutating func fault(_ detail: String) {
    faults.append(ChoiceQuestion.Fault(.proof, detail))
  }

  private mutating func checkSteps(_ proof: QuestionProof) {
    if proof.steps.count < 2 { fault("the proof has \(proof.steps.count) steps, 2 are the least") }
    var known: Set<String> = []
    for step in proof.steps {
      if step.id.isEmpty || known.contains(step.id) {
        fault("two steps are called \"\(step.id)\", or one has no name")
      }
      for other in step.dependsOn where !known.contains(other) {
        fault("step \(step.id) depends on \(other), which is no step before it")
      }
      known.insert(step.id)
      if step.text.isEmpty { fault("step \(step.id) has no text") }
      for span in step.evidence where span.end > duration + 0.001 {
        fault(
          "the evidence of step \(step.id) ends at \(span.end) s, behind the video's end, "
            + "\(duration) s")
      }
    }
    if proof.steps.allSatisfy(\.evidence.isEmpty) { fault("no step names a time of evidence") }
    if proof.logic != .conjunctive, proof.steps.allSatisfy(\.dependsOn.isEmpty) {
      fault("the logic is \(proof.logic.rawValue), but no step depends on another")
    }
    if proof.logic == .sequential {
      let used = Set(proof.steps.flatMap(\.dependsOn))
      for step in proof.steps.dropLast() where !used.contains(step.id) {
        fault("no later step uses step \(step.id)")
      }
    }
  }

  private mutating func checkDistractors(_ proof: QuestionProof) {
    let wrong = Set(question.choices.indices).subtracting([question.answer])
    let made = proof.distractors.map(\.choice)
    if Set(made) != wrong || made.count != wrong.count {
      fault("not every wrong choice says how it was made, once each")
    }
    let steps = Set(proof.steps.map(\.id))
    for distractor in proof.distractors {
      if let broken = distractor.breaks, !steps.contains(broken) {
        fault("choice \(Question.letter(distractor.choice)) breaks \(broken), which is no step")
      }
      if distractor.kind == .breaksOneCondition, distractor.breaks == nil {
        fault("choice \(Question.letter(distractor.choice)) does not say which condition it breaks")
      }
    }
  }

  private mutating func checkMeasures(_ proof: QuestionProof) {
    if proof.answerType.isEmpty { fault("the type of the answer is missing") }
    if proof.window <= 0 { fault("the window is \(proof.window) s and should be above 0") }
    if proof.temporalCertificate < proof.window {
      fault(
        "\(proof.temporalCertificate) s are enough to answer, but windows of \(proof.window) s "
          + "are said not to be")
    }
    guard let difficulty = question.difficulty else {
      fault("the difficulty is missing")
      return
    }
    if difficulty.steps != proof.steps.count {
      fault("the difficulty counts \(difficulty.steps) steps, the proof has \(proof.steps.count)")
    }
    if !(1...3).contains(difficulty.level) {
      fault("the level is \(difficulty.level) and should be 1, 2 or 3")
    }
    for share in [difficulty.evidenceSpread, difficulty.nearestDistractor]
    where !(0...1).contains(share) {
      fault("the difficulty has a share of \(share), which is not within 0...1")
    }
  }
}
