import Annotations
import Frames
import Testing

/// Facts of the formats that `skillet convert` reads.
@Suite struct FormatFactsTests {
  private static let labelled: [any WritableFormat.Type] = AnnotationFormats.writable.filter {
    $0.holdings.contains(.labels) && !$0.isFolder && $0.id != SegmentsFormat.id
      && $0.id != LeRobotStaging.id  // A folder a video.
  }

  private func words(_ document: FactsDocument, _ kind: Fact.Kind = .action) -> [String] {
    document.facts.filter { $0.kind == kind }.map { fact in
      if case .text(let text) = fact.value { text } else { "" }
    }
  }

  @Test(arguments: labelled.map { $0.id })
  func whatAFormatLabelsBecomesActions(_ id: String) throws {
    let format = try #require(AnnotationFormats.named(id) as? any WritableFormat.Type)
    let rate = Rational(25, 1)
    var video = AnnotatedVideo(
      name: "tea",
      spans: [
        AnnotatedSpan(.frames(0..<50), label: "boil water"),
        AnnotatedSpan(.frames(50..<100), label: "pour water"),
        AnnotatedSpan(.frames(100..<150), label: "stir tea"),
      ])
    video.clock = .rate(rate)
    video.frameRate = rate
    video.frames = 150
    video.duration = MediaTime(value: 6, timescale: 1)
    video.path = "tea.mp4"
    video.size = .init(width: 64, height: 48)
    let files = try format.write(AnnotationSet(videos: [video]), context: WritingContext())
    let file = try #require(files.first)
    let document = try FactsReader(frameRate: rate).read(
      String(decoding: file.bytes, as: UTF8.self), file: file.name)
    #expect(words(document) == ["boil water", "pour water", "stir tea"])
    #expect(document.facts[1].span.startMicroseconds == 2_000_000)
    #expect(document.facts[1].span.endMicroseconds == 4_000_000)
  }

  @Test func aCoarserTierHoldsWhileTheFinerIsDone() throws {
    var video = AnnotatedVideo(name: "salad")
    func times(_ start: Int64, _ end: Int64) -> Extent {
      .times(
        start: MediaTime(value: start, timescale: 1), end: MediaTime(value: end, timescale: 1))
    }
    video.tiers = [
      AnnotationTier(name: "phase", spans: [AnnotatedSpan(times(0, 4), label: "prepare")]),
      AnnotationTier(
        name: "step", parent: "phase",
        spans: [
          AnnotatedSpan(times(0, 2), label: "wash"), AnnotatedSpan(times(2, 4), label: "cut"),
        ]),
    ]
    let files = try ELAN.write(AnnotationSet(videos: [video]), context: WritingContext())
    let document = try FactsReader().read(
      String(decoding: try #require(files.first).bytes, as: UTF8.self), file: "salad.eaf")
    #expect(words(document) == ["wash", "cut"])
    #expect(words(document, .attribute) == ["prepare"])
    #expect(document.facts.first { $0.kind == .attribute }?["property"] == "phase")
  }

  @Test func framesWithoutARateAreRefusedWithAdvice() throws {
    var video = AnnotatedVideo(
      name: "tea", spans: [AnnotatedSpan(.frames(0..<50), label: "boil water")])
    video.size = .init(width: 64, height: 48)
    video.frames = 50
    let files = try CVAT.write(AnnotationSet(videos: [video]), context: WritingContext())
    let text = String(decoding: try #require(files.first).bytes, as: UTF8.self)
    let error = #expect(throws: AnnotationError.self) {
      try FactsReader().read(text, file: "tea.xml")
    }
    #expect(error?.description.contains("--rate") == true)
  }

  @Test func aFaultWithinLinesOfJSONIsNamedByItsFormat() {
    let text = """
      {"file": "a.mp4", "boundaries": [[0, 10]]}
      {"file": "b.mp4", "boundaries": [[9, 3]]}
      """
    let error = #expect(throws: AnnotationError.self) {
      try FactsReader(frameRate: Rational(25, 1)).read(text, file: "tea.jsonl")
    }
    #expect(error?.description.contains("ends at 3, before it starts at 9") == true)
  }

  @Test func spansWithoutLabelsAreRefused() throws {
    let video = AnnotatedVideo(
      name: "tea",
      spans: [
        AnnotatedSpan(
          .times(
            start: MediaTime(value: 0, timescale: 1), end: MediaTime(value: 2, timescale: 1)))
      ])
    let files = try LosslessCutTable.write(
      AnnotationSet(videos: [video]), context: WritingContext())
    let text = String(decoding: try #require(files.first).bytes, as: UTF8.self)
    let error = #expect(throws: AnnotationError.self) {
      try FactsReader().read(text, file: "tea.csv")
    }
    #expect(error?.description.contains("has a label") == true)
  }
}
