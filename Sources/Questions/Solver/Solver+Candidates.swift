extension Solver {
  /// The occurrences that a selector may mean, by index, given what is bound; nil where it is not
  /// clear.
  ///
  /// `part` is the binding's place, -1 for the asked part, nil where nothing is open.
  func candidates(_ selector: Selector, _ bound: [Int], part: Int?) -> [Int]? {
    guard let part, !open.isEmpty else {
      return pick(selector.pick, meeting(selector.conditions, bound, []))
    }
    if open.contains(part < 0 ? .ask : .binding(part)) {
      return Array(timeline.occurrences.indices)
    }
    var opened: Set<Int> = []
    for index in selector.conditions.indices
    where open.contains(part < 0 ? .asked(index) : .condition(part, index)) {
      opened.insert(index)
    }
    let isPickOpen = open.contains(part < 0 ? .askedPick : .pick(part))
    if opened.isEmpty, !isPickOpen {
      return pick(selector.pick, meeting(selector.conditions, bound, []))
    }
    let rest = meeting(selector.conditions, bound, opened)
    if isPickOpen { return rest }
    switch selector.pick {
    case .any, .longest: return rest
    case .last: return widened(selector, opened, rest, place: 1, fromEnd: true)
    case .nth(let n): return widened(selector, opened, rest, place: n, fromEnd: false)
    }
  }

  /// What the n-th may be where conditions are open: with an open action the n-th of each action;
  /// with another open condition every one that has enough others before it.
  private func widened(
    _ selector: Selector, _ opened: Set<Int>, _ rest: [Int], place: Int, fromEnd: Bool
  ) -> [Int] {
    let isActionOpen = opened.contains { index in
      switch selector.conditions[index] {
      case .does, .uses, .same, .sameThing: true
      default: false
      }
    }
    let ordered = fromEnd ? Array(rest.reversed()) : rest
    var seen: [String: Int] = [:]
    var found: [Int] = []
    let isOnlyAction = isActionOpen && opened.count == 1
    for (index, occurrence) in ordered.enumerated() {
      if isOnlyAction {
        let label = timeline.occurrences[occurrence].label
        let count = (seen[label] ?? 0) + 1
        seen[label] = count
        // The n-th of its own action, or of all of them.
        if count == place || index + 1 == place { found.append(occurrence) }
      } else if index + 1 >= place {
        found.append(occurrence)
      }
    }
    return found
  }

  /// The occurrences that meet the conditions, by index; the opened ones are passed over.
  func meeting(_ conditions: [Condition], _ bound: [Int], _ opened: Set<Int>) -> [Int] {
    var found: [Int] = []
    for (place, occurrence) in timeline.occurrences.enumerated() {
      var isMet = true
      for (index, condition) in conditions.enumerated() where isMet && !opened.contains(index) {
        isMet = holds(condition, occurrence, bound)
      }
      if isMet { found.append(place) }
    }
    return found
  }

  func holds(_ condition: Condition, _ x: Occurrence, _ bound: [Int]) -> Bool {
    switch condition {
    case .does(let label): return x.label == label
    case .uses(let thing): return x.thing == thing
    case .after(let name):
      return self.bound(name, bound).map { timeline.isAfter(x, $0, certainty) } ?? false
    case .before(let name):
      return self.bound(name, bound).map { timeline.isAfter($0, x, certainty) } ?? false
    case .same(let name):
      return self.bound(name, bound).map { $0.label == x.label && $0.index != x.index } ?? false
    case .sameThing(let name):
      return self.bound(name, bound).map {
        $0.thing != nil && $0.thing == x.thing && $0.label != x.label
      } ?? false
    case .times(let n): return timeline.counts[x.label] == n
    case .rank(let n): return x.rank == n
    case .longer(let seconds):
      return timeline.isLonger(x, than: Int64(seconds) * 1_000_000, certainty)
    case .shorter(let seconds):
      return timeline.isShorter(x, than: Int64(seconds) * 1_000_000, certainty)
    case .trait(let key, let value): return x.traits[key] == value
    }
  }

  /// The one of those that meet the conditions; nil where the annotation does not decide it.
  private func pick(_ pick: Pick, _ found: [Int]) -> [Int]? {
    switch pick {
    case .any: return found
    case .nth(let n): return found.indices.contains(n - 1) ? clear(found, n - 1) : []
    case .last: return found.isEmpty ? [] : clear(found, found.count - 1)
    case .longest:
      let lengths = found.map { timeline.occurrences[$0].length }
      guard let best = lengths.max(), let place = lengths.firstIndex(of: best) else { return [] }
      let second = lengths.enumerated().filter { $0.offset != place }.map(\.element).max()
      guard let second else { return [found[place]] }
      let margin = max(2 * timeline.occurrences[found[place]].uncertainty, best / 5)
      return best - second > margin ? [found[place]] : nil
    }
  }

  /// An occurrence by its place, where its neighbours surely start earlier and later.
  private func clear(_ found: [Int], _ place: Int) -> [Int]? {
    let chosen = timeline.occurrences[found[place]]
    for neighbour in [place - 1, place + 1] where found.indices.contains(neighbour) {
      let other = timeline.occurrences[found[neighbour]]
      let distance = (other.start - chosen.start).magnitude
      let slack = max(chosen.uncertainty, other.uncertainty)
      let touches = other.end <= chosen.start || chosen.end <= other.start
      if distance < UInt64(slack), !touches { return nil }
    }
    return [found[place]]
  }

  /// The numbers that a count may be; with an open condition one for each value it may have.
  func counts(_ selector: Selector, _ bound: [Int]) -> Set<Int> {
    if open.contains(.ask) {
      return Set(0...max(1, timeline.occurrences.count))
    }
    let opened = Set(selector.conditions.indices.filter { open.contains(.asked($0)) })
    if opened.isEmpty { return [meeting(selector.conditions, bound, []).count] }
    let rest = meeting(selector.conditions, bound, opened)
    guard opened.count == 1, let index = opened.first else { return Set(0...rest.count) }
    var numbers: Set<Int> = [meeting(selector.conditions, bound, []).count]
    switch selector.conditions[index] {
    case .does:
      let counts = Dictionary(
        rest.map { (timeline.occurrences[$0].label, 1) }, uniquingKeysWith: +)
      numbers.formUnion(counts.values)
      if counts.count < timeline.labels.count { numbers.insert(0) }
    case .after, .before: numbers.formUnion(0...rest.count)
    default: numbers.insert(rest.count)
    }
    return numbers
  }
}
