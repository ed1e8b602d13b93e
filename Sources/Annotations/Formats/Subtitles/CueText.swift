/// The text of a WebVTT cue without its markup.
enum CueText {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "lrm": "\u{200E}", "rlm": "\u{200F}", "nbsp": "\u{A0}",
    "quot": "\"",
  ]

  /// Drops tags and resolves character references; what is neither stays as it is.
  static func plain(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "<", let end = rest.firstIndex(of: ">") {
        rest = rest[rest.index(after: end)...]
      } else if scalar == "&", let end = rest.prefix(12).firstIndex(of: ";"),
        let resolved = reference(String(rest[..<end]))
      {
        output.append(contentsOf: resolved.unicodeScalars)
        rest = rest[rest.index(after: end)...]
      } else {
        output.append(scalar)
      }
    }
    return String(output)
  }

  private static func reference(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { UnicodeScalar($0) }.map { String(Character($0)) }
  }
}
