internal import Annotations

extension Wording {
  /// The whole text of a question.
  func text(_ program: Program, logic: QuestionProof.Logic) -> String {
    let bindings = program.bindings.filter { !$0.isInline }
    let question = self.question(program)
    if bindings.isEmpty { return question }
    let nouns = bindings.map { (name: $0.name, noun: noun($0.selector)) }
    switch style {
    case 0:
      let parts = nouns.enumerated().map { "(\($0 + 1)) Find \($1.noun); call it \($1.name)." }
      return parts.joined(separator: " ") + " " + question
    case 1:
      let parts = nouns.enumerated().map { index, part in
        "\(index == 0 ? "Call" : "Then call") \(part.noun) “\(part.name)”."
      }
      return parts.joined(separator: " ") + " " + question
    case 2:
      let parts = nouns.map { "\($0.name) be \($0.noun)" }
      return "Let " + Self.list(parts, "; let ") + ". " + question
    default:
      let circled = ["①", "②", "③", "④", "⑤", "⑥"]
      let parts = nouns.enumerated().map { index, part in
        "\(circled[safe: index] ?? "•") \(part.name) is \(part.noun)."
      }
      return parts.joined(separator: " ") + " " + question
    }
  }

  private static func list(_ parts: [String], _ separator: String) -> String {
    parts.joined(separator: separator)
  }

  /// The last sentence, which asks.
  func question(_ program: Program) -> String {
    switch program.ask {
    case .action(let selector):
      return selector.pick == .any
        ? conditions(selector, program, subject: "action") : action(selector)
    case .thing(let selector): return thing(selector)
    case .count(let selector): return count(selector, program)
    case .length(let name): return "About how long \(does) \(name) last?"
    case .gap(let first, let second):
      return style % 2 == 0
        ? "About how much time \(isPast ? "passed" : "passes") from the end of \(first) to the start of \(second)?"
        : "How long \(be) it from the end of \(first) until \(second) \(isPast ? "began" : "begins")?"
    case .order(let names):
      let sorted = names.sorted()
      let list = sorted.dropLast().joined(separator: ", ") + " and " + (sorted.last ?? "")
      return style % 2 == 0
        ? "In which order \(isPast ? "did" : "do") \(list) happen?"
        : "Put \(list) into the order in which they \(isPast ? "happened" : "happen"). Which is it?"
    case .traits(let key, let names): return traits(key, names)
    }
  }

  private func traits(_ key: String, _ names: [String]) -> String {
    let during = Self.list(names.map { "during \($0)" }, ", then ")
    switch key {
    case "side" where scene == .game:
      return
        "On which side of the player \(be) the thing that the player \(isPast ? "acted" : "acts") on in "
        + Self.list(names, ", and then in ") + "?"
    case "place" where scene == .robot:
      return "In which part of the picture \(be) the robot's gripper \(during)?"
    case "brightness": return "\(isPast ? "Was" : "Is") the picture dark or bright \(during)?"
    case "main colour": return "What \(be) the main colour of the picture \(during)?"
    case "picture motion":
      return "In which direction \(does) the picture move \(during)?"
    case "object motion":
      return "In which direction \(does) what moves in the picture go \(during)?"
    default: return "What \(be) the \(key) \(during)?"
    }
  }

  private func action(_ selector: Selector) -> String {
    let parts = SelectorParts(selector)
    if selector.pick == .longest {
      return "Which of these \(takes) \(actor) the longest \(place(parts))?"
    }
    if parts.uses == nil, parts.sameThing == nil, parts.times == nil, parts.trait == nil {
      switch (selector.pick, parts.after, parts.before) {
      case (.nth(1), let after?, nil):
        return [
          "What \(does) \(actor) do right after \(after)?",
          "Which of these \(comes) right after \(after)?",
          "When \(after) \(be) over, what \(does) \(actor) do next?",
          "What \(be) the next thing that \(actor) \(does) after \(after)?",
        ][style]
      case (.last, nil, let before?):
        return [
          "What \(does) \(actor) do right before \(before)?",
          "Which of these \(comes) right before \(before)?",
          "What \(be) the last thing that \(actor) \(does) before \(before)?",
          "What \(does) \(actor) do immediately before \(before)?",
        ][style]
      default: break
      }
    }
    return "What \(be) \(noun(selector))?"
  }

