internal import Annotations

extension Sampler {
  /// A chain whose last value is asked about.
  mutating func sequence(_ count: Int) throws(Rejection) -> Draft {
    let forward = random.below(4) > 0
    try bindFirst(in: forward ? 0..<0.4 : 0.6..<1.01)
    for _ in 1..<max(1, count - 1) { try bindNext(forward: forward, reach: 0.8) }
    guard let here = bound.last, let name = bindings.last?.name else { throw .noPlan }
    let previous = bindings.count > 1 ? bindings[bindings.count - 2].name : nil
    if let draft = try askTrait(bindings.count, share: 0.4, .sequential) { return draft }
    switch random.below(12) {
    case 0 where timeline.hasLengths && settings.weight(.duration) > 0:
      return try length(of: name, here)
    case 1:
      if let previous, settings.weight(.duration) > 0 { return try gap(previous, name) }
    default: break
    }
    return try askNext(here, name, forward: random.below(3) > 0)
  }

  /// What comes next, or the thing that it is done to.
  private mutating func askNext(
    _ here: Occurrence, _ name: String, forward: Bool
  ) throws(Rejection) -> Draft {
    let choices = kinds.filter { [.adjacent, .duration, .place, .state, .repetition].contains($0) }
    for kind in random.shuffled(choices) + [.adjacent] where settings.weight(kind) > 0 {
      guard let link = link(kind, from: here, name: name, forward: forward, reach: 1) else {
        continue
      }
      let things = Set(timeline.occurrences.compactMap(\.thing))
      let asksThing = things.count >= 6 && kind == .adjacent && random.below(3) == 0
      if asksThing, let thing = link.target.thing {
        addAsk(link.selector, link.target, kind, [name], link)
        return try finished(
          .thing(link.selector), .sequential, .object, .word(thing), target: link.target)
      }
      guard named(link.target) else { throw .unreadable }
      addAsk(link.selector, link.target, kind, [name], link)
      return try finished(
        .action(link.selector), .sequential, .action, .word(link.target.label),
        target: link.target)
    }
    throw .noPlan
  }

  private mutating func addAsk(
    _ selector: Selector, _ target: Occurrence, _ kind: StepKind, _ from: [String], _ link: Link
  ) {
    var parts = selector.conditions.indices.map { Solver.Part.asked($0) }
    parts.append(.askedPick)
    steps.append(
      Draft.Step(
        kind: kind, skill: kind.skill, whole: .ask, parts: parts, binds: nil, dependsOn: from,
        seen: [target], evidence: link.between + [target],
        facts: (link.between + [target]).flatMap(\.facts) + link.facts))
  }

  private mutating func addReading(_ kind: StepKind, _ names: [String], facts: [String] = []) {
    let occurrences = zip(bindings, bound).filter { names.contains($0.0.name) }.map(\.1)
    steps.append(
      Draft.Step(
        kind: kind, skill: kind.skill, whole: nil, parts: [], binds: nil, dependsOn: names,
        seen: occurrences, evidence: occurrences, facts: occurrences.flatMap(\.facts) + facts))
  }

  private mutating func length(
    of name: String, _ here: Occurrence
  ) throws(Rejection) -> Draft {
    addReading(.duration, [name])
    steps[steps.count - 1].whole = .ask
    return try finished(.length(name), .sequential, .duration, .length(here.length))
  }

  private mutating func gap(_ first: String, _ second: String) throws(Rejection) -> Draft {
    var ends = zip(bindings, bound).filter { $0.0.name == first || $0.0.name == second }
    ends.sort { $0.1.start < $1.1.start }
    guard ends.count == 2, ends[1].1.start > ends[0].1.end else { throw .noPlan }
    let names = ends.map(\.0.name)
    addReading(.duration, names)
    return try finished(
      .gap(names[0], names[1]), logicOfBindings, .duration,
      .length(ends[1].1.start - ends[0].1.end))
  }

  /// Asks for a trait of the last two or three bound ones; nil where there is none to ask for, and
  /// mostly where its ability need not be drilled.
  private mutating func askTrait(
    _ count: Int, share: Double, _ logic: QuestionProof.Logic
  ) throws(Rejection) -> Draft? {
    for number in [3, 2] where number <= count {
      guard let key = askedTrait(of: number) else { continue }
      if random.unit() >= min(0.95, share * settings.weight(Trait.kind(key))) { return nil }
      return try traits(key, bindings.suffix(number).map(\.name), logic)
    }
    return nil
  }

  /// A trait that the last bound ones all have and that has values enough for five answers.
  private mutating func askedTrait(of count: Int) -> String? {
    let last = bound.suffix(count)
    let keys = timeline.traitValues.keys.filter { key in
      let values = timeline.traitValues[key]?.count ?? 0
      return settings.weight(Trait.kind(key)) > 0 && values > 1
        && (count > 2 || values > 2) && last.allSatisfy { $0.traits[key] != nil }
    }
    return keys.isEmpty ? nil : random.pick(keys.sorted())
  }

