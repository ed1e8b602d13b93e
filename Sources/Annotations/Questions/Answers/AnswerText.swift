internal import Foundation

/// Finds the choice that a model's words name, by PerceptionComp's protocol, and never by guessing.
///
/// Reasoning within think tags is left out. Then, the first that is there: the content of the last
/// answer tag; the last "answer: X" or "answer is X"; a letter that stands alone or begins the text
/// as `B.` or `(B)`; a text equal to a choice; the last letter that stands alone, the article "A"
/// set aside. Nothing of it is no answer.
public enum AnswerText {
  /// The place of the choice, from 0; nil where the words name none.
  public static func choice(in text: String, among choices: [String]) -> Int? {
    let spoken = afterThinking(text)
    if let tagged = lastTag("answer", in: spoken) {
      return letter(alone: tagged, choices.count) ?? place(ofText: tagged, among: choices)
        ?? lastLetter(in: tagged, choices.count)
    }
    return statedLetter(in: spoken, choices.count) ?? letter(alone: spoken, choices.count)
      ?? place(ofText: spoken, among: choices) ?? lastLetter(in: spoken, choices.count)
  }

  private static func afterThinking(_ text: String) -> String {
    guard let end = text.range(of: "</think>", options: [.caseInsensitive, .backwards]) else {
      return text
    }
    return String(text[end.upperBound...])
  }

  private static func lastTag(_ name: String, in text: String) -> String? {
    guard let opening = text.range(of: "<\(name)>", options: [.caseInsensitive, .backwards]) else {
      return nil
    }
    let rest = text[opening.upperBound...]
    guard let closing = rest.range(of: "</\(name)>", options: .caseInsensitive) else {
      return String(rest)
    }
    return String(rest[..<closing.lowerBound])
  }

  /// The last letter behind the word "answer", with "is", a colon, stars, brackets or the word
  /// "option" or "choice" between them.
  private static func statedLetter(in text: String, _ count: Int) -> Int? {
    let words = words(of: text)
    var found: Int?
    for (index, word) in words.enumerated() where word.lowercased() == "answer" {
      let between: Set<String> = [
        "is", "option", "choice", "letter", "the", "correct", "would", "be",
      ]
      let rest = words[(index + 1)...].drop { between.contains($0.lowercased()) }
      if let word = rest.first, let place = place(ofLetter: word, count), !isArticle(rest) {
        found = place
      }
    }
    return found
  }

  /// The letter of a text that is one letter, or begins with one and a mark behind it: `B`, `(B)`,
  /// `**B**`, `B. fill kettle`.
  private static func letter(alone text: String, _ count: Int) -> Int? {
    let bare = text.drop { $0.isWhitespace || "*([\"'`$\\{".contains($0) }
    guard let first = bare.first, let place = place(ofLetter: String(first), count) else {
      return nil
    }
    let rest = bare.dropFirst()
    if rest.allSatisfy({ $0.isWhitespace || "*)].:,;!\"'`$}".contains($0) }) { return place }
    guard let mark = rest.first, ".,):]*\n".contains(mark) else { return nil }
    return place
  }

  private static func place(ofText text: String, among choices: [String]) -> Int? {
    let wanted = folded(text)
    let matches = choices.indices.filter { folded(choices[$0]) == wanted }
    return matches.count == 1 && !wanted.isEmpty ? matches[0] : nil
  }

  private static func folded(_ text: String) -> String {
    words(of: text).joined(separator: " ").lowercased()
  }

  private static func lastLetter(in text: String, _ count: Int) -> Int? {
    let words = words(of: text)[...]
    for index in words.indices.reversed() {
      let isCapital = words[index].first?.isUppercase ?? false
      if isCapital, let place = place(ofLetter: words[index], count), !isArticle(words[index...]) {
        return place
      }
    }
    return nil
  }

  /// Whether an "A" or "a" goes on in small letters, as the article does.
  private static func isArticle(_ words: ArraySlice<String>) -> Bool {
    guard let first = words.first, first == "A" || first == "a",
      let next = words.dropFirst().first?.first
    else { return false }
    return next.isLowercase || next.isNumber
  }

  private static func place(ofLetter word: String, _ count: Int) -> Int? {
    guard word.count == 1, let place = AnswerKey.place(ofLetter: word), place < count else {
      return nil
    }
    return place
  }

  private static func words(of text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
