internal import Annotations

/// Turns a proved draft into a question in English.
struct QuestionWriter {
  let timeline: Timeline
  let wording: Wording
  let window: Double

  /// The question with its answer at a place among the choices.
  func question(_ draft: Draft, key: String, answerAt place: Int, seed: UInt64) -> Question {
    var choices = draft.distractors.map(\.answer)
    choices.insert(draft.answer, at: place)
    let texts = choices.map { wording.choice($0, type: draft.answerType) }
    let steps = self.steps(draft)
    let distractors = draft.distractors.enumerated().map { index, wrong in
      distractor(wrong, at: index < place ? index : index + 1, draft, steps, texts)
    }
    let proof = QuestionProof(
      logic: draft.logic, steps: steps, answerType: draft.answerType.rawValue,
      program: draft.program.description, distractors: distractors,
      temporalCertificate: Self.rounded(draft.certificate), window: window)
    return Question(
      key: key, video: timeline.video.id, text: wording.text(draft.program, logic: draft.logic),
      choices: texts, answer: place, proof: proof, difficulty: difficulty(draft), seed: seed)
  }

  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private func difficulty(_ draft: Draft) -> QuestionDifficulty {
    let parts = draft.steps.reduce(0) { $0 + max(1, $1.parts.count) }
    let isNear = draft.distractors.contains { $0.breaks != nil }
    let near = isNear ? Double(parts - 1) / Double(max(1, parts)) : 0
    let count = draft.steps.count
    let level = count >= 5 || (count == 4 && draft.spread >= 0.6) ? 3 : count <= 2 ? 1 : 2
    return QuestionDifficulty(
      steps: count, evidenceSpread: Self.rounded(draft.spread),
      nearestDistractor: Self.rounded(near), level: level)
  }

  private func steps(_ draft: Draft) -> [QuestionStep] {
    var names: [String: String] = [:]
    var steps: [QuestionStep] = []
    for (index, step) in draft.steps.enumerated() {
      let id = "s\(index + 1)"
      if let name = step.binds { names[name] = id }
      var seen: Set<Int> = []
      let evidence = step.evidence.filter { seen.insert($0.index).inserted }
        .sorted { $0.index < $1.index }
      var known: Set<String> = []
      steps.append(
        QuestionStep(
          id: id, text: text(step, index, draft), skill: step.skill,
          dependsOn: step.dependsOn.compactMap { names[$0] }, binds: step.binds,
          value: value(step, draft), evidence: evidence.map(span),
          facts: step.facts.filter { known.insert($0).inserted }))
    }
    return steps
  }

  private func span(_ occurrence: Occurrence) -> TimeSpan {
    TimeSpan(
      startMicroseconds: occurrence.start, endMicroseconds: occurrence.end,
      frames: occurrence.frames)
  }

  private func value(_ step: Draft.Step, _ draft: Draft) -> String? {
    if step.binds != nil { return step.seen.first.map { wording.choice($0.label) } }
    if case .asked = step.parts.first, step.whole == nil, draft.answerType != .count { return nil }
    return wording.choice(draft.answer, type: draft.answerType)
  }

  private func text(_ step: Draft.Step, _ index: Int, _ draft: Draft) -> String {
    if let name = step.binds, let binding = draft.program.bindings.first(where: { $0.name == name })
    {
      return wording.step(binding)
    }
    if case .action(let selector) = draft.program.ask, selector.pick == .any,
      case .asked(let place) = step.parts.first
    {
      return wording.condition(selector.conditions[place], draft.program)
    }
    return wording.question(draft.program)
  }

  private func distractor(
    _ wrong: Draft.Wrong, at place: Int, _ draft: Draft, _ steps: [QuestionStep],
    _ texts: [String]
  ) -> Distractor {
    let isNumber = draft.answerType == .count || draft.answerType == .duration
    if let step = wrong.breaks, steps.indices.contains(step) {
      return Distractor(
        choice: place, kind: .breaksOneCondition,
        detail: "it would be right but for this: \(steps[step].text)", breaks: steps[step].id)
    }
    var facts: [String] = []
    if case .word(let word) = wrong.answer {
      facts =
        timeline.occurrences.first { $0.label == word || $0.thing == word }?.facts ?? []
    }
    return Distractor(
      choice: place, kind: isNumber ? .number : .trueElsewhere,
      detail: "it is true of something else in the video", facts: facts)
  }
}
