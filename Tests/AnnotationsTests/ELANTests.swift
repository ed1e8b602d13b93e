import Annotations
import Frames
import Testing

/// Tiers, levels and time slots of ELAN.
@Suite struct ELANTests {
  private typealias Texts = ExchangeTexts

  private func document(_ body: String, header: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <ANNOTATION_DOCUMENT FORMAT="3.0"><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">\(header)</HEADER>
    \(body)</ANNOTATION_DOCUMENT>
    """
  }

  private func slots(_ times: (String, Int?)...) -> String {
    "<TIME_ORDER>"
      + times.map { id, time in
        "<TIME_SLOT TIME_SLOT_ID=\"\(id)\"\(time.map { " TIME_VALUE=\"\($0)\"" } ?? "")/>"
      }.joined() + "</TIME_ORDER>"
  }

  private func aligned(_ id: String, _ start: String, _ end: String, _ text: String) -> String {
    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"\(id)\" TIME_SLOT_REF1=\"\(start)\" "
      + "TIME_SLOT_REF2=\"\(end)\"><ANNOTATION_VALUE>\(text)</ANNOTATION_VALUE>"
      + "</ALIGNABLE_ANNOTATION></ANNOTATION>"
  }

  private func reference(
    _ id: String, _ parent: String, _ text: String, after previous: String? = nil
  ) -> String {
    "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"\(id)\" ANNOTATION_REF=\"\(parent)\""
      + (previous.map { " PREVIOUS_ANNOTATION=\"\($0)\"" } ?? "")
      + "><ANNOTATION_VALUE>\(text)</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
  }

  private func tier(_ name: String, parent: String? = nil, _ body: String...) -> String {
    "<TIER TIER_ID=\"\(name)\" LINGUISTIC_TYPE_REF=\"x\""
      + (parent.map { " PARENT_REF=\"\($0)\"" } ?? "") + ">\(body.joined())</TIER>"
  }

  @Test func `the documented body is written`() throws {
    let text = try Texts.write(ELAN.self, Texts.tea())
    #expect(text.contains("<TIME_SLOT TIME_SLOT_ID=\"ts2\" TIME_VALUE=\"4004\"/>"))
    #expect(text.contains("<ANNOTATION_VALUE>fill kettle</ANNOTATION_VALUE>"))
    let back = try Texts.read(ELAN.self, text)
    #expect(back.spans.map(\.extent) == [Texts.times("0", "4.004"), Texts.times("4.004", "9.009")])
    #expect(back.videos[0].name == "make_tea" && back.videos[0].tiers.map(\.name) == [""])
  }

  @Test func `a medium is addressed as ELAN finds it`() throws {
    var set = Texts.tea()
    set.videos[0].path = "/v/a b.mp4"
    let text = try Texts.write(ELAN.self, set)
    #expect(
      text.contains(
        "MEDIA_URL=\"file:///v/a b.mp4\" MIME_TYPE=\"video/mp4\" RELATIVE_MEDIA_URL=\"./a b.mp4\""))
    #expect(try Texts.read(ELAN.self, text).videos[0].path == "/v/a b.mp4")
  }

  @Test func `levels come back as tiers and their parents`() throws {
    var set = Texts.tea()
    set.videos[0].tiers = [
      AnnotationTier(
        name: "phase", spans: [AnnotatedSpan(Texts.times("0", "9.009"), label: "tea")]),
      AnnotationTier(
        name: "step & <more>", parent: "phase",
        spans: [
          AnnotatedSpan(Texts.times("0", "4.004"), label: "a\nb\t\"c\""),
          AnnotatedSpan(Texts.times("4.004", "9"), label: nil),
        ]), AnnotationTier(name: "empty", spans: []),
    ]
    let back = try Texts.read(ELAN.self, Texts.write(ELAN.self, set))
    #expect(back.videos[0].tiers == set.videos[0].tiers)
    #expect(ELAN.losses(writing: set).map(\.kind) == [.durations, .clocks, .sizes, .subsets])
  }

  @Test func `spans that overlap are put into tiers of their own, and that is said`() throws {
    let set = AnnotationSet(videos: [
      AnnotatedVideo(
        name: "v",
        spans: [
          AnnotatedSpan(Texts.times("0", "5"), label: "a"),
          AnnotatedSpan(Texts.times("1", "2"), label: "b"),
          AnnotatedSpan(Texts.times("5", "6"), label: "c"),
        ])
    ])
    #expect(ELAN.losses(writing: set).map(\.kind) == [.overlaps])
    let back = try Texts.read(ELAN.self, Texts.write(ELAN.self, set))
    #expect(back.videos[0].tiers.map { $0.spans.map(\.label) } == [["a", "c"], ["b"]])
  }

  @Test func `a slot without a time shares that of its chain evenly`() throws {
    let text = document(
      slots(("a", 1000), ("b", nil), ("c", nil), ("d", 2000))
        + tier(
          "t", aligned("1", "a", "b", "x"), aligned("2", "b", "c", "y"), aligned("3", "c", "d", "z")
        ))
    let set = try Texts.read(ELAN.self, text)
    func time(_ value: Int64) -> MediaTime { MediaTime(value: value, timescale: 3) }
    #expect(
      set.spans.map(\.extent) == [
        .times(start: time(3), end: time(4)), .times(start: time(4), end: time(5)),
        .times(start: time(5), end: time(6)),
      ])
    let open = text.replacing(" TIME_VALUE=\"2000\"", with: "")
    #expect(Texts.fault(ELAN.self, open)?.reason.contains("has no time") == true)
  }

  @Test func `annotations that refer to another share its time in their order`() throws {
    let text = document(
      slots(("a", 0), ("b", 4000))
        + tier(
          "words", parent: "t", reference("r2", "1", "second", after: "r1"),
          reference("r1", "1", "first"))
        + tier("gloss", parent: "words", reference("g", "r2", "deep"))
        + tier("t", aligned("1", "a", "b", "x")))
    let set = try Texts.read(ELAN.self, text)
    #expect(set.videos[0].tiers.map(\.parent) == ["t", "words", nil])
    #expect(
      set.videos[0].tiers[0].spans.map(\.extent) == [Texts.times("2", "4"), Texts.times("0", "2")])
    #expect(set.videos[0].tiers[1].spans.map(\.extent) == [Texts.times("2", "4")])
  }

  @Test func `the medium's path and origin count`() throws {
    let text = document(
      slots(("a", 0), ("b", 4000)) + tier("t", aligned("1", "a", "b", "")),
      header: "<MEDIA_DESCRIPTOR MEDIA_URL=\"file:///s/a.wav\" MIME_TYPE=\"audio/x-wav\"/>"
        + "<MEDIA_DESCRIPTOR MEDIA_URL=\"file:///v/tea.mp4\" MIME_TYPE=\"video/mp4\" TIME_ORIGIN=\"1500\"/>"
    )
    let video = try Texts.read(ELAN.self, text).videos[0]
    #expect(video.name == "tea" && video.path == "/v/tea.mp4")
    #expect(video.spans == [AnnotatedSpan(Texts.times("1.5", "5.5"))])
  }

  @Test(arguments: [
    ("TIME_UNITS=\"milliseconds\"", "TIME_UNITS=\"PAL-frames\"", "only milliseconds"),
    ("TIME_VALUE=\"4000\"", "TIME_VALUE=\"4.5\"", "whole milliseconds"),
    ("TIME_VALUE=\"4000\"", "TIME_VALUE=\"-1\"", "whole milliseconds"),
    ("TIME_SLOT_REF2=\"b\"", "TIME_SLOT_REF2=\"q\"", "does not exist"),
    ("TIME_SLOT_REF2=\"b\"", "", "no attribute TIME_SLOT_REF2"),
    ("TIME_SLOT_ID=\"b\"", "TIME_SLOT_ID=\"a\"", "appears twice"),
    ("PARENT_REF=\"t\"", "PARENT_REF=\"u\"", "the parent tier \"u\" does not exist"),
    ("ANNOTATION_REF=\"1\"", "ANNOTATION_REF=\"9\"", "which has no time"),
    ("ANNOTATION_REF=\"1\"", "ANNOTATION_REF=\"r\"", "which has no time"),
    ("ANNOTATION_ID=\"r\"", "ANNOTATION_ID=\"1\"", "appears twice"),
    ("TIER_ID=\"u2\"", "TIER_ID=\"t\"", "appears twice"),
    ("TIME_VALUE=\"0\"", "TIME_VALUE=\"9000\"", "ends before it starts"),
    ("<ANNOTATION_DOCUMENT", "<!DOCTYPE x [<!ENTITY a \"b\">]><ANNOTATION_DOCUMENT", "declaration"),
    ("</ANNOTATION_DOCUMENT>", "", "ends within"), ("FORMAT=\"3.0\"", "FORMAT=\"3.0", "< must be"),
  ]) func `a fault names its place`(old: String, new: String, reason: String) {
    let text = document(
      slots(("a", 0), ("b", 4000)) + tier("t", aligned("1", "a", "b", "x"))
        + tier("u2", parent: "t", reference("r", "1", "y")))
    #expect(Texts.fault(ELAN.self, text) == nil)
    let fault = Texts.fault(ELAN.self, text.replacing(old, with: new))
    #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
    #expect(fault?.place.hasPrefix("line ") == true, "\(String(describing: fault))")
  }
}
