extension JSONParser {
  /// A number: an integer of 64 bits where it is one, else the nearest `Double`.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    let negative = take(UInt8(ascii: "-"))
    let whole = position
    let digits = skipDigits()
    if digits == 0 { throw fault("a digit should follow the minus sign") }
    if digits > 1, bytes[whole] == UInt8(ascii: "0") {
      throw fault("a number may not begin with a superfluous 0", at: whole)
    }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      if skipDigits() == 0 { throw fault("a digit should follow the decimal point") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if skipDigits() == 0 { throw fault("a digit should follow the exponent sign") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text), !(negative && integer == 0) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw fault("the number is too large", at: start)
    }
    return .number(number)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  /// A string with its escapes resolved; the opening quote stands at the position.
  mutating func string() throws(JSONError) -> String {
    let opening = position
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: content, as: UTF8.self) else {
          throw fault("the string that begins here is not valid UTF-8", at: opening)
        }
        position += 1
        return text
      }
      if byte < 0x20 {
        throw fault("\(Self.name(of: byte)) must be escaped in a string")
      }
      position += 1
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: try escape())
      } else {
        content.append(byte)
      }
    }
    throw fault("the string that begins here has no end", at: opening)
  }

  /// What an escape stands for, as UTF-8; the position is behind the backslash.
  private mutating func escape() throws(JSONError) -> [UInt8] {
    guard position < bytes.count else { throw fault("the text ends within an escape") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try Array(String(scalar()).utf8)
    default: throw fault("\(Self.name(of: letter)) cannot be escaped", at: position - 1)
    }
  }

  /// The scalar of `\uXXXX`, or of the two that make a surrogate pair.
  private mutating func scalar() throws(JSONError) -> Character {
    let start = position - 2
    let unit = try hexadecimal()
    if let scalar = UnicodeScalar(unit) { return Character(scalar) }
    guard (0xD800..<0xDC00).contains(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw fault("half a surrogate pair is no character", at: start)
    }
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw fault("half a surrogate pair is no character", at: start) }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw fault("four hexadecimal digits should follow") }
    var unit: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault("four hexadecimal digits should follow")
      }
      unit = unit << 4 | UInt32(digit)
    }
    position += 4
    return unit
  }
}