  private func thing(_ selector: Selector) -> String {
    let parts = SelectorParts(selector)
    switch (selector.pick, parts.after, parts.before) {
    case (.nth(1), let after?, nil):
      return "What \(be) the very next action after \(after) done to?"
    case (.last, nil, let before?):
      return "What \(be) the last action before \(before) done to?"
    default: return "To what \(be) it done: \(noun(selector))?"
    }
  }

  private func count(_ selector: Selector, _ program: Program) -> String {
    let parts = SelectorParts(selector)
    let base: String
    if let label = parts.does {
      base = "How many times \(does) \(actor) \(choice(label)) \(place(parts))"
    } else if let thing = parts.uses {
      base =
        "How many times \(does) \(actor) do something to \(Self.definite(thing)) \(place(parts))"
    } else {
      base = "How many actions \(does) \(actor) do \(place(parts))"
    }
    // Whether the ends count must be said where they are of the same sort.
    let ends = program.bindings.filter { $0.name == parts.after || $0.name == parts.before }
    let isSame =
      ends.contains { SelectorParts($0.selector).does == parts.does } || parts.does == nil
    let names = [parts.after, parts.before].compactMap(\.self).joined(separator: " and ")
    return base + (isSame ? ", not counting \(names)?" : "?")
  }

  /// A question that lists its conditions.
  private func conditions(_ selector: Selector, _ program: Program, subject: String) -> String {
    let circled = style == 3 && program.bindings.contains { !$0.isInline }
    let marks = circled ? ["(a)", "(b)", "(c)", "(d)", "(e)"] : ["①", "②", "③", "④", "⑤"]
    let texts = selector.conditions.enumerated().map { index, condition in
      "\(marks[safe: index] ?? "•") \(self.condition(condition, program))"
    }
    let all = texts.joined(separator: "; ")
    return [
      "At one moment \(actor) \(does) something that fits all of this: \(all). What \(be) it?",
      "Which of these \(does) \(actor) do at a moment that meets every condition: \(all)?",
      "One thing that \(actor) \(does) meets all of these conditions: \(all). Which one?",
      "What \(does) \(actor) do that fits all of the following: \(all)?",
    ][style]
  }

  /// A condition as a clause about `it`.
  func condition(_ condition: Condition, _ program: Program) -> String {
    func named(_ name: String) -> String {
      guard let binding = program.bindings.first(where: { $0.name == name }), binding.isInline
      else { return name }
      return noun(binding.selector)
    }
    switch condition {
    case .does(let label): return "it \(be) to \(choice(label))"
    case .uses(let thing): return "it \(be) done to \(Self.definite(thing))"
    case .after(let name): return "it \(comes) after \(named(name))"
    case .before(let name): return "it \(comes) before \(named(name))"
    case .same(let name): return "it \(be) the same action as in \(named(name))"
    case .sameThing(let name): return "it \(be) done to the same thing as in \(named(name))"
    case .times(let n):
      return
        "it \(be) done \(n == 1 ? "only once" : "exactly \(Numerals.times(n))") in the whole video"
    case .rank(let n): return "it \(be) the \(Numerals.ordinal(n)) time that this \(be) done"
    case .longer(let seconds):
      return "it \(takes) longer than \(Numerals.amount(seconds, "second"))"
    case .shorter(let seconds):
      return "it \(takes) less than \(Numerals.amount(seconds, "second"))"
    case .trait(let key, let value): return "it \(be) done \(trait(key, value))"
    }
  }

  /// A step of the proof in words.
  func step(_ binding: Program.Binding) -> String { "\(binding.name) is \(noun(binding.selector))" }

  /// A choice in words.
  func choice(_ answer: Answer, type: Draft.AnswerType) -> String {
    switch answer {
    case .word(let word): type == .action ? choice(word) : word
    case .number(let n): String(n)
    case .length(let length): Numerals.length(length)
    case .sequence(let words):
      words.joined(separator: type == .order ? ", " : ", then ")
    }
  }
}
