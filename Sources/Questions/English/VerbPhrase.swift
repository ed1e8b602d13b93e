/// A label such as `place tomato into bowl` as a verb phrase in any form.
///
/// The first word is taken for a verb where it is a known one (or the second, behind an adverb in
/// `-ly`); verbs behind `and` or `or` change with it. An object without a determiner gets `the`, but
/// not a mass noun (`add salt`), and none does in a label that has articles of its own. A label that has no known verb is quoted: `the step “SIL”`.
struct VerbPhrase: Sendable, Hashable {
  /// How the verb stands.
  enum Form: Sendable { case base, third, past, gerund }

  private enum Piece: Sendable, Hashable {
    case word(String)
    case verb(Verb)
  }

  private var pieces: [Piece] = []
  /// Whether the label could be read as a verb phrase.
  let isVerb: Bool
  private let label: String

  init(_ label: String) {
    self.label = label
    var words = label.split(separator: " ").map(String.init)
    // `open/close door` is read as `open or close door`.
    words = words.flatMap { word -> [String] in
      let parts = word.split(separator: "/").map(String.init)
      return parts.count == 2 && parts.allSatisfy({ Lexicon.verbs.contains($0) })
        ? [parts[0], "or", parts[1]] : [word]
    }
    // A comma behind the verb is a word of its own here.
    words = words.flatMap { word -> [String] in
      guard word.count > 1, word.last == ",", Lexicon.verbs.contains(String(word.dropLast())) else {
        return [word]
      }
      return [String(word.dropLast()), ","]
    }
    let isAdverb = words.count > 1 && words[0].hasSuffix("ly") && !Lexicon.verbs.contains(words[0])
    let start = isAdverb ? 1 : 0
    guard words.indices.contains(start), Lexicon.verbs.contains(words[start]) else {
      isVerb = false
      return
    }
    isVerb = true
    // A whole sentence has the articles that it wants.
    let isSentence = words.count > 6 || words.contains { ["a", "an", "the"].contains($0) }
    var expectsObject = false
    for (index, word) in words.enumerated() {
      if index < start {
        pieces.append(.word(word))
        continue
      }
      let before = index > 0 ? words[index - 1] : ""
      // The noun behind `and` is more often a noun where what follows is the end: `oil and salt`.
      let isJoined =
        (before == "and" || before == "or" || before == "then")
        && (index == start + 2
          || Lexicon.verbs.contains(word) && !Lexicon.nounsThatAreVerbs.contains(word))
      if index == start || isJoined {
        pieces.append(.verb(Verb(word)))
        expectsObject = true
        continue
      }
      if expectsObject {
        if Lexicon.particles.contains(word), !Lexicon.prepositions.contains(word) {
          pieces.append(.word(word))
          continue
        }
        if !isSentence, Self.takesArticle(words, index) { pieces.append(.word("the")) }
        expectsObject = false
      }
      pieces.append(.word(word))
      if Lexicon.prepositions.contains(word), !Lexicon.bare.contains(word) { expectsObject = true }
    }
  }

  /// Whether the noun phrase that begins at a word wants `the`.
  private static func takesArticle(_ words: [String], _ index: Int) -> Bool {
    let word = words[index]
    if word == "," || Lexicon.determiners.contains(word) || Lexicon.prepositions.contains(word)
      || Lexicon.connectives.contains(word) || Lexicon.particles.contains(word)
      || word.hasSuffix("ly") || word.hasSuffix("ing") || word.first?.isNumber ?? false
      || word.first?.isUppercase ?? false
    {
      return false
    }
    // The noun is the last word before the next small word.
    var last = index
    while last + 1 < words.count, !Lexicon.prepositions.contains(words[last + 1]),
      !Lexicon.connectives.contains(words[last + 1]),
      !Lexicon.particles.contains(words[last + 1])
    {
      last += 1
    }
    let noun = words[last]
    if Lexicon.massNouns.contains(noun) { return false }
    // `cut into strips`: a plural behind a preposition is indefinite.
    let isBehindPreposition = index > 0 && Lexicon.prepositions.contains(words[index - 1])
    return !(isBehindPreposition && noun.hasSuffix("s") && !noun.hasSuffix("ss"))
  }

  /// The phrase in a form: `puts the lid on`.
  func text(_ form: Form) -> String {
    guard isVerb else {
      let name = "the step “\(label)”"
      switch form {
      case .base: return label
      case .third: return "does \(name)"
      case .past: return "did \(name)"
      case .gerund: return "doing \(name)"
      }
    }
    return pieces.map { piece in
      switch piece {
      case .word(let word): word
      case .verb(let verb):
        switch form {
        case .base: verb.base
        case .third: verb.third
        case .past: verb.past
        case .gerund: verb.gerund
        }
      }
    }.joined(separator: " ").replacing(" ,", with: ",")
  }
}
