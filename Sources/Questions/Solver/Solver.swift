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
    var bound: [String: Occurrence] = [:]
    var answers: Set<Answer> = []
    var isAmbiguous = false
    var steps = 0
  }

  /// The most steps of search for one answer; a question that needs more is not made.
  private static let budget = 60_000

  /// The answers; nil where it is not clear which occurrence is meant, or the search is too long.
  func answers() -> Set<Answer>? {
    var state = State()
    bind(0, &state)
    return state.isAmbiguous || state.steps > Self.budget ? nil : state.answers
  }

  /// The occurrences that each binding means when nothing is open; nil where that is not one each.
  func bindings() -> [String: Occurrence]? {
    var bound: [String: Occurrence] = [:]
    for binding in program.bindings {
      guard let found = candidates(binding.selector, bound, part: nil), found.count == 1 else {
        return nil
      }
      bound[binding.name] = found[0]
    }
    return bound
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
      state.bound[binding.name] = occurrence
      bind(index + 1, &state)
      if isDone(state) { return }
    }
    state.bound[binding.name] = nil
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
      for occurrence in found { add(.word(occurrence.label), &state) }
    case .thing(let selector):
      guard let found = candidates(selector, state.bound, part: -1) else {
        state.isAmbiguous = true
        return
      }
      for occurrence in found {
        if let thing = occurrence.thing { add(.word(thing), &state) }
      }
    case .count(let selector):
      for number in counts(selector, state.bound) { add(.number(number), &state) }
    case .length(let name):
      if open.contains(.ask) {
        for other in timeline.occurrences { add(.length(other.length), &state) }
      } else if let bound = state.bound[name] {
        add(.length(bound.length), &state)
      }
    case .gap(let first, let second):
      guard let from = state.bound[first], let to = state.bound[second] else { return }
      if to.start > from.end { add(.length(to.start - from.end), &state) }
    case .order(let names):
      let bound = names.compactMap { name in state.bound[name].map { (name, $0) } }
      // Open bindings may mean one occurrence twice; that is no order.
      if Set(bound.map(\.1.index)).count == names.count {
        add(.sequence(bound.sorted { $0.1.index < $1.1.index }.map(\.0)), &state)
      }
    case .traits(let key, let names):
      let values = names.compactMap { state.bound[$0]?.traits[key] }
      if values.count == names.count { add(.sequence(values), &state) }
    }
  }
}
