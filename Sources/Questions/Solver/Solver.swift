/// Finds what a program can answer, by trying every occurrence that its parts may mean.
///
/// A part that is *open* is one that was not worked out: an open binding may be any occurrence, an
/// open condition may hold with any value. The answers with open parts therefore contain the
/// answers without, and a part is needed exactly where opening it lets other choices in.
struct Solver {
  let timeline: Timeline
  let program: Program
  var certainty = Certainty.generous
  /// Parts that were not worked out.
  var open: Set<Part> = []
  /// Stops once this many answers are found.
  var limit = Int.max
  /// Only these answers count, where given.
  var choices: Set<Answer>?

  /// A part of a program that can be left open.
  enum Part: Hashable {
    /// A whole binding.
    case binding(Int)
    /// A condition of a binding.
    case condition(Int, Int)
    /// Which one of those that meet a binding's conditions.
    case pick(Int)
    /// The selector of the asked part.
    case ask
    /// A condition of the asked part.
    case asked(Int)
    /// Which one of those that the asked part means.
    case askedPick
  }

  private struct State {
    /// The occurrence of each binding by its place; -1 where it is not bound yet.
    var bound: [Int]
    var answers: Set<Answer> = []
    var isAmbiguous = false
    var steps = 0
  }

  /// The most steps of search for one answer; a question that needs more is not made.
  private static let budget = 60_000

  /// The answers; nil where it is not clear which occurrence is meant, or the search is too long.
  func answers() -> Set<Answer>? {
    var state = State(bound: [Int](repeating: -1, count: program.bindings.count))
    bind(0, &state)
    return state.isAmbiguous || state.steps > Self.budget ? nil : state.answers
  }

  /// The occurrences that each binding means when nothing is open; nil where that is not one each.
  func bindings() -> [String: Occurrence]? {
    var bound = [Int](repeating: -1, count: program.bindings.count)
    var named: [String: Occurrence] = [:]
    for (index, binding) in program.bindings.enumerated() {
      guard let found = candidates(binding.selector, bound, part: nil), found.count == 1 else {
        return nil
      }
      bound[index] = found[0]
      named[binding.name] = timeline.occurrences[found[0]]
    }
    return named
  }

  /// What a name is bound to.
  ///
  /// Names are the letters of the bindings' places: `A` is the first.
  func bound(_ name: String, _ bound: [Int]) -> Occurrence? {
    let place = Int(name.utf8.first ?? 0) - 65
    guard bound.indices.contains(place), bound[place] >= 0 else { return nil }
    return timeline.occurrences[bound[place]]
  }

  private func isDone(_ state: State) -> Bool {
    state.isAmbiguous || state.answers.count >= limit || state.steps > Self.budget
  }

  private func bind(_ index: Int, _ state: inout State) {
    if isDone(state) { return }
    guard index < program.bindings.count else {
      ask(&state)
      return
    }
    let binding = program.bindings[index]
    guard let found = candidates(binding.selector, state.bound, part: index) else {
      state.isAmbiguous = true
      return
    }
    for occurrence in found {
      state.steps += 1
      state.bound[index] = occurrence
      bind(index + 1, &state)
      if isDone(state) { return }
    }
    state.bound[index] = -1
  }

  private func add(_ answer: Answer, _ state: inout State) {
    if choices?.contains(answer) ?? true { state.answers.insert(answer) }
  }

  private func ask(_ state: inout State) {
    state.steps += 1
    switch program.ask {
    case .action(let selector):
      guard let found = candidates(selector, state.bound, part: -1) else {
        state.isAmbiguous = true
        return
      }
      for place in found { add(.word(timeline.occurrences[place].label), &state) }
    case .thing(let selector):
      guard let found = candidates(selector, state.bound, part: -1) else {
        state.isAmbiguous = true
        return
      }
      for place in found {
        if let thing = timeline.occurrences[place].thing { add(.word(thing), &state) }
      }
    case .count(let selector):
      for number in counts(selector, state.bound) { add(.number(number), &state) }
    case .length(let name):
      if open.contains(.ask) {
        for other in timeline.occurrences { add(.length(other.length), &state) }
      } else if let bound = self.bound(name, state.bound) {
        add(.length(bound.length), &state)
      }
    case .gap(let first, let second):
      guard let from = bound(first, state.bound), let to = bound(second, state.bound) else {
        return
      }
      if to.start > from.end { add(.length(to.start - from.end), &state) }
    case .order(let names):
      let bound = names.compactMap { name in self.bound(name, state.bound).map { (name, $0) } }
      // Open bindings may mean one occurrence twice; that is no order.
      if Set(bound.map(\.1.index)).count == names.count {
        add(.sequence(bound.sorted { $0.1.index < $1.1.index }.map(\.0)), &state)
      }
    case .traits(let key, let names):
      let values = names.compactMap { bound($0, state.bound)?.traits[key] }
      if values.count == names.count { add(.sequence(values), &state) }
    }
  }
}
