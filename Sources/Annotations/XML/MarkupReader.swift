/// Walks through an XML text tag by tag, strictly, and keeps nothing of what it has passed.
///
/// Written for files that strangers send: a document type declaration is refused, so that no
/// entity can be declared (neither one that grows without end nor one that names another file);
/// only the five entities of XML itself and character references are resolved. Refused as well:
/// text that is not UTF-8, nesting deeper than ``depthLimit``, a name, value or text longer than
/// ``textLimit`` bytes, an attribute that appears twice, a tag that ends the wrong element. Nothing
/// recurses. Cost: linear in the number of bytes; memory for one tag and the names above it.
struct MarkupReader {
  /// The deepest nesting that is followed.
  static let depthLimit = 64
  /// The longest name, value or text in bytes: no label is a million bytes long.
  static let textLimit = 1 << 20
  /// The most attributes of one tag.
  static let attributeLimit = 256

  let bytes: [UInt8]
  var position = 0
  /// The names of the elements that are open.
  private(set) var open: [String] = []
  /// Whether the tag read last was empty (`<a/>`), so that its end is still to be told.
  private var endsAtOnce = false
  private var hasRoot = false
  /// Newlines before `countedTo`, so that places are told without counting from the start again.
  private var (counted, countedTo, lineStart) = (1, 0, 0)

  /// Looks at the encoding; throws where the text is not said or seen to be UTF-8.
  init(_ bytes: [UInt8]) throws(MarkupError) {
    self.bytes = bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.starts(with: [0x00, 0x3C]) || bytes.starts(with: [0x3C, 0x00])
    {
      throw fault("the text is UTF-16; save it as UTF-8")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if has("<?xml") { try declaration() }
  }

  /// How many elements are open.
  var depth: Int { open.count }

  /// The next tag that begins an element within the one at `depth`; nil where that one ends.
  ///
  /// Text, comments and elements deeper than that are passed over.
  mutating func child(at depth: Int) throws(MarkupError) -> MarkupTag? {
    while let event = try next() {
      switch event {
      case .begin(let tag): if open.count == depth + 1 { return tag }
      case .end: if open.count < depth { return nil }
      case .text: break
      }
    }
    return nil
  }

  /// The text of the element at `depth` up to its end, without that of the elements in it.
  mutating func text(at depth: Int) throws(MarkupError) -> String {
    var content = ""
    while let event = try next() {
      switch event {
      case .text(let piece):
        if open.count == depth { content += piece }
        if content.utf8.count > Self.textLimit { throw tooLong("the text") }
      case .end: if open.count < depth { return content }
      case .begin: break
      }
    }
    return content
  }

  /// Reads to the end of the text, so that what follows is checked as well.
  mutating func finish() throws(MarkupError) {
    while try next() != nil {}
  }

  // MARK: Events

  /// The next event; nil at the end of the text, behind the root element.
  mutating func next() throws(MarkupError) -> MarkupEvent? {
    if endsAtOnce {
      endsAtOnce = false
      return .end(open.removeLast())
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        if open.isEmpty {
          try outsideText()
          continue
        }
        return .text(try characters(until: UInt8(ascii: "<")))
      }
      if has("<!--") {
        try pass("<!--", until: "-->", name: "the comment")
      } else if has("<![CDATA[") {
        if open.isEmpty { throw fault("text may not stand outside the root element") }
        return .text(try literal())
      } else if has("<!") {
        throw fault(
          "a document type declaration is not accepted, since what it declares can grow without "
            + "end or read other files; remove it")
      } else if has("<?") {
        try pass("<?", until: "?>", name: "the instruction")
      } else if has("</") {
        return .end(try endTag())
      } else {
        return .begin(try beginTag())
      }
    }
    if let last = open.last { throw fault("the text ends within the element <\(last)>") }
    if !hasRoot { throw fault("there is no element") }
    return nil
  }

  private mutating func beginTag() throws(MarkupError) -> MarkupTag {
    let start = position
    if open.isEmpty, hasRoot { throw fault("there is a second root element") }
    position += 1
    let name = try self.name("the name of an element")
    var tag = MarkupTag(name: name, line: 0, column: 0)
    while true {
      let blanks = skipBlanks()
      guard position < bytes.count else { throw fault("the tag <\(name)> has no end", at: start) }
      if bytes[position] == UInt8(ascii: ">") {
        position += 1
        break
      }
      if has("/>") {
        position += 2
        endsAtOnce = true
        break
      }
      if blanks == 0 { throw fault("a blank, > or /> should stand here in the tag <\(name)>") }
      let place = position
      let (key, value) = try attribute(of: name)
      if tag.attributes.contains(where: { $0.name == key }) {
        throw fault("the attribute \(key) appears twice in the tag <\(name)>", at: place)
      }
      if tag.attributes.count == Self.attributeLimit {
        throw fault("the tag <\(name)> has more than \(Self.attributeLimit) attributes", at: place)
      }
      tag.attributes.append(MarkupAttribute(name: key, value: value))
    }
    (tag.line, tag.column) = place(of: start)
    if open.count == Self.depthLimit {
      throw fault("elements are nested deeper than \(Self.depthLimit)", at: start)
    }
    open.append(name)
    hasRoot = true
    return tag
  }

  private mutating func endTag() throws(MarkupError) -> String {
    let start = position
    position += 2
    let name = try self.name("the name of an element")
    _ = skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else {
      throw fault("the tag </\(name)> has no end", at: start)
    }
    position += 1
    guard let last = open.last else {
      throw fault("</\(name)> ends an element that never began", at: start)
    }
    if last != name {
      throw fault("</\(name)> stands where </\(last)> should end its element", at: start)
    }
    open.removeLast()
    return name
  }

  private mutating func outsideText() throws(MarkupError) {
    if skipBlanks() == 0 {
      throw fault(
        hasRoot ? "text may not stand outside the root element" : "the file is not XML")
    }
  }

  // MARK: Places

  /// The line and the column in bytes of a byte, both from 1; forward it costs only the way there.
  mutating func place(of index: Int) -> (line: Int, column: Int) {
    if index < countedTo { (counted, countedTo, lineStart) = (1, 0, 0) }
    while countedTo < index {
      if bytes[countedTo] == 0x0A {
        counted += 1
        lineStart = countedTo + 1
      }
      countedTo += 1
    }
    return (counted, index - lineStart + 1)
  }

  func fault(_ reason: String, at place: Int? = nil) -> MarkupError {
    var copy = self
    let (line, column) = copy.place(of: min(place ?? position, bytes.count))
    return MarkupError(line: line, column: column, reason: reason)
  }

  func tooLong(_ what: String, at place: Int? = nil) -> MarkupError {
    fault("\(what) is longer than \(Self.textLimit) bytes", at: place)
  }
}
