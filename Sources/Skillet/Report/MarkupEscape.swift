internal import Mustache

/// Escapes text for HTML elements and quoted attributes, scalar by scalar.
///
/// The template library's own rule goes character by character, and so lets a quotation mark pass
/// that is followed by a combining mark; a browser ends the attribute there. Control characters,
/// which HTML cannot write, and the two that reverse text to disguise it become U+FFFD.
struct MarkupEscape: MustacheContentType {
  static let name = "SkilletHTML"

  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    escaped.reserveCapacity(text.unicodeScalars.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n": escaped.append(scalar)
      case "\0"..." ", "\u{7F}"..."\u{9F}":
        escaped.append(scalar == " " ? scalar : "\u{FFFD}")
      case "\u{202D}", "\u{202E}": escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
