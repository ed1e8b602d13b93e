/// A list of strings as Python writes it, such as `['fill kettle', "don't"]`.
///
/// VLMEvalKit hands such a cell to `eval`. What is written here can only be a list of strings: every
/// string stands in single quotes, and every character in it that is not a letter, a digit, a blank
/// or harmless punctuation of ASCII is an escape of Python, so that no text can end its quotes, and
/// no tab, newline or quotation mark can break the table's row.
public struct PythonList: Sendable, Hashable {
  /// The strings.
  public var texts: [String]

  /// Collects strings.
  public init(_ texts: [String]) { self.texts = texts }

  /// The literal.
  public var literal: String {
    "[" + texts.map(Self.quoted).joined(separator: ", ") + "]"
  }

  private static func quoted(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9": literal.unicodeScalars.append(scalar)
      case " ", ",", ".", ":", ";", "-", "+", "/", "!", "?", "*", "%", "=", "&", "@":
        literal.unicodeScalars.append(scalar)
      case "\0"..."\u{FF}": literal += "\\x" + hexadecimal(scalar.value, 2)
      case "\u{100}"..."\u{FFFF}": literal += "\\u" + hexadecimal(scalar.value, 4)
      default: literal += "\\U" + hexadecimal(scalar.value, 8)
      }
    }
    return literal + "'"
  }

  private static func hexadecimal(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// Reads a literal of strings and numbers, and nothing that would have to be run.
  ///
  /// - Throws: `JSONError` that says what is no such list, and in which column.
  public init(parsing text: String) throws(JSONError) {
    var reader = PythonListReader(Array(text.unicodeScalars))
    texts = try reader.list()
  }
}

/// The descent over the scalars of one literal.
private struct PythonListReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func list() throws(JSONError) -> [String] {
    skipBlanks()
    guard let opening = next, opening == "[" || opening == "(" else {
      throw fault("a list should begin with [")
    }
    position += 1
    let closing: Unicode.Scalar = opening == "[" ? "]" : ")"
    var texts: [String] = []
    while true {
      skipBlanks()
      if next == closing { break }
      texts.append(try item())
      skipBlanks()
      if next == "," {
        position += 1
      } else if next != closing {
        throw fault("a comma or \(closing) should stand here")
      }
    }
    position += 1
    skipBlanks()
    if next != nil { throw fault("there is more text after the end of the list") }
    return texts
  }

  private mutating func item() throws(JSONError) -> String {
    if next == "'" || next == "\"" {
      var text = try string()
      skipBlanks()
      while next == "'" || next == "\"" {
        text += try string()
        skipBlanks()
      }
      return text
    }
    let start = position
    while let scalar = next,
      scalar.properties.numericType != nil || "+-.eE_".contains(Character(scalar))
    {
      position += 1
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<position])
    guard Double(String(text)) != nil else {
      position = start
      throw fault("a string in quotes or a number should stand here")
    }
    return String(text)
  }

  private mutating func string() throws(JSONError) -> String {
    let opening = position
    let quote = scalars[position]
    position += 1
    var text = String.UnicodeScalarView()
    while let scalar = next {
      position += 1
      if scalar == quote { return String(text) }
      if scalar == "\\" { try escape(into: &text) } else { text.append(scalar) }
    }
    position = opening
    throw fault("the string that begins here has no end")
  }

  private mutating func escape(into text: inout String.UnicodeScalarView) throws(JSONError) {
    guard let letter = next else { throw fault("the text ends within an escape") }
    position += 1
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}",
      "b": "\u{8}", "f": "\u{C}", "v": "\u{B}", "0": "\0",
    ]
    if let scalar = plain[letter] { return text.append(scalar) }
    let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    guard let count = digits[letter] else {
      if letter == "\n" { return }
      // Python keeps both of an escape that it does not know.
      text.append("\\")
      return text.append(letter)
    }
    var code = String.UnicodeScalarView()
    code.append(contentsOf: scalars[position..<min(position + count, scalars.count)])
    guard code.count == count, let value = UInt32(String(code), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw fault("the escape names no character") }
    position += count
    text.append(scalar)
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func skipBlanks() {
    while let scalar = next, scalar.properties.isWhitespace { position += 1 }
  }

  private func fault(_ reason: String) -> JSONError {
    JSONError(line: 1, column: position + 1, reason: "column \(position + 1): \(reason)")
  }
}
