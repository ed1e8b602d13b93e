/// Words of a text as the blind rules see them.
enum TextWords {
  private static let common: Set<String> = [
    "a", "an", "the", "of", "in", "on", "to", "and", "or", "is", "are", "was", "were", "it", "its",
    "with", "by", "for", "at", "from", "that", "this", "which", "what",
  ]

  /// All words in lower case; digits count as words.
  static func all(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Words without the commonest ones.
  static func content(of text: String) -> [String] { all(of: text).filter { !common.contains($0) } }
}

/// The number in a choice such as `12 seconds`, `1:30`, `three times`.
enum ChoiceNumber {
  private static let words: [String: Double] = [
    "zero": 0, "never": 0, "none": 0, "one": 1, "once": 1, "first": 1, "two": 2, "twice": 2,
    "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6,
    "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9, "ninth": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
  ]

  /// The value of the first number, in seconds where it is followed by minutes; nil without one.
  static func value(of choice: String) -> Double? {
    let parts = choice.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }
    for (index, part) in parts.enumerated() {
      guard let number = Double(part) ?? words[String(part)] else { continue }
      let unit = parts.indices.contains(index + 1) ? parts[index + 1] : ""
      return unit.hasPrefix("minute") ? number * 60 : number
    }
    return nil
  }
}