  /// Which values a trait has at bound occurrences.
  private mutating func traits(
    _ key: String, _ names: [String], _ logic: QuestionProof.Logic
  ) throws(Rejection) -> Draft {
    let occurrences = zip(bindings, bound).filter { names.contains($0.0.name) }.map(\.1)
    let values = occurrences.compactMap { $0.traits[key] }
    guard values.count == names.count else { throw .noPlan }
    addReading(Trait.kind(key), names, facts: occurrences.compactMap { $0.traitFacts[key] })
    return try finished(
      .traits(key, names), logic, Trait.answerType(key), .sequence(values))
  }

  /// Sequential where each binding but the first uses an earlier one, else nested.
  private var logicOfBindings: QuestionProof.Logic {
    steps.prefix(bindings.count).dropFirst().allSatisfy { !$0.dependsOn.isEmpty }
      ? .sequential : .nested
  }

  /// Two ends found on their own or by a chain, and something asked of both.
  mutating func between(_ count: Int) throws(Rejection) -> Draft {
    try twoEnds(count - 1)
    let names = bindings.map(\.name)
    guard names.count >= 2 else { throw .noPlan }
    let pair = [names[names.count - 2], names[names.count - 1]]
    if let draft = try askTrait(names.count, share: 0.8, .nested) { return draft }
    guard settings.weight(.duration) > 0 else { throw .noPlan }
    var draft = try gap(pair[0], pair[1])
    draft.logic = .nested
    return draft
  }

  /// Binds so many occurrences, the last on its own, early and late in the video.
  private mutating func twoEnds(_ count: Int) throws(Rejection) {
    guard count >= 2 else { throw .noPlan }
    try bindFirst(in: 0..<0.35)
    for _ in 2..<max(2, count) { try bindNext(forward: true, reach: 0.3) }
    let last = Double(bound.last?.end ?? 0) / Double(timeline.video.durationMicroseconds)
    guard let far = occurrence(from: max(0.55, last), to: 1.01) else { throw .noPlan }
    try bindFree(far)
  }

  /// How often something is done between two ends.
  mutating func number(_ count: Int) throws(Rejection) -> Draft {
    guard settings.weight(.repetition) > 0 else { throw .noPlan }
    try twoEnds(count - 1)
    let ends = [bindings.count - 2, bindings.count - 1]
    let (first, second) = (bound[ends[0]], bound[ends[1]])
    let between = timeline.occurrences.filter {
      timeline.isAfter($0, first, .strict) && timeline.isAfter(second, $0, .strict)
    }
    let names = ends.map { bindings[$0].name }
    let counts = Dictionary(between.map { ($0.label, 1) }, uniquingKeysWith: +)
    let things = Dictionary(between.compactMap { $0.thing.map { ($0, 1) } }, uniquingKeysWith: +)
    var options: [(Condition, Int)] = counts.filter {
      $0.value >= 2 && readable.contains($0.key) && countable($0.key)
    }.map { (.does($0.key), $0.value) }
    // Things count where all that is done to them can be told apart.
    options += things.filter { thing, number in
      number >= 3
        && between.filter { $0.thing == thing }.allSatisfy { countable($0.label) }
        && Set(between.filter { $0.thing == thing }.map(\.label)).count > 1
    }.map { (.uses($0.key), $0.value) }
    options.sort { "\($0.0)" < "\($1.0)" }
    guard !options.isEmpty else { throw .noPlan }
    let (what, number) = random.pick(options)
    let selector = Selector(
      conditions: [what, .after(names[0]), .before(names[1])], pick: .any)
    let counted = between.filter { occurrence in
      switch what {
      case .does(let label): occurrence.label == label
      case .uses(let thing): occurrence.thing == thing
      default: false
      }
    }
    steps.append(
      Draft.Step(
        kind: .repetition, skill: .correspondence, whole: nil,
        parts: selector.conditions.indices.map { .asked($0) }, binds: nil, dependsOn: names,
        seen: counted, evidence: counted, facts: counted.flatMap(\.facts)))
    return try finished(.count(selector), .nested, .count, .number(number))
  }

  /// The order of occurrences that are found each on its own.
  mutating func order(_ count: Int) throws(Rejection) -> Draft {
    guard settings.weight(.following) > 0 else { throw .noPlan }
    let number = min(count - 1, 4)
    let pool = random.shuffled(timeline.occurrences.filter(named))
    var chosen: [Occurrence] = []
    for occurrence in pool where chosen.count < number {
      let label = occurrence.label
      if chosen.contains(where: { $0.label == label }) { continue }
      if (timeline.counts[label] ?? 0) > 1, !countable(label) || occurrence.rank > 4 { continue }
      chosen.append(occurrence)
    }
    guard chosen.count == number else { throw .noPlan }
    // Names in a random order, so that the letters of the answer tell nothing.
    for occurrence in chosen { try bindFree(occurrence) }
    let sorted = zip(bindings, bound).sorted { $0.1.index < $1.1.index }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where !timeline.isAfter(second.1, first.1, .strict) { throw .ambiguous }
    let names = bindings.map(\.name)
    addReading(.following, names)
    return try finished(
      .order(names), .nested, .order, .sequence(sorted.map(\.0.name)))
  }
}
