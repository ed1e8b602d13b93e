/// Walks over the bytes of a header; the grammars of both file formats are built on it.
struct HeaderScanner {
  /// What stood where something else should have, in words.
  struct Fault: Error {
    var reason: String
  }

  let bytes: ArraySlice<UInt8>
  var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  /// The next byte without blanks before it, left where it is; nil at the end.
  mutating func peek() -> UInt8? {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
    return position < bytes.endIndex ? bytes[position] : nil
  }

  /// Steps over a character if it comes next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Steps over a character that has to come next.
  mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    guard take(character) else { throw fault("'\(character)' should stand") }
  }

  /// Steps over a word if it comes next.
  mutating func take(word: String) -> Bool {
    guard peek() != nil, bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  /// A whole number from 0, without a sign.
  mutating func wholeNumber() throws(Fault) -> Int {
    _ = peek()
    let start = position
    var value = 0
    while position < bytes.endIndex, (0x30...0x39).contains(bytes[position]) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = tens.addingReportingOverflow(Int(bytes[position]) - 0x30)
      guard !overflow && !more else { throw fault("a number is too large", at: start) }
      value = sum
      position += 1
    }
    guard position > start else { throw fault("a whole number should stand") }
    guard position == start + 1 || bytes[start] != 0x30 else {
      throw fault("a number begins with a superfluous 0", at: start)
    }
    return value
  }

  func fault(_ words: String, at place: Int? = nil) -> Fault {
    let place = place ?? position
    return Fault(reason: "\(words) at byte \(place - bytes.startIndex) of its header")
  }
}

extension HeaderScanner {
  /// A JSON string with its escapes resolved.
  mutating func jsonString() throws(Fault) -> String {
    try expect("\"")
    let start = position
    var content: [UInt8] = []
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw fault("a text that is not UTF-8 begins", at: start)
        }
        return text
      case UInt8(ascii: "\\"): content += try escape()
      case 0..<0x20: throw fault("a control character stands in a text", at: position - 1)
      default: content.append(byte)
      }
    }
    throw fault("a text without an end begins", at: start)
  }

  private mutating func escape() throws(Fault) -> [UInt8] {
    guard position < bytes.endIndex else { throw fault("a text without an end stops") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try Array(String(unicodeScalar()).utf8)
    default: throw fault("an unknown escape stands", at: position - 1)
    }
  }

  private mutating func unicodeScalar() throws(Fault) -> Character {
    let start = position
    let unit = try fourDigits()
    if let scalar = Unicode.Scalar(unit) { return Character(scalar) }
    guard (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: "\\u".utf8) else {
      throw fault("half a surrogate pair stands", at: start)
    }
    position += 2
    let low = try fourDigits()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw fault("half a surrogate pair stands", at: start) }
    return Character(scalar)
  }

  private mutating func fourDigits() throws(Fault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.endIndex, bytes[position] < 0x80,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw fault("four hexadecimal digits should stand") }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
