import Testing

@testable import Annotations

/// The XML reader takes what tools write and refuses what attackers send.
@Suite struct MarkupReaderTests {
  private func events(_ bytes: [UInt8]) throws(MarkupError) -> [MarkupEvent] {
    var reader = try MarkupReader(bytes)
    var events: [MarkupEvent] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  private func fault(_ text: String) -> MarkupError? {
    do {
      _ = try events(Array(text.utf8))
      return nil
    } catch { return error }
  }

  @Test func `tags, values, text, comments and CDATA are read`() throws {
    let text = """
      \u{FEFF}<?xml version="1.0" encoding="utf-8"?>
      <!-- a comment with <tags> & all -->
      <a x='1 "two"' y="&lt;&#x1F600;&#10;" ><b/>one\r\ntwo &amp; <![CDATA[<c> & ]]></a>

      """
    #expect(
      try events(Array(text.utf8)) == [
        .begin(
          MarkupTag(
            name: "a",
            attributes: [
              MarkupAttribute(name: "x", value: "1 \"two\""),
              MarkupAttribute(name: "y", value: "<\u{1F600}\n"),
            ], line: 3, column: 1)),
        .begin(MarkupTag(name: "b", line: 3, column: 40)), .end("b"), .text("one\ntwo & "),
        .text("<c> & "), .end("a"),
      ])
  }

  @Test func `children are met at their depth, whatever lies deeper or between`() throws {
    let text = "<a><b n='1'><b n='no'/>t<c>u</c></b>x<b n='2'/><!-- --><d/></a>"
    var reader = try MarkupReader(Array(text.utf8))
    let root = try reader.child(at: 0)
    #expect(root?.name == "a")
    var seen: [String] = []
    while let child = try reader.child(at: 1) {
      seen.append(child.name + (child["n"] ?? ""))
      if child["n"] == "1" { seen.append(try reader.text(at: 2)) }
    }
    #expect(seen == ["b1", "t", "b2", "d"])
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [
    ("", 1, 1, "there is no element"), ("{}", 1, 1, "the file is not XML"),
    ("<a>\n <b></a>", 2, 5, "</a> stands where </b>"),
    ("<a>\n<b>text", 2, 8, "the text ends within the element <b>"),
    ("<a x='1' x='2'/>", 1, 10, "appears twice"), ("<a x=1/>", 1, 6, "should stand in quotes"),
    ("<a x='1'y='2'/>", 1, 9, "a blank, > or />"), ("<a x='<'/>", 1, 7, "< must be written &lt;"),
    ("<a x='1", 1, 6, "has no end"), ("<a/><b/>", 1, 5, "second root"), ("<a/>x", 1, 5, "outside"),
    ("</a>", 1, 1, "never began"), ("<a>R&D</a>", 1, 5, "& must be written &amp;"),
    ("<a>&nbsp;</a>", 1, 4, "the entity &nbsp; is not known"),
    ("<a>&#0;</a>", 1, 4, "names no character"), ("<a>&#xD800;</a>", 1, 4, "names no character"),
    ("<a>\u{1}</a>", 1, 4, "cannot stand in XML"), ("<a><!-- x</a>", 1, 4, "has no end"),
    ("<a", 1, 1, "has no end"), ("<1/>", 1, 2, "the name of an element"),
    ("<?xml version='1.0' encoding='latin-1'?><a/>", 1, 1, "said to be latin-1"),
    (
      "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>", 2, 1,
      "a document type declaration is not accepted"
    ),
    ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 1, 1, "document type declaration"),
  ]) func `what is wrong is refused with its place`(
    text: String, line: Int, column: Int, reason: String
  ) {
    let fault = fault(text)
    #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
    #expect(fault?.line == line && fault?.column == column, "\(String(describing: fault))")
  }

  @Test func `other encodings are named`() {
    let text = Array("<a>\n".utf8) + Array("gie\u{DF}en".unicodeScalars.map { UInt8($0.value) })
    #expect(
      throws: MarkupError(
        line: 2, column: 4, reason: "the text is not valid UTF-8; save it as UTF-8")
    ) {
      try events(text + Array("</a>".utf8))
    }
    for mark: [UInt8] in [[0xFF, 0xFE, 0x3C, 0], [0xFE, 0xFF, 0, 0x3C], [0x3C, 0], [0, 0x3C]] {
      #expect(
        throws: MarkupError(line: 1, column: 1, reason: "the text is UTF-16; save it as UTF-8")
      ) {
        try events(mark)
      }
    }
  }

  @Test func `depth, attributes and lengths have limits`() {
    let deep = String(repeating: "<a>", count: 65)
    #expect(fault(deep)?.reason == "elements are nested deeper than 64")
    #expect(fault(deep)?.column == 193)
    let wide = (0...256).map { " a\($0)=''" }.joined()
    #expect(fault("<a\(wide)/>")?.reason.contains("more than 256 attributes") == true)
    let long = String(repeating: "x", count: 1 << 20)
    #expect(fault("<a b='\(long)'/>") == nil)
    #expect(fault("<a b='\(long)x'/>")?.reason.contains("longer than") == true)
    #expect(fault("<a>\(long)x</a>")?.reason.contains("longer than") == true)
    #expect(fault("<\(long)/>")?.reason.contains("longer than 1024") == true)
  }

  @Test(arguments: 0..<40) func `escaped text comes back, in a value as in an element`(seed: Int)
    throws
  {
    var generator = Generator(seed: seed)
    let text = (0..<4).map { _ in generator.label() }.joined(separator: "\t\r\n ") + "]]>"
    var reader = try MarkupReader(
      Array("<a b=\"\(text.markupEscaped)\">\(text.markupEscaped)</a>".utf8))
    let tag = try reader.child(at: 0)
    #expect(tag?["b"] == text, "seed \(seed)")
    #expect(try reader.text(at: 1) == text, "seed \(seed)")
  }

  @Test(arguments: 0..<200) func `no damage crashes it`(seed: Int) {
    var generator = Generator(seed: seed)
    var bytes = Array(
      "<?xml version='1.0'?><a x='&lt;'><b>t&#10;<![CDATA[x]]></b><!-- c --></a>".utf8)
    for _ in 0..<generator.int(1...6) {
      switch generator.int(0...2) {
      case 0: bytes[generator.int(0...bytes.count - 1)] = UInt8(generator.int(0...255))
      case 1: bytes.remove(at: generator.int(0...bytes.count - 1))
      default: bytes = Array(bytes.prefix(generator.int(1...bytes.count)))
      }
      if bytes.count < 2 { break }
    }
    do { _ = try events(bytes) } catch {
      #expect(error.line >= 1 && error.column >= 1 && !error.reason.isEmpty, "seed \(seed)")
    }
  }
}
