extension String {
  /// The text as the content of an XML element, or within the double quotes of a value.
  ///
  /// Blanks that XML would change are written as references. A character that XML 1.0 cannot hold
  /// becomes U+FFFD; ``holdsOnlyMarkupCharacters`` tells beforehand.
  var markupEscaped: String {
    var output = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "&": output.append(contentsOf: "&amp;".unicodeScalars)
      case "<": output.append(contentsOf: "&lt;".unicodeScalars)
      case ">": output.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": output.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": output.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default: output.append(Self.isOfMarkup(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return String(output)
  }

  /// Whether XML 1.0 can hold every character.
  var holdsOnlyMarkupCharacters: Bool {
    unicodeScalars.allSatisfy { "\t\n\r".unicodeScalars.contains($0) || Self.isOfMarkup($0) }
  }

  private static func isOfMarkup(_ scalar: UnicodeScalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }
}
