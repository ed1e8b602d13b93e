import Annotations
import Frames
import Testing

/// Whatever is done to a file, reading it gives annotations or one fault, never a crash.
@Suite struct FormatDamageTests {
  private typealias Texts = ExchangeTexts

  /// A set that has a bit of everything, as far as formats can hold it.
  private static func sample() -> AnnotationSet {
    var set = Texts.tea()
    set.videos[0].tiers[0].spans[0].attributes = [JSONMember("hand", .string("left & \"right\""))]
    set.videos[0].tiers[0].spans[1].label = "لصب, \n\"الماء\" --> 🫖"
    set.videos[0].tiers.append(
      AnnotationTier(name: "phase", spans: [AnnotatedSpan(Texts.times("0", "9.009"), label: "x")]))
    return set
  }

  private static let written: [(name: String, bytes: [UInt8])] = AnnotationFormats.writable
    .compactMap { format in
      guard let files = try? format.write(sample(), context: WritingContext(title: "tea")),
        let file = files.first
      else { return nil }
      return (format.id, file.bytes)
    }

  @Test func `every format writes the sample`() {
    #expect(Self.written.map(\.name) == AnnotationFormats.writable.map { $0.id })
    #expect(Self.written.count >= 14)
  }

  private func read(_ name: String, _ bytes: [UInt8]) -> AnnotationError? {
    guard let format = AnnotationFormats.named(name) else { return nil }
    let source = AnnotationSource(file: "damaged", bytes: bytes)
    _ = format.sniff(source)
    do {
      _ = try format.read(source, context: ReadingContext(file: "damaged", frames: 270))
      return nil
    } catch { return error }
  }

  @Test(arguments: 0..<120) func `damage gives a fault in words or other annotations`(seed: Int) {
    var generator = Generator(seed: seed)
    for (name, original) in Self.written {
      var bytes = original
      for _ in 0..<generator.int(1...4) where bytes.count > 2 {
        let place = generator.int(0...bytes.count - 1)
        switch generator.int(0...5) {
        case 0: bytes[place] = UInt8(generator.int(0...255))
        case 1: bytes.remove(at: place)
        case 2: bytes = Array(bytes.prefix(place + 1))
        case 3: bytes.insert(contentsOf: bytes[place...].prefix(generator.int(1...40)), at: place)
        case 4: bytes.replaceSubrange(place...place, with: Array("99999999999999999999".utf8))
        default: bytes.removeSubrange(place..<min(bytes.count, place + generator.int(1...40)))
        }
      }
      if let fault = read(name, bytes) {
        #expect(!fault.reason.isEmpty && fault.file == "damaged", "\(name), seed \(seed): \(fault)")
      }
    }
  }

  @Test func `what is cut off is a fault, or the beginning of what was there`() {
    for (name, bytes) in Self.written {
      let isClosed = [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(bytes[0])
      let content = bytes.last == UInt8(ascii: "\n") ? bytes.count - 1 : bytes.count
      for part in 0..<40 {
        let cut = Array(bytes.prefix(content * part / 40))
        let fault = read(name, cut)
        if isClosed, name != "lerobot-staging" {
          #expect(fault != nil, "\(name) cut to \(cut.count)")
        }
      }
    }
  }

  @Test func `another encoding is a fault with a place`() {
    for (name, bytes) in Self.written {
      let text = String(decoding: bytes, as: UTF8.self)
      var wide: [UInt8] = [0xFF, 0xFE]
      for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
      let fault = read(name, wide)
      #expect(fault?.place.isEmpty == false, "\(name): \(String(describing: fault))")
      let words = "\(fault?.reason ?? "") \(fault?.advice ?? "")"
      #expect(words.contains("UTF-8"), "\(name): \(words)")
      let latin = read(name, Array(bytes.dropLast(2)) + [0xE9, 0x20] + bytes.suffix(2))
      #expect(latin?.place.isEmpty == false, "\(name): \(String(describing: latin))")
    }
  }

  @Test(arguments: ["null", "[]", "{}", "7", "\"x\"", "[[[[1]]]]", "{\"a\": {\"b\": [null]}}", ""])
  func `JSON of another shape is a fault or empty`(text: String) {
    for format in AnnotationFormats.all {
      let source = AnnotationSource(file: "damaged", text: text)
      if let set = try? format.read(source, context: ReadingContext(file: "damaged")) {
        #expect(set.videos.flatMap(\.spans).count <= 1, "\(format.id)")
      }
    }
  }

  @Test func `deep JSON is refused where it gets too deep`() {
    let deep = String(repeating: "[", count: 100_000)
    for name in ["coin", "label-studio", "refiner", "fiftyone"] {
      #expect(read(name, Array(deep.utf8))?.place == "line 1, column 257", "\(name)")
    }
  }

  @Test func `a long line costs no more than its bytes`() {
    let long = Array(("{\"database\": {\"" + String(repeating: "x", count: 4 << 20)).utf8)
    #expect(read("activitynet", long)?.place == "line 1, column 15")
    let markup = Array(("<ANNOTATION_DOCUMENT A=\"" + String(repeating: "x", count: 4 << 20)).utf8)
    let fault = read("elan", markup)
    #expect(fault?.reason == "the value is longer than 1048576 bytes")
    #expect(fault?.place.hasPrefix("line 1") == true)
  }
}
