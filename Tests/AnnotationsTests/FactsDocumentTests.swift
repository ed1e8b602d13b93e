import Annotations
import Testing

@Suite struct FactsDocumentTests {
  static let document = FactsDocument(
    videos: [DescribedVideo(id: "v", durationMicroseconds: 10_000_000, frames: 300)],
    entities: [Entity(id: "mug", name: "mug", kind: "object")],
    sources: [FactSource(id: "coin", kind: .format, name: "COIN", uncertainty: 0.5)],
    facts: [
      Fact(
        id: "f1", video: "v", kind: .action, arguments: [.init(role: "object", entity: "mug")],
        value: .text("fill mug"), span: TimeSpan(start: 1.0 / 3, end: 2, frames: 10..<60),
        source: "coin"),
      Fact(
        id: "f2", video: "v", kind: .count, value: .number(2.5), span: TimeSpan(start: 0, end: 10),
        source: "coin", confidence: 0.25),
    ])

  @Test func aDocumentReadsBackAsItWasWritten() throws {
    let text = try Self.document.json.text()
    #expect(try FactsDocument(text: text, file: "-") == Self.document)
  }

  private func place(_ change: (inout FactsDocument) -> Void) -> String? {
    var document = Self.document
    change(&document)
    return document.faults.first.map { "\($0)" }
  }

  @Test func aSpanBehindTheEndOfTheVideoIsAFault() {
    #expect(
      place { $0.facts[0].span.endMicroseconds = 10_500_000 }
        == "facts[0].span.end: 10.5 s lies behind the end of \"v\", 10.0 s")
  }

  @Test func anUnknownEntityIsAFault() {
    #expect(
      place { $0.entities = [] }
        == "facts[0].arguments[0].entity: no entity is called \"mug\"")
  }

  @Test func unknownVideosAndSourcesAreFaults() {
    #expect(place { $0.facts[1].video = "w" }?.contains("no video is called \"w\"") == true)
    #expect(place { $0.facts[1].source = "w" }?.contains("no source is called \"w\"") == true)
  }

  @Test func twoValuesOfOneThingAtOneMomentContradictEachOther() {
    let fault = place { document in
      document.facts.append(document.facts[1])
      document.facts[2].id = "f3"
      document.facts[2].value = .number(3)
    }
    #expect(fault == "facts[2]: says 3 where \"f2\" says 2.5 of the same thing at the same time")
  }

  @Test func twoValuesOneAfterTheOtherAreNoContradiction() {
    #expect(
      place { document in
        document.facts[1].span = TimeSpan(start: 0, end: 5)
        document.facts.append(document.facts[1])
        document.facts[2].id = "f3"
        document.facts[2].value = .number(3)
        document.facts[2].span = TimeSpan(start: 5, end: 10)
      } == nil)
  }

  @Test(arguments: [
    #"{"schema": "skillet.facts/2"}"#, #"{"schema": "skillet.facts/1"}"#, "[]", "{",
    #"{"schema":"skillet.facts/1","videos":[{"id":"v","duration":-1}],"entities":[],"sources":[],"facts":[]}"#,
    #"{"schema":"skillet.facts/1","videos":[{"id":"v","duration":1e300}],"entities":[],"sources":[],"facts":[]}"#,
  ])
  func whatIsNoFactsDocumentIsRefused(_ text: String) {
    #expect(throws: AnnotationError.self) { try FactsDocument(text: text, file: "x.json") }
  }
}
