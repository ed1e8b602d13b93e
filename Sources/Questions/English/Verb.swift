/// One English verb in the forms that questions need.
struct Verb: Sendable, Hashable {
  /// `put`.
  let base: String
  /// `puts`.
  let third: String
  /// `put`.
  let past: String
  /// `putting`.
  let gerund: String

  init(_ base: String) {
    self.base = base
    let letters = Array(base)
    let last = letters.last ?? " "
    let beforeLast = letters.count > 1 ? letters[letters.count - 2] : " "
    let hisses = ["s", "x", "z", "ch", "sh", "o"].contains { base.hasSuffix($0) }
    let isConsonantY = last == "y" && !Self.isVowel(beforeLast)
    third =
      base == "be"
      ? "is"
      : base == "have"
        ? "has" : isConsonantY ? base.dropLast() + "ies" : base + (hisses ? "es" : "s")
    let doubled = Self.doublesLast(base) ? base + String(last) : base
    if let known = Self.irregular[base] {
      past = known
    } else if last == "e" {
      past = base + "d"
    } else {
      past = isConsonantY ? base.dropLast() + "ied" : doubled + "ed"
    }
    if base.hasSuffix("ie") {
      gerund = base.dropLast(2) + "ying"
    } else if last == "e", beforeLast != "e", base != "be" {
      gerund = base.dropLast() + "ing"
    } else {
      gerund = doubled + "ing"
    }
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

  /// One syllable that ends consonant, vowel, consonant doubles: `cut`, `stir`, `put`; not `mix`,
  /// `blow`, `open`.
  private static func doublesLast(_ base: String) -> Bool {
    if doubling.contains(base) { return true }
    let letters = Array(base)
    guard letters.count >= 3, letters.count <= 5 else { return false }
    let (first, middle, last) = (
      letters[letters.count - 3], letters[letters.count - 2], letters[letters.count - 1]
    )
    guard
      !isVowel(first) || (first == "u" && letters.count > 3 && letters[letters.count - 4] == "q"),
      isVowel(middle), !isVowel(last), !"wxy".contains(last)
    else { return false }
    return letters.dropLast(3).allSatisfy { !isVowel($0) } || (first == "u" && letters.count <= 5)
  }

  private static let doubling: Set<String> = ["unplug", "transfer", "begin", "forget", "unzip"]

  private static let irregular: [String: String] = [
    "put": "put", "cut": "cut", "set": "set", "let": "let", "shut": "shut", "hit": "hit",
    "spread": "spread", "reset": "reset", "take": "took", "make": "made", "do": "did", "go": "went",
    "get": "got", "give": "gave", "hold": "held", "keep": "kept", "find": "found",
    "bring": "brought",
    "draw": "drew", "drive": "drove", "eat": "ate", "drink": "drank", "fall": "fell",
    "blow": "blew",
    "begin": "began", "bend": "bent", "catch": "caught", "dig": "dug", "hang": "hung",
    "lay": "laid",
    "leave": "left", "light": "lit", "rise": "rose", "run": "ran", "shake": "shook",
    "shoot": "shot",
    "show": "showed", "sleep": "slept", "stand": "stood", "stick": "stuck", "sweep": "swept",
    "throw": "threw", "wear": "wore", "wind": "wound", "wake": "woke", "wet": "wet", "tear": "tore",
    "freeze": "froze", "grind": "ground", "build": "built", "sit": "sat", "see": "saw",
    "fly": "flew", "swing": "swung", "ride": "rode", "spin": "spun", "weave": "wove", "be": "was",
    "have": "had", "sew": "sewed", "sow": "sowed", "strike": "struck", "melt": "melted",
    "feed": "fed", "lead": "led", "read": "read", "send": "sent", "spend": "spent",
    "break": "broke",
    "choose": "chose", "bind": "bound", "unwind": "unwound", "beat": "beat", "buy": "bought",
  ]
}
