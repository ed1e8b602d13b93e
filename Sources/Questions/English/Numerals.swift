/// Numbers in words.
enum Numerals {
  /// `first`, …, `twelfth`, then `13th`.
  static func ordinal(_ n: Int) -> String {
    let words = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
      "eleventh", "twelfth",
    ]
    if (1...words.count).contains(n) { return words[n - 1] }
    let ending =
      (11...13).contains(n % 100) ? "th" : ["th", "st", "nd", "rd"][safe: n % 10] ?? "th"
    return "\(n)\(ending)"
  }

  /// How often, such as `once`, `twice` or `three times`.
  static func times(_ n: Int) -> String {
    switch n {
    case 0: "never"
    case 1: "once"
    case 2: "twice"
    default: "\(cardinal(n)) times"
    }
  }

  /// A number in words up to `twelve`, then in digits.
  static func cardinal(_ n: Int) -> String {
    let words = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return words[safe: n] ?? String(n)
  }

  /// A number with its noun: `1 second`, `2 seconds`.
  static func amount(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }

  /// A length as a choice states it: `about 45 seconds`, `about 2 minutes 5 seconds`.
  static func length(_ microseconds: Int64) -> String {
    let seconds = Int((Double(microseconds) / 1e6).rounded())
    if seconds < 60 { return "about \(amount(seconds, "second"))" }
    let rest = seconds % 60
    let minutes = amount(seconds / 60, "minute")
    return rest == 0 ? "about \(minutes)" : "about \(minutes) \(amount(rest, "second"))"
  }
}

extension Array {
  /// The element at a place; nil where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
