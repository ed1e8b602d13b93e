extension Sampler {
  /// Binds an occurrence that is found without any other: `the second time that …`.
  mutating func bindFirst(in shares: Range<Double>, isInline: Bool = false) throws(Rejection) {
    guard let occurrence = occurrence(from: shares.lowerBound, to: shares.upperBound) else {
      throw .noPlan
    }
    try bindFree(occurrence, isInline: isInline)
  }

  mutating func bindFree(_ occurrence: Occurrence, isInline: Bool = false) throws(Rejection) {
    guard named(occurrence) else { throw .unreadable }
    let label = occurrence.label
    let count = timeline.counts[label] ?? 1
    let does = [Condition.does(label)]
    if count == 1 {
      guard settings.weight(.moment) > 0 else { throw .noPlan }
      bind(
        Selector(conditions: does, pick: .any), to: occurrence, kind: .moment, from: [],
        isInline: isInline)
      return
    }
    guard settings.weight(.ordinal) > 0, countable(label), occurrence.rank <= 6 else {
      throw .noPlan
    }
    let isLast = occurrence.rank == count && random.below(2) == 0
    let earlier = timeline.occurrences.filter {
      $0.label == label && $0.index < occurrence.index
    }
    bind(
      Selector(conditions: does, pick: isLast ? .last : .nth(occurrence.rank)), to: occurrence,
      kind: .ordinal, from: [], evidence: isLast ? [] : earlier, isInline: isInline)
  }

  /// Binds an occurrence by way of the last bound one, with one of the drawn kinds.
  mutating func bindNext(forward: Bool, reach: Double) throws(Rejection) {
    guard let here = bound.last, let name = bindings.last?.name else { throw .noPlan }
    for kind in random.shuffled(kinds.filter { $0 != .moment && $0 != .ordinal } + [.following]) {
      // The same sort of step over and over only makes a question long.
      let most = kind == .following ? 3 : kind == .adjacent ? 2 : 1
      guard settings.weight(kind) > 0, steps.count(where: { $0.kind == kind }) < most,
        let link = link(kind, from: here, name: name, forward: forward, reach: reach)
      else { continue }
      bind(
        link.selector, to: link.target, kind: kind, from: [name], evidence: link.between,
        facts: link.facts)
      return
    }
    throw .noPlan
  }

  struct Link {
    var selector: Selector
    var target: Occurrence
    var between: [Occurrence] = []
    var facts: [String] = []
  }

  /// A way from a bound occurrence to another one by a kind of step; nil where there is none.
  mutating func link(
    _ kind: StepKind, from here: Occurrence, name: String, forward: Bool, reach: Double
  ) -> Link? {
    let side: Condition = forward ? .after(name) : .before(name)
    let beyond = timeline.occurrences.filter {
      forward
        ? timeline.isAfter($0, here, .strict) : timeline.isAfter(here, $0, .strict)
    }
    let ordered = forward ? beyond : beyond.reversed()
    guard !ordered.isEmpty else { return nil }
    // No farther than the reach, a share of what is left, but at least one.
    let near = Array(ordered.prefix(max(1, Int((Double(ordered.count) * reach).rounded(.up)))))
    switch kind {
    case .moment, .ordinal: return nil
    case .adjacent:
      return Link(
        selector: Selector(conditions: [side], pick: forward ? .nth(1) : .last), target: near[0])
    case .following:
      let target = random.pick(near)
      guard named(target) else { return nil }
      return counted(
        [.does(target.label), side], target, ordered.filter { $0.label == target.label },
        forward, most: countable(target.label) ? 4 : 1)
    case .again:
      guard countable(here.label), let target = ordered.first(where: { $0.label == here.label })
      else { return nil }
      return Link(
        selector: Selector(
          conditions: [.same(name), side], pick: forward ? .nth(1) : .last), target: target)
    case .sameThing:
      guard let thing = here.thing,
        let target = ordered.first(where: { $0.thing == thing && $0.label != here.label })
      else { return nil }
      return Link(
        selector: Selector(
          conditions: [.sameThing(name), side], pick: forward ? .nth(1) : .last), target: target)
    case .thing:
      let target = random.pick(near)
      guard let thing = target.thing else { return nil }
      let same = ordered.filter { $0.thing == thing }
      // Counting wants things whose handling can be counted.
      let isClear = same.prefix { $0.index != target.index }.allSatisfy { countable($0.label) }
      return counted([.uses(thing), side], target, same, forward, most: isClear ? 3 : 1)
    case .repetition:
      let target = random.pick(near)
      let times = timeline.counts[target.label] ?? 0
      guard countable(target.label), times <= 5 else { return nil }
      // Of all that is passed over it must be clear how often it is done.
      let same = ordered.filter { timeline.counts[$0.label] == times }
      let passed = ordered.prefix { $0.index != target.index }
      guard passed.allSatisfy({ countable($0.label) }) else { return nil }
      return counted([.times(times), side], target, same, forward, most: 3)
    case .duration:
      guard timeline.hasLengths, forward else { return nil }
      guard let longest = beyond.max(by: { $0.length < $1.length }) else { return nil }
      return Link(
        selector: Selector(conditions: [side], pick: .longest), target: longest)
    case .place, .state:
      let target = random.pick(near)
      let keys = target.traits.keys.filter { Trait.kind($0) == kind }.sorted()
      guard !keys.isEmpty else { return nil }
      let key = random.pick(keys)
      guard let value = target.traits[key] else { return nil }
      let same = ordered.filter { $0.traits[key] == value }
      // Where an occurrence before it has no known trait, it may have this one.
      guard
        ordered.prefix(while: { $0.index != target.index }).allSatisfy({
          timeline.isKnown(key, of: $0)
        })
      else { return nil }
      var link = counted([.trait(key, value), side], target, same, forward, most: 2)
      link?.facts = target.traitFacts[key].map { [$0] } ?? []
      return link
    }
  }

  /// The n-th of some, counted away from here; only the first where one counts backwards.
  private func counted(
    _ conditions: [Condition], _ target: Occurrence, _ same: [Occurrence], _ forward: Bool,
    most: Int
  ) -> Link? {
    guard let place = same.firstIndex(where: { $0.index == target.index }),
      place < (forward ? most : 1)
    else { return nil }
    return Link(
      selector: Selector(conditions: conditions, pick: forward ? .nth(place + 1) : .last),
      target: target, between: Array(same[..<place]))
  }

  /// Binds so many occurrences, each by way of the one before, across the video.
  mutating func chain(_ count: Int) throws(Rejection) {
    let forward = random.below(4) > 0
    try bindFirst(in: forward ? 0..<0.4 : 0.6..<1.01)
    for step in 1..<max(1, count) {
      try bindNext(forward: forward, reach: step == count - 1 ? 1 : 0.7)
    }
  }
}
