import Annotations
import Testing

@Suite struct JSONTests {
  @Test(arguments: 0..<300) func `generated values survive writing and reading`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let value = generator.json()
    for layout in [JSONValue.Layout.compact, .pretty] {
      let text = try value.text(layout)
      let back = try JSONValue(parsing: text)
      #expect(back == value, "seed \(seed), \(layout): \(text)")
      #expect(try back.text(layout) == text, "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("{\"a\":1,}", 1, 8), ("01", 1, 1),
    ("1.", 1, 3), ("-", 1, 2), ("1e", 1, 3), (".5", 1, 1), ("+1", 1, 1), ("nul", 1, 1),
    ("\"\\x\"", 1, 3), ("\"a\nb\"", 1, 3), ("[\n  tru]", 2, 3), ("{\"a\" 1}", 1, 6),
    ("{\"a\":1,\"a\":2}", 1, 8), ("\"\\ud800\"", 1, 2), ("\"\\udc00\\ud800\"", 1, 2),
    ("\"\\u12g4\"", 1, 4), ("1e999", 1, 1), ("[1]x", 1, 4), ("\"open", 1, 1), ("{1:2}", 1, 2),
    ("NaN", 1, 1), ("'a'", 1, 1), ("[1,\r\n\"\t\"]", 2, 2),
  ]) func `bad text is refused with its place`(text: String, line: Int, column: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.line == line, "\(text): \(String(describing: error))")
    #expect(error?.column == column, "\(text): \(String(describing: error))")
  }

  @Test func `invalid UTF-8 is refused`() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xC0], [0x22, 0xC3],
    ] {
      #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    }
  }

  @Test func `nesting is followed to the limit and no deeper`() throws {
    let limit = JSONValue.depthLimit
    let good = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    _ = try JSONValue(parsing: good)
    #expect(throws: JSONError.self) { try JSONValue(parsing: "[" + good + "]") }
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: String(repeating: "{\"a\":[", count: 100_000))
    }
  }

  @Test(arguments: [
    ("9223372036854775807", JSONValue.integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number(9.223372036854775808e18)),
    ("1.0", .number(1)), ("1E2", .number(100)), ("5e-324", .number(.leastNonzeroMagnitude)),
    ("0", .integer(0)),
    ("\"\\ud83e\\uded6\\u00e9\\/\"", .string("🫖é/")), ("\u{FEFF}[ ]", .array([])),
    (" {} ", .object([])),
  ]) func `values are read as what they are`(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
  }

  @Test func `minus zero keeps its sign`() throws {
    guard case .number(let zero) = try JSONValue(parsing: "-0") else {
      Issue.record("-0 is no number")
      return
    }
    #expect(zero.sign == .minus)
    #expect(try JSONValue.number(zero).text(.compact) == "-0.0")
  }

  @Test func `what JSON cannot hold is refused with its place`() {
    let value = JSONValue.object([JSONMember("a", .array([.number(1), .number(.nan)]))])
    let error = #expect(throws: JSONError.self) { try value.text() }
    #expect(error?.reason.hasPrefix("a[1] is nan") == true)
  }

  @Test(arguments: 0..<200) func `no bytes crash the parser`(seed: Int) {
    var generator = Generator(seed: seed)
    let alphabet = Array("{}[]\":,\\u0123eE+-. ntfalse\n\u{FF}".utf8) + [0x80, 0xFF, 0]
    for _ in 0..<50 {
      let bytes = (0..<generator.int(0...40)).map { _ in
        alphabet[generator.int(0...alphabet.count - 1)]
      }
      _ = try? JSONValue(parsing: bytes)
    }
  }

  @Test func `pretty text keeps short objects on one line`() throws {
    let value = JSONValue.object([
      JSONMember("schema", .string("x")),
      JSONMember(
        "start", .object([JSONMember("frame", .integer(0)), JSONMember("s", .number(0))])),
      JSONMember("list", .array((0..<40).map { .integer($0) })),
    ])
    let lines = try value.text().split(separator: "\n")
    #expect(lines[0] == "{")
    #expect(lines[2] == "  \"start\": {\"frame\": 0, \"s\": 0.0},")
    #expect(lines[3] == "  \"list\": [")
    #expect(lines.allSatisfy { $0.utf8.count <= 100 })
  }
}
