/// How the report writes numbers, times and commands; the same on every machine and in every locale.
enum ReportNotation {
  /// A number with so many decimals, such as `5.10`; `–` for what is not a number.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "–" }
    let unit = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (value.magnitude * unit).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int64(scaled)
    let sign = value < 0 && whole > 0 ? "−" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let fraction = String(whole % Int64(unit))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(sign)\(whole / Int64(unit)).\(zeros)\(fraction)"
  }

  /// A number without trailing zeros, at most three decimals: `5`, `2.5`, `29.97`.
  static func short(_ value: Double) -> String {
    var text = fixed(value, 3)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A count with thousands apart: `12,345`.
  static func count(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// A moment as `HH:MM:SS.mmm`.
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds.magnitude < 1e12 else { return "–" }
    let all = Int64((seconds.magnitude * 1000).rounded())
    let parts = [all / 3_600_000, all / 60_000 % 60, all / 1000 % 60].map { padded($0, to: 2) }
    let sign = seconds < 0 && all > 0 ? "−" : ""
    return sign + parts.joined(separator: ":") + "." + padded(all % 1000, to: 3)
  }

  /// A length for people: `7.07 s`, `2 min 3 s`, `1 h 02 min`.
  static func length(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds.magnitude < 1e12 else { return "–" }
    guard seconds >= 59.995 else { return fixed(seconds, 2) + " s" }
    let all = Int64(seconds.rounded())
    if all < 3600 { return "\(all / 60) min \(all % 60) s" }
    return "\(all / 3600) h \(padded(all / 60 % 60, to: 2)) min"
  }

  /// A command that a shell reads back as the same words.
  static func shell(_ words: [String]) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_")
    return words.map { word in
      if !word.isEmpty && word.allSatisfy(plain.contains) { return word }
      let parts = word.split(separator: "'", omittingEmptySubsequences: false)
      return "'" + parts.joined(separator: "'\\''") + "'"
    }.joined(separator: " ")
  }

  /// A whole number with leading zeros.
  static func padded(_ value: Int64, to digits: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
