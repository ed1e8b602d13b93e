import Annotations

/// A second solver that shares no code with the first: it reads a question's program from its text
/// and tries every tuple of occurrences.
struct BruteForce {
  struct Happening {
    var label: String
    var thing: String?
    var start: Double
    var end: Double
  }

  indirect enum Term {
    case atom(String)
    case list([Term])
  }

  let all: [Happening]
  let bindings: [(name: String, isInline: Bool, selector: [Term])]
  let ask: [Term]
  let slack: Double

  init(_ question: Question, _ facts: FactsDocument) {
    let names = Dictionary(uniqueKeysWithValues: facts.entities.map { ($0.id, $0.name) })
    slack = facts.sources.map(\.uncertainty).max() ?? 0
    var all: [Happening] = []
    let own = facts.facts.filter { $0.video == question.video && $0.kind == .action }
    for fact in own.sorted(by: { $0.span.start < $1.span.start }) {
      guard case .text(let label) = fact.value else { continue }
      if let last = all.last, last.label == label, fact.span.start - last.end <= 1 {
        all[all.count - 1].end = max(last.end, fact.span.end)
      } else {
        all.append(
          Happening(
            label: label, thing: fact["object"].flatMap { names[$0] }, start: fact.span.start,
            end: fact.span.end))
      }
    }
    self.all = all
    var bindings: [(String, Bool, [Term])] = []
    var ask: [Term] = []
    for case .list(let parts) in Self.terms(question.proof?.program ?? "") {
      if parts.first?.word == "ask" {
        ask = Array(parts.dropFirst())
      } else {
        bindings.append((parts[1].word, parts[0].word == "where", parts[2].items))
      }
    }
    self.bindings = bindings
    self.ask = ask
  }

  private static func terms(_ text: String) -> [Term] {
    var stack: [[Term]] = [[]]
    var letters = Array(text)[...]
    while let letter = letters.popFirst() {
      switch letter {
      case "(": stack.append([])
      case ")":
        let list = stack.removeLast()
        stack[stack.count - 1].append(.list(list))
      case "\"":
        var word = ""
        while let inner = letters.popFirst(), inner != "\"" { word.append(inner) }
        stack[stack.count - 1].append(.atom(word))
      case " ", "\n": break
      default:
        var word = String(letter)
        while let inner = letters.first, !" ()\n\"".contains(inner) {
          word.append(inner)
          letters.removeFirst()
        }
        stack[stack.count - 1].append(.atom(word))
      }
    }
    return stack[0]
  }

  private func after(_ x: Happening, _ other: Happening) -> Bool {
    x.start > other.start
  }

  private func meets(_ condition: Term, _ x: Int, _ bound: [String: Int]) -> Bool {
    let parts = condition.items
    let me = all[x]
    func other(_ index: Int) -> Happening { all[bound[parts[index].word] ?? 0] }
    switch parts[0].word {
    case "does": return me.label == parts[1].word
    case "uses": return me.thing == parts[1].word
    case "after": return after(me, other(1))
    case "before": return after(other(1), me)
    case "same": return me.label == other(1).label && x != bound[parts[1].word]
    case "same-thing": return me.thing == other(1).thing && me.label != other(1).label
    case "times": return all.count { $0.label == me.label } == Int(parts[1].word)
    case "rank":
      return all[...x].count { $0.label == me.label } == Int(parts[1].word)
    case "longer": return me.end - me.start > Double(parts[1].word) ?? 0
    case "shorter": return me.end - me.start < Double(parts[1].word) ?? 0
    default: return false
    }
  }

  /// The occurrences that a selector means; `without` leaves a condition or the choice out.
  func found(_ selector: [Term], _ bound: [String: Int], without: Int? = nil) -> [Int] {
    let conditions = selector.filter { !$0.items.isEmpty }
    let meeting = all.indices.filter { x in
      conditions.indices.allSatisfy { $0 == without || meets(conditions[$0], x, bound) }
    }
    switch selector[0].word {
    case "nth":
      let place = (Int(selector[1].word) ?? 0) - 1
      return meeting.indices.contains(place) ? [meeting[place]] : []
    case "last": return meeting.last.map { [$0] } ?? []
    case "longest":
      return meeting.max { all[$0].end - all[$0].start < all[$1].end - all[$1].start }.map { [$0] }
        ?? []
    default: return meeting
    }
  }

  /// The texts of the answers, with some bindings (by name), the asked selector, or one condition
  /// of it left out; of those among the choices, where given, two are enough.
  func answers(
    dropping dropped: Set<String> = [], dropsAsk: Bool = false, condition: Int? = nil,
    among choices: Set<String>? = nil
  ) -> Set<String> {
    var answers: Set<String> = []
    func go(_ index: Int, _ bound: [String: Int]) {
      if let choices, answers.intersection(choices).count >= 2 { return }
      guard index < bindings.count else {
        answers.formUnion(asked(bound, dropsAsk, condition))
        return
      }
      let binding = bindings[index]
      let candidates =
        dropped.contains(binding.name) ? Array(all.indices) : found(binding.selector, bound)
      for x in candidates {
        var more = bound
        more[binding.name] = x
        go(index + 1, more)
      }
    }
    go(0, [:])
    return answers
  }

  private func asked(_ bound: [String: Int], _ dropsAsk: Bool, _ condition: Int?) -> Set<String> {
    func length(_ seconds: Double) -> String {
      let whole = Int(seconds.rounded())
      func amount(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }
      if whole < 60 { return "about \(amount(whole, "second"))" }
      let tail = whole % 60 == 0 ? "" : " \(amount(whole % 60, "second"))"
      return "about \(amount(whole / 60, "minute"))\(tail)"
    }
    let names = ask.dropFirst().map(\.word)
    switch ask[0].word {
    case "action", "thing":
      let selector = ask[1].items
      let meant =
        dropsAsk ? Array(all.indices) : found(selector, bound, without: condition)
      return Set(
        meant.compactMap { ask[0].word == "action" ? all[$0].label : all[$0].thing })
    case "count":
      return dropsAsk
        ? Set((0...all.count).map(String.init))
        : [String(found(ask[1].items, bound, without: condition).count)]
    case "length":
      return dropsAsk
        ? Set(all.map { length($0.end - $0.start) })
        : [length(all[bound[names[0]] ?? 0].end - all[bound[names[0]] ?? 0].start)]
    case "gap":
      let gap = all[bound[names[1]] ?? 0].start - all[bound[names[0]] ?? 0].end
      return gap > 0 ? [length(gap)] : []
    case "order":
      let sorted = names.sorted { (bound[$0] ?? 0) < (bound[$1] ?? 0) }
      return Set(names.compactMap { bound[$0] }).count == names.count
        ? [sorted.joined(separator: ", ")] : []
    default: return []
    }
  }

  /// The occurrence that each binding means.
  var bound: [String: Int] {
    var bound: [String: Int] = [:]
    for binding in bindings { bound[binding.name] = found(binding.selector, bound).first }
    return bound
  }
}

extension BruteForce.Term {
  var word: String { if case .atom(let word) = self { word } else { "" } }
  var items: [BruteForce.Term] { if case .list(let items) = self { items } else { [] } }
}
