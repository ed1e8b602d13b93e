/// Chooses the four wrong choices of a proved draft.
///
/// A wrong choice breaks exactly one condition (it is an answer as soon as that one is left open)
/// or is true of something else in the video. Every part of the program has a choice that comes in
/// when it is left open, so that no part is superfluous among the five.
struct ChoiceMaker {
  let timeline: Timeline
  let readable: Set<String>
  let proof: Proof
  /// How often words were offered and answers, over the set: what is offered without ever being
  /// right, or is right whenever it is offered, gives itself away.
  let tally: ChoiceTally
  var random: SeededRandom

  mutating func distractors(for draft: Draft) throws(Rejection) -> [Draft.Wrong] {
    switch draft.answer {
    case .word(let word): try words(draft, answer: word)
    case .number(let number): try numbers(draft, answer: number)
    case .length(let length): try lengths(draft, answer: length)
    case .sequence: try sequences(draft)
    }
  }

  private func step(breaking answer: Answer) -> Int? {
    proof.opened.first { $0.answers.contains(answer) }?.step
  }

  private func wrong(_ answers: [Answer]) -> [Draft.Wrong] {
    answers.map { Draft.Wrong(answer: $0, breaks: step(breaking: $0)) }
  }

  /// Whether each part has one of the answers.
  private func covers(_ answers: [Answer]) -> Bool {
    proof.opened.allSatisfy { part in answers.contains { part.answers.contains($0) } }
  }

