internal import Foundation

/// Labels as people would write them.
enum FactLabel {
  /// Blanks for underscores, words for `camelCase` and one blank where several stand: `put toppingOnTop`
  /// becomes `put topping on top`, `put_egg2plate` becomes `put egg to plate`.
  static func words(_ label: String) -> String {
    var text = ""
    var before: Character = " "
    let isOneWord = !label.contains { $0.isWhitespace }
    for character in label {
      if character == "_" || character.isWhitespace {
        if before != " " { text.append(" ") }
        before = " "
        continue
      }
      if isOneWord, character == "2", before.isLetter {
        text += " to "
        before = " "
        continue
      }
      if isOneWord, character.isUppercase, before.isLowercase { text.append(" ") }
      text += isOneWord ? character.lowercased() : String(character)
      before = character
    }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }

  /// A class name in words: `PractisePoleVault` becomes `practise pole vault`.
  static func topic(_ name: String) -> String { words(name).lowercased() }

  /// CaptainCook4D's `Cut-Cut onion into two pieces` without the verb in front, which is kept
  /// where the rest has none; a second sentence and what stands in brackets are left out.
  static func captainCook(_ description: String) -> String {
    var text = description
    if let dash = text.firstIndex(of: "-"), !text[..<dash].contains(where: \.isNumber) {
      let verb = text[..<dash].filter { !$0.isWhitespace }.lowercased()
      var rest = text[text.index(after: dash)...].drop(while: \.isWhitespace)
      let first = rest.prefix { !$0.isWhitespace }.lowercased()
      // `Add-1 egg to a blender` needs its verb, `add-Measure 1/8 teaspoon` has one.
      if first.first?.isNumber ?? false { rest = "\(verb) \(rest)" }
      text = String(rest)
    }
    if let end = text.range(of: ". ") { text = String(text[..<end.lowerBound]) }
    var outside = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if depth == 0 { outside.append(character) }
      if character == ")" { depth = max(0, depth - 1) }
    }
    while let last = outside.last, last.isWhitespace || last == "." || last == "," {
      outside.removeLast()
    }
    return outside.prefix(1).lowercased() + words(String(outside.dropFirst()))
  }
}
