internal import Annotations

extension Sampler {
  /// Several conditions on one action, `fixed` of which rest on occurrences found first.
  mutating func conjunction(_ count: Int, fixed: Int) throws(Rejection) -> Draft {
    if fixed > 0 {
      try bindFirst(in: 0..<0.4)
      if fixed > 1 { try bindNext(forward: true, reach: 0.6) }
    }
    let number = count - fixed
    guard number >= (fixed > 0 ? 1 : 2), number <= 4 else { throw .noPlan }
    let target = random.pick(timeline.occurrences)
    guard named(target) else { throw .unreadable }
    var fixedOption: Option?
    if fixed > 0, let name = bindings.last?.name, let here = bound.last {
      let isAfter = timeline.isAfter(target, here, .strict)
      guard isAfter || timeline.isAfter(here, target, .strict) else { throw .noPlan }
      fixedOption = Option(
        condition: isAfter ? .after(name) : .before(name), other: here,
        masks: masks { [timeline] in
          isAfter ? timeline.isAfter($0, here, $1) : timeline.isAfter(here, $0, $1)
        })
    }
    guard let chosen = choose(number, for: target, from: options(target), with: fixedOption) else {
      throw .superfluous
    }
    var conditions: [Condition] = []
    var extra: [Int: Bound] = [:]
    for option in chosen {
      guard let other = option.other else {
        conditions.append(option.condition)
        continue
      }
      if let fixedOption, option.condition == fixedOption.condition,
        let name = bindings.last(where: { !$0.isInline })?.name
      {
        extra[conditions.count] = Bound(name: name, occurrence: other, isFixed: true)
        conditions.append(option.condition)
        continue
      }
      let name = nextName
      try bindFree(other, isInline: true)
      extra[conditions.count] = Bound(name: name, occurrence: other, isFixed: false)
      if case .after = option.condition {
        conditions.append(.after(name))
      } else {
        conditions.append(.before(name))
      }
    }
    let selector = Selector(conditions: conditions, pick: .any)
    for (index, condition) in conditions.enumerated() {
      let kind = Self.kind(of: condition)
      let other = extra[index]
      let others = other.map { [$0.occurrence] } ?? []
      var facts = target.facts + others.flatMap(\.facts)
      if case .trait(let key, _) = condition, let fact = target.traitFacts[key] {
        facts.append(fact)
      }
      // For which time the moment is that the condition names must matter, too.
      var ordinal: [Solver.Part] = []
      if let other, !other.isFixed,
        let place = bindings.firstIndex(where: { $0.name == other.name }),
        bindings[place].selector.pick != .any
      {
        ordinal = [.pick(place)]
      }
      var counted: [Occurrence] = []
      if kind == .repetition {
        counted = timeline.occurrences.filter { $0.label == target.label }
        // For the n-th time only those before it have to be seen.
        if case .rank = condition { counted.removeAll { $0.index > target.index } }
      }
      steps.append(
        Draft.Step(
          kind: kind, skill: kind.skill, whole: nil, parts: [.asked(index)] + ordinal, binds: nil,
          dependsOn: other.map { $0.isFixed ? [$0.name] : [] } ?? [],
          seen: other.map { $0.isFixed ? [target] : [$0.occurrence] }
            ?? (counted.isEmpty ? [target] : Self.farthest(counted, target)),
          evidence: others + counted + [target], facts: facts + counted.flatMap(\.facts)))
    }
    let logic: QuestionProof.Logic = fixed > 0 ? .nested : .conjunctive
    return try finished(
      .action(selector), logic, .action, .word(target.label), target: target)
  }

  private struct Bound {
    var name: String
    var occurrence: Occurrence
    var isFixed: Bool
  }

  /// To know how often something is done one must see the first and the last time of it.
  private static func farthest(_ counted: [Occurrence], _ target: Occurrence) -> [Occurrence] {
    let far = counted.max {
      ($0.start - target.start).magnitude < ($1.start - target.start).magnitude
    }
    return [far ?? target]
  }

  /// A condition that the target meets, and which occurrences do, by certainty.
  struct Option {
    var condition: Condition
    /// The occurrence by which the time is told; the condition's name is then still to be made.
    var other: Occurrence?
    var masks: [[Bool]]
  }

  private func masks(_ holds: (Occurrence, Certainty) -> Bool) -> [[Bool]] {
    [Certainty.generous, .strict].map { certainty in
      timeline.occurrences.map { holds($0, certainty) }
    }
  }

