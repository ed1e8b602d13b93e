internal import Annotations

/// How one question is worded: who acts, in which tense, in which style.
struct Wording: Sendable {
  let scene: DescribedVideo.Scene
  let isPast: Bool
  let style: Int
  /// Phrases by label, read once.
  let phrases: [String: VerbPhrase]

  static let styles = 4

  var actor: String {
    switch scene {
    case .person, .unknown: "the person"
    case .robot: "the robot"
    case .game: "the player"
    }
  }

  private func phrase(_ label: String) -> VerbPhrase { phrases[label] ?? VerbPhrase(label) }

  /// `does` or `did`.
  var does: String { isPast ? "did" : "does" }
  var takes: String { isPast ? "took" : "takes" }
  var comes: String { isPast ? "came" : "comes" }
  var be: String { isPast ? "was" : "is" }

  /// `the person adds salt`.
  func clause(_ label: String) -> String {
    "\(actor) \(phrase(label).text(isPast ? .past : .third))"
  }

  /// The label as a choice.
  func choice(_ label: String) -> String { phrase(label).text(.base) }

  /// What an occurrence is: `the second time that the person adds salt`.
  func noun(_ selector: Selector) -> String {
    let parts = SelectorParts(selector)
    if let label = parts.does {
      switch selector.pick {
      case .any, .longest: return "the moment when \(clause(label))"
      case .last:
        return "the last time\(spaced(place(parts))) that \(clause(label))"
      case .nth(let n):
        let which = n == 1 && parts.after != nil ? "next" : Numerals.ordinal(n)
        return "the \(which) time\(spaced(place(parts))) that \(clause(label))"
      }
    }
    if let same = parts.same {
      if parts.before != nil {
        return "the last time before \(same) that \(actor) \(does) the same action as in \(same)"
      }
      return "the next time that \(actor) \(does) the same action as in \(same)"
    }
    return thing(selector, parts)
  }

  /// What is done, without naming it: `what the person does right after A`.
  private func thing(_ selector: Selector, _ parts: SelectorParts) -> String {
    let relative = self.relative(parts)
    switch selector.pick {
    case .longest: return "the action \(place(parts)) that \(takes) \(actor) the longest"
    case .last, .any:
      if relative == nil, let before = parts.before {
        return "what \(actor) \(does) right before \(before)"
      }
      return "the last thing \(place(parts)) that \(relative ?? "\(actor) \(does)")"
    case .nth(let n):
      if relative == nil, n == 1, let after = parts.after, parts.before == nil {
        return "what \(actor) \(does) right after \(after)"
      }
      let which = Numerals.ordinal(n)
      return "the \(which) thing \(place(parts)) that \(relative ?? "\(actor) \(does)")"
    }
  }

  /// The rest of `the first thing after A that …`; nil where nothing is demanded.
  private func relative(_ parts: SelectorParts) -> String? {
    if let thing = parts.uses { return "\(actor) \(does) to \(Self.definite(thing))" }
    if let same = parts.sameThing {
      return
        "\(actor) \(does) to the same object as in \(same), but by another action"
    }
    if let n = parts.times {
      return "\(actor) \(does) \(n == 1 ? "only once" : "exactly \(Numerals.times(n))")"
        + " in the whole video"
    }
    if let trait = parts.trait { return "\(actor) \(does) \(self.trait(trait.key, trait.value))" }
    return nil
  }

  /// How a trait is worded behind `the thing that the player does …`.
  func trait(_ key: String, _ value: String) -> String {
    switch key {
    case "side" where scene == .game: "to something directly \(Self.side(value)) the player"
    case "place" where scene == .robot:
      "with its gripper mostly in the \(value)\(value == "middle" ? "" : " part") of the picture"
    case "brightness": "while the picture \(be) \(value)"
    case "main colour": "while the picture \(be) mostly \(value)"
    case "picture motion": "while the picture \(isPast ? "moved" : "moves") \(value)"
    case "object motion": "while what moves in the picture \(isPast ? "went" : "goes") \(value)"
    default: "while the \(key) \(be) “\(value)”"
    }
  }

  static func side(_ value: String) -> String {
    switch value {
    case "left": "to the left of"
    case "right": "to the right of"
    default: value
    }
  }

  /// `after A`, `before B`, `between A and B`.
  func place(_ parts: SelectorParts) -> String {
    switch (parts.after, parts.before) {
    case (let after?, let before?): "between \(after) and \(before)"
    case (let after?, nil): "after \(after)"
    case (nil, let before?): "before \(before)"
    case (nil, nil): "in the video"
    }
  }

  private func spaced(_ place: String) -> String { place == "in the video" ? "" : " \(place)" }

  /// A thing with `the`, where it can have one.
  static func definite(_ thing: String) -> String {
    Lexicon.massNouns.contains(thing.split(separator: " ").last.map(String.init) ?? thing)
      ? thing : "the \(thing)"
  }
}

/// The conditions of a selector by what they say.
struct SelectorParts {
  var does: String?
  var uses: String?
  var after: String?
  var before: String?
  var same: String?
  var sameThing: String?
  var times: Int?
  var trait: (key: String, value: String)?

  init(_ selector: Selector) {
    for condition in selector.conditions {
      switch condition {
      case .does(let label): does = label
      case .uses(let thing): uses = thing
      case .after(let name): after = name
      case .before(let name): before = name
      case .same(let name): same = name
      case .sameThing(let name): sameThing = name
      case .times(let n): times = n
      case .trait(let key, let value): trait = (key, value)
      case .rank, .longer, .shorter: break
      }
    }
  }
}
