extension MarkupReader {
  /// `<?xml version="1.0" encoding="UTF-8"?>`; throws where it names another encoding.
  mutating func declaration() throws(MarkupError) {
    let start = position
    try pass("<?xml", until: "?>", name: "the declaration")
    let content = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let key = content.firstRange(of: "encoding") else { return }
    let rest = content[key.upperBound...].drop { " \t\r\n=".contains($0) }
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      throw fault("the encoding should stand in quotes", at: start)
    }
    let encoding = rest.dropFirst().prefix { $0 != quote }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding.lowercased()) else {
      throw fault("the text is said to be \(encoding); save it as UTF-8", at: start)
    }
  }

  /// A name: of letters, digits, `_`, `:`, `-`, `.` and anything beyond ASCII.
  mutating func name(_ what: String) throws(MarkupError) -> String {
    let start = position
    while position < bytes.count, Self.isOfName(bytes[position]) { position += 1 }
    guard position > start, !"-.0123456789".utf8.contains(bytes[start]) else {
      throw fault("\(what) should stand here", at: start)
    }
    if position - start > 1024 { throw fault("\(what) is longer than 1024 bytes", at: start) }
    return try text(start..<position)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...0xFF:
      true
    default: false
    }
  }

  /// `key="value"`, blanks allowed around the equals sign.
  mutating func attribute(of tag: String) throws(MarkupError) -> (String, String) {
    let key = try name("the name of an attribute")
    _ = skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      throw fault("an equals sign should follow the attribute \(key) of <\(tag)>")
    }
    position += 1
    _ = skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == 0x27
    else { throw fault("the value of the attribute \(key) should stand in quotes") }
    let opening = position
    position += 1
    let value = try characters(until: bytes[opening], inValue: true)
    guard position < bytes.count else {
      throw fault("the value that begins here has no end", at: opening)
    }
    position += 1
    return (key, value)
  }

  /// Text up to a byte that is left standing, references resolved, line ends as LF (in a value as
  /// blanks, as XML has it).
  mutating func characters(until stop: UInt8, inValue: Bool = false) throws(MarkupError) -> String {
    let start = position
    var content: [UInt8] = []
    while position < bytes.count, bytes[position] != stop {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "&"): content.append(contentsOf: try reference())
      case UInt8(ascii: "<"): throw fault("< must be written &lt; in a value")
      case 0x0D:
        position += 1
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        content.append(inValue ? 0x20 : 0x0A)
      case 0x09, 0x0A:
        position += 1
        content.append(inValue ? 0x20 : byte)
      case 0..<0x20: throw fault("\(JSONParser.name(of: byte)) cannot stand in XML")
      default:
        let run = position
        while position < bytes.count, bytes[position] != stop,
          bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "&"),
          bytes[position] != UInt8(ascii: "<")
        {
          position += 1
        }
        content.append(contentsOf: bytes[run..<position])
      }
      if content.count > Self.textLimit { throw tooLong(inValue ? "the value" : "the text") }
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw notUnicode(start..<position)
    }
    return text
  }

  /// `&lt;`, `&#10;`, `&#x1F600;` as UTF-8.
  private mutating func reference() throws(MarkupError) -> [UInt8] {
    let start = position
    let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end else { throw fault("& must be written &amp;", at: start) }
    position = end + 1
    let body = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    switch body {
    case "lt": return Array("<".utf8)
    case "gt": return Array(">".utf8)
    case "amp": return Array("&".utf8)
    case "quot": return Array("\"".utf8)
    case "apos": return Array("'".utf8)
    default: break
    }
    guard body.hasPrefix("#") else { throw fault("the entity &\(body); is not known", at: start) }
    let isHexadecimal = body.hasPrefix("#x")
    let digits = body.dropFirst(isHexadecimal ? 2 : 1)
    guard digits.allSatisfy({ $0.isHexDigit && $0.isASCII }),
      let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = UnicodeScalar(code),
      code >= 0x20 || [0x09, 0x0A, 0x0D].contains(code), code != 0xFFFE, code != 0xFFFF
    else { throw fault("&\(body); names no character that XML can hold", at: start) }
    return Array(String(scalar).utf8)
  }

  /// The text within `<![CDATA[` and `]]>`.
  mutating func literal() throws(MarkupError) -> String {
    let start = position + 9
    try pass("<![CDATA[", until: "]]>", name: "the CDATA section")
    let content = start..<(position - 3)
    if content.count > Self.textLimit { throw tooLong("the CDATA section", at: start) }
    return try text(content).replacing("\r\n", with: "\n")
  }

  /// Moves behind what begins with `opening` and ends with `closing`.
  mutating func pass(
    _ opening: String, until closing: String, name: String
  ) throws(MarkupError) {
    let (start, end) = (position, Array(closing.utf8))
    position += opening.utf8.count
    while position + end.count <= bytes.count {
      if bytes[position] == end[0], bytes[position...].starts(with: end) {
        position += end.count
        return
      }
      position += 1
    }
    throw fault("\(name) that begins here has no end", at: start)
  }

  /// The bytes as text; throws where they are not UTF-8.
  private func text(_ range: Range<Int>) throws(MarkupError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw notUnicode(range)
    }
    return text
  }

  /// The fault of bytes that are not UTF-8, at the first that is wrong.
  private func notUnicode(_ range: Range<Int>) -> MarkupError {
    var (good, bad) = (range.lowerBound, range.upperBound)
    while bad - good > 1 {
      let middle = (good + bad) / 2
      var end = middle
      while end > good, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      if end > good, String(validating: bytes[range.lowerBound..<end], as: UTF8.self) != nil {
        good = end
      } else {
        bad = middle
      }
    }
    return fault("the text is not valid UTF-8; save it as UTF-8", at: good)
  }

  /// Moves behind blanks and says how many there were.
  mutating func skipBlanks() -> Int {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return position - start
      }
    }
    return position - start
  }

  /// Whether these letters stand at the position.
  func has(_ letters: StaticString) -> Bool {
    letters.withUTF8Buffer { wanted in
      guard position + wanted.count <= bytes.count else { return false }
      return wanted.indices.allSatisfy { unsafe bytes[position + $0] == wanted[$0] }
    }
  }
}