  /// What is true of an occurrence and may be demanded of it.
  private mutating func options(_ target: Occurrence) -> [Option] {
    var conditions: [Condition] = []
    func allows(_ kind: StepKind) -> Bool { settings.weight(kind) > 0 }
    if allows(.repetition), countable(target.label) {
      let times = timeline.counts[target.label] ?? 1
      if times <= 5 { conditions.append(.times(times)) }
      if times > 1, target.rank <= 4 { conditions.append(.rank(target.rank)) }
    }
    if allows(.duration), timeline.hasLengths {
      let seconds = Double(target.length) / 1e6
      for (low, high) in [(0.6, 1.6), (0.45, 2.2)] {
        let lower = Int((seconds * low).rounded())
        let upper = Int((seconds * high).rounded())
        if lower >= 2 { conditions.append(.longer(lower)) }
        if upper >= 3 { conditions.append(.shorter(upper)) }
      }
    }
    if allows(.thing), let thing = target.thing { conditions.append(.uses(thing)) }
    if allows(.place) || allows(.state) {
      for key in target.traits.keys.sorted() where allows(Trait.kind(key)) {
        // All that could meet the condition must have a known trait.
        let known = timeline.occurrences.allSatisfy { timeline.isKnown(key, of: $0) }
        if known, let value = target.traits[key] {
          conditions.append(.trait(key, value))
        }
      }
    }
    var options = conditions.map { condition in
      Option(
        condition: condition, other: nil,
        masks: masks {
          Solver(
            timeline: timeline, program: Program(bindings: [], ask: .order([])), certainty: $1
          ).holds(condition, $0, [])
        })
    }
    guard allows(.following) else { return options }
    for isAfter in [true, false] {
      for other in anchors(for: target, isAfter: isAfter).prefix(4) {
        options.append(
          Option(
            condition: isAfter ? .after("") : .before(""), other: other,
            masks: masks {
              isAfter
                ? timeline.isAfter($0, other, $1) : timeline.isAfter(other, $0, $1)
            }))
      }
    }
    return options
  }

  /// So many options of which none is superfluous and which together leave one action.
  private mutating func choose(
    _ number: Int, for target: Occurrence, from options: [Option], with fixed: Option?
  ) -> [Option]? {
    guard options.count + (fixed == nil ? 0 : 1) >= number else { return nil }
    for _ in 0..<40 {
      var chosen = fixed.map { [$0] } ?? []
      var sorts = Set(chosen.map { Self.sort($0.condition) })
      for option in random.shuffled(options)
      where chosen.count < number && sorts.insert(Self.sort(option.condition)).inserted {
        chosen.append(option)
      }
      guard chosen.count == number else { return nil }
      let named = Set(chosen.compactMap { $0.other?.label })
      func labels(_ certainty: Int, without: Int?) -> Set<String> {
        var found: Set<String> = []
        for (index, occurrence) in timeline.occurrences.enumerated() {
          let isMet = chosen.indices.allSatisfy {
            $0 == without || chosen[$0].masks[certainty][index]
          }
          if isMet { found.insert(occurrence.label) }
        }
        return found
      }
      guard labels(0, without: nil) == [target.label], labels(1, without: nil) == [target.label]
      else { continue }
      let isNeeded = chosen.indices.allSatisfy {
        labels(1, without: $0).subtracting(named).count >= 2
      }
      if isNeeded { return chosen }
    }
    return nil
  }

  /// Conditions of one sort are not put together.
  private static func sort(_ condition: Condition) -> Int {
    switch condition {
    case .after: 0
    case .before: 1
    case .times: 2
    case .rank: 3
    case .longer: 4
    case .shorter: 5
    case .uses: 6
    case .trait: 7
    case .does, .same, .sameThing: 8
    }
  }

  /// Occurrences before or after the target, by which the time can be told.
  private mutating func anchors(for target: Occurrence, isAfter: Bool) -> [Occurrence] {
    let far = timeline.occurrences.filter { other in
      named(other) && other.label != target.label
        && (timeline.counts[other.label] == 1
          || (countable(other.label) && (other.rank == 1 || other.rank == 2)))
        && (isAfter
          ? timeline.isAfter(target, other, .strict) : timeline.isAfter(other, target, .strict))
    }
    return random.shuffled(far)
  }

  private static func kind(of condition: Condition) -> StepKind {
    switch condition {
    case .does: .moment
    case .uses: .thing
    case .after, .before: .following
    case .same: .again
    case .sameThing: .sameThing
    case .times, .rank: .repetition
    case .longer, .shorter: .duration
    case .trait(let key, _): Trait.kind(key)
    }
  }
}
