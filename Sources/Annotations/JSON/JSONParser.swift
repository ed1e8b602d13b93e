extension JSONValue {
  /// The deepest nesting of lists and objects that the parser follows.
  public static let depthLimit = 256
  /// The most values of one text, so that a hostile one cannot fill the memory.
  public static let valueLimit = 20_000_000

  /// Reads one JSON text (RFC 8259), strictly, from UTF-8 bytes.
  ///
  /// Members keep their order. A byte-order mark is skipped. Refused, beside what the grammar
  /// refuses: a key that appears twice in an object, half a surrogate pair, a number whose
  /// magnitude no `Double` holds, nesting deeper than ``depthLimit``, and more values than
  /// ``valueLimit``. A whole number beyond 64 bits becomes the nearest `Double`. Cost: linear in the
  /// number of bytes.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }

  /// Reads one JSON text, strictly.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// The recursive descent over the bytes of one text.
struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  var depth = 0
  private var values = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(JSONError) -> JSONValue {
    skipBlanks()
    let value = try self.value()
    skipBlanks()
    if position < bytes.count { throw fault("there is more text after the end of the value") }
    return value
  }

  mutating func value() throws(JSONError) -> JSONValue {
    guard position < bytes.count else { throw fault("the text ends where a value should stand") }
    values += 1
    if values > JSONValue.valueLimit {
      throw fault("there are more than \(JSONValue.valueLimit) values")
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case let byte: throw fault("\(Self.name(of: byte)) cannot begin a value")
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    try enter()
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return leave(.object(members)) }
    while true {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw fault("a key in double quotes should stand here")
      }
      let start = position
      let key = try string()
      if !keys.insert(key).inserted { throw fault("the key \"\(key)\" appears twice", at: start) }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault("a colon should follow the key") }
      skipBlanks()
      members.append(JSONMember(key, try value()))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return leave(.object(members)) }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or } should stand here") }
    }
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    try enter()
    var values: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return leave(.array(values)) }
    while true {
      skipBlanks()
      values.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return leave(.array(values)) }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or ] should stand here") }
    }
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    if depth > JSONValue.depthLimit {
      throw fault("lists and objects are nested deeper than \(JSONValue.depthLimit)")
    }
    position += 1
  }

  private mutating func leave(_ value: JSONValue) -> JSONValue {
    depth -= 1
    return value
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let letters = Array(text.utf8)
    guard bytes[position...].starts(with: letters) else {
      throw fault("only true, false and null may stand without quotes")
    }
    position += letters.count
    return value
  }

  mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }
}

extension JSONParser {
  /// A fault at a byte, with its line and column counted now.
  func fault(_ reason: String, at place: Int? = nil) -> JSONError {
    let end = min(place ?? position, bytes.count)
    var (line, lineStart) = (1, 0)
    for index in 0..<end where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return JSONError(line: line, column: end - lineStart + 1, reason: reason)
  }

  /// A byte as a person would call it.
  static func name(of byte: UInt8) -> String {
    if (0x21...0x7E).contains(byte) { return "'\(Character(UnicodeScalar(byte)))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "the byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
  }
}
