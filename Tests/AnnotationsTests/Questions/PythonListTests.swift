import Annotations
import Testing

@Suite struct PythonListTests {
  /// Texts that try to leave their quotes, the list or the row.
  static let hostile = [
    "", "don't", "\"", "'", "\\", "\\'", "'] + [__import__('os').system('touch pwned')] + ['",
    "\"\"\"", "'''", "\n", "\r\n", "\t", "\0", "{0}", "{exit()}", "f'{1}'", "%s", "#", "\u{2028}",
    "\u{85}", "e\u{301}", "é", "日本", "🫖", "\u{202E}", "\u{FEFF}", "\\x27", "\\N{BULLET}", "None",
    "=1+1", "@SUM(A1)", "a, b", "[", "]", "$(touch pwned)", "`touch pwned`",
  ]

  @Test func whatIsWrittenReadsBack() throws {
    for text in Self.hostile {
      #expect(try PythonList(parsing: PythonList([text, "x"]).literal).texts == [text, "x"])
    }
    #expect(try PythonList(parsing: PythonList(Self.hostile).literal).texts == Self.hostile)
    #expect(PythonList([]).literal == "[]")
  }

  @Test func aLiteralHasOnlyQuotesEscapesAndHarmlessCharacters() {
    for text in Self.hostile {
      let literal = PythonList([text]).literal
      #expect(literal.hasPrefix("['") && literal.hasSuffix("']"))
      let inner = literal.dropFirst(2).dropLast(2)
      #expect(!inner.contains { "'\"\n\r\t()[]{}`#$".contains($0) || !$0.isASCII }, "\(literal)")
    }
  }

  @Test func randomTextsReadBack() throws {
    var generator = Generator(seed: 11)
    for round in 0..<300 {
      let texts = (0..<5).map { _ in
        String(
          String.UnicodeScalarView(
            (0..<8).compactMap { _ in
              Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator))
            }))
      }
      let back = try PythonList(parsing: PythonList(texts).literal).texts
      #expect(
        back.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) },
        "seed 11, round \(round)")
    }
  }

  @Test(arguments: [
    ("['a', \"b\"]", ["a", "b"]), ("('a', 'b',)", ["a", "b"]), ("[1, -2.5]", ["1", "-2.5"]),
    ("[ 'a' 'b' ]", ["ab"]), ("['\\n\\x41\\u00e9\\'']", ["\nAé'"]), ("['\\q']", ["\\q"]),
  ]) func whatPythonWritesIsRead(literal: String, texts: [String]) throws {
    #expect(try PythonList(parsing: literal).texts == texts)
  }

  @Test(arguments: [
    "", "a", "['a'", "['a", "['a' b]", "[exit()]", "['a'] + ['b']", "['\\u12']", "['\\", "[,]",
    "[['a']]", "['\\ud800']", "{'a'}",
  ]) func whatIsNoListOfStringsIsRefused(literal: String) {
    #expect(throws: JSONError.self) { try PythonList(parsing: literal) }
  }
}