  private mutating func words(_ draft: Draft, answer: String) throws(Rejection) -> [Draft.Wrong] {
    if draft.mentions.contains(answer) { throw .leak }
    let isAction = draft.answerType == .action
    let all = isAction ? timeline.labels : Set(timeline.occurrences.compactMap(\.thing)).sorted()
    if !isAction {
      // A label that names the thing would give it away.
      let said = draft.mentions.flatMap { TextWords.all(of: $0) }
      if TextWords.all(of: answer).contains(where: { said.contains($0) }) { throw .leak }
    }
    // Where choices are told apart by how often they are done, that must be clear of each.
    let isCounting = draft.program.asksHowOften
    let candidates = all.filter { word in
      word != answer && !draft.mentions.contains(word) && (!isAction || readable.contains(word))
        && !Self.isAlike(word, answer) && (!isCounting || !timeline.blurred.contains(word))
    }
    guard candidates.count >= 4 else { throw .fewChoices }
    var left = random.shuffled(candidates)
    // Stable: of equals the shuffled order decides.
    let scores = Dictionary(uniqueKeysWithValues: left.map { ($0, tally.debt($0)) })
    left = left.enumerated().sorted {
      let (a, b) = (scores[$0.element] ?? 0, scores[$1.element] ?? 0)
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
    var chosen: [String] = []
    func take(_ word: String) {
      chosen.append(word)
      left.removeAll { $0 == word || Self.isAlike($0, word) }
    }
    for part in proof.opened.sorted(by: {
      ($0.answers.count, $0.step) < ($1.answers.count, $1.step)
    })
    where !chosen.contains(where: { part.answers.contains(.word($0)) }) {
      guard let word = left.first(where: { part.answers.contains(.word($0)) }) else {
        throw .superfluous
      }
      take(word)
    }
    guard chosen.count <= 4 else { throw .superfluous }
    while chosen.count < 4 {
      // Mostly what comes nearest: what breaks only one condition.
      let near = left.first { step(breaking: .word($0)) != nil }
      guard let word = random.below(3) > 0 ? near ?? left.first : left.first else {
        throw .fewChoices
      }
      take(word)
    }
    return wrong(chosen.map { .word($0) })
  }

  /// Whether two labels share most of their words, so that a viewer may take one for the other.
  static func isAlike(_ first: String, _ second: String) -> Bool {
    let (a, b) = (Set(TextWords.content(of: first)), Set(TextWords.content(of: second)))
    if a.isEmpty || b.isEmpty { return first == second }
    let shared = a.intersection(b).count
    return shared == min(a.count, b.count) || shared * 4 >= a.union(b).count * 3
  }

  private mutating func numbers(_ draft: Draft, answer: Int) throws(Rejection) -> [Draft.Wrong] {
    var found = Set(proof.opened.flatMap(\.answers)).compactMap { answer -> Int? in
      if case .number(let number) = answer { number } else { nil }
    }
    found.append(contentsOf: timeline.counts.values)
    let unique = Set(found).subtracting([answer]).sorted()
    let near = unique.filter { ($0 - answer).magnitude <= 4 }
    return try ranked(
      below: near.filter { $0 < answer }.map { .number($0) },
      above: near.filter { $0 > answer }.map { .number($0) }, near: true)
  }

  private mutating func lengths(_ draft: Draft, answer: Int64) throws(Rejection) -> [Draft.Wrong] {
    let uncertainty = timeline.occurrences.map(\.uncertainty).max() ?? 0
    var found = Set(proof.opened.flatMap(\.answers))
    for occurrence in timeline.occurrences { found.insert(.length(occurrence.length)) }
    let lengths = found.compactMap { answer -> Int64? in
      if case .length(let length) = answer { length } else { nil }
    }.filter { $0 >= 1_500_000 }.sorted()
    guard answer >= 3_000_000 else { throw .fewChoices }
    func apart(_ a: Int64, _ b: Int64) -> Bool {
      (a - b).magnitude >= max(UInt64(4 * uncertainty + 2_000_000), max(a, b).magnitude / 5)
    }
    // Lengths that keep the margin from the answer and from each other, at random.
    for _ in 0..<8 {
      var kept = [answer]
      for length in random.shuffled(lengths)
      where kept.allSatisfy({ apart($0, length) }) && length < answer * 4 && length * 4 > answer {
        kept.append(length)
      }
      let below = kept.dropFirst().filter { $0 < answer }.sorted()
      let above = kept.dropFirst().filter { $0 > answer }.sorted()
      if let made = try? ranked(
        below: below.map { .length($0) }, above: above.map { .length($0) }, near: false)
      {
        return made
      }
    }
    throw .fewChoices
  }

  /// Takes so many below and above that the answer's rank is each of the five equally often.
  private mutating func ranked(
    below: [Answer], above: [Answer], near: Bool
  ) throws(Rejection) -> [Draft.Wrong] {
    let ranks = (0...4).filter { $0 <= below.count && 4 - $0 <= above.count }
    guard !ranks.isEmpty else { throw .fewChoices }
    for _ in 0..<12 {
      let rank = tally.rarest(ranks, &random)
      let lower = near ? Array(below.suffix(rank + 1)) : below
      let upper = near ? Array(above.prefix(4 - rank + 1)) : above
      let chosen =
        Array(random.shuffled(lower).prefix(rank)) + random.shuffled(upper).prefix(4 - rank)
      if covers(chosen) { return wrong(chosen) }
    }
    throw .superfluous
  }

  private mutating func sequences(_ draft: Draft) throws(Rejection) -> [Draft.Wrong] {
    var found = Set(proof.opened.flatMap(\.answers))
    if case .traits(let key, let names) = draft.program.ask {
      // Any values that the trait has somewhere in the video.
      var rows: [[String]] = [[]]
      for _ in names {
        rows = rows.flatMap { row in (timeline.traitValues[key] ?? []).map { row + [$0] } }
      }
      found.formUnion(rows.map { .sequence($0) })
    }
    found.remove(draft.answer)
    let all = found.sorted { "\($0)" < "\($1)" }
    guard all.count >= 4 else { throw .fewChoices }
    for _ in 0..<30 {
      let chosen = Array(random.shuffled(all).prefix(4))
      if covers(chosen) { return wrong(chosen) }
    }
    throw .superfluous
  }
}

extension Program {
  /// Whether the asked part demands how often, or for which time, an action is done.
  var asksHowOften: Bool {
    guard case .action(let selector) = ask else { return false }
    return selector.conditions.contains { condition in
      switch condition {
      case .times, .rank: true
      default: false
      }
    }
  }
}
