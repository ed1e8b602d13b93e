import Annotations
import Frames
import Testing

/// EDL, OpenTimelineIO, chapters, LosslessCut: what video editors read.
@Suite struct EditingFormatTests {
  private typealias Texts = ExchangeTexts

  @Test func `an EDL is the documented text and counts frames, not seconds`() throws {
    let text = try Texts.write(EditDecisionList.self, Texts.tea())
    #expect(
      text == """
        TITLE: make_tea
        FCM: NON-DROP FRAME

        001  AX       V     C        00:00:00:00 00:00:04:00 00:00:00:00 00:00:04:00
        * FRAME RATE: 30000/1001
        * FROM CLIP NAME: fill kettle
        002  AX       V     C        00:00:04:00 00:00:09:00 00:00:04:00 00:00:09:00
        * FROM CLIP NAME: pour water

        """)
  }

  @Test(arguments: [
    (Rational(24000, 1001), 24), (Rational(30000, 1001), 30), (Rational(60000, 1001), 60),
    (Rational(25, 1), 25),
  ]) func `two hours of an EDL do not drift by one frame`(rate: Rational, nominal: Int) throws {
    let frames = Int(7200 * rate.quotient)
    var video = AnnotatedVideo(name: "long", spans: [])
    video.clock = .rate(rate)
    video.tiers[0].spans = stride(from: 0, to: frames - 997, by: 997).map {
      AnnotatedSpan(.frames($0..<($0 + 997)), label: "step")
    }
    let text = try Texts.write(EditDecisionList.self, AnnotationSet(videos: [video]))
    let back = try Texts.read(EditDecisionList.self, text)
    #expect(back.spans.map(\.extent) == video.spans.map(\.extent))
    // The count of frames at the nominal rate, by another way.
    let last = try #require(video.spans.last?.extent.frames?.upperBound)
    let code = [last / (nominal * 3600), last / (nominal * 60) % 60, last / nominal % 60]
    let stem = code.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    #expect(text.contains("\(stem):"), "\(stem)")
  }

  @Test(arguments: [
    // SMPTE 12M: frames 0 and 1 of each minute but every tenth have no number.
    ("00:01:00;02", 1800), ("00:00:59;29", 1799), ("00:10:00;00", 17982), ("01:00:00;00", 107_892),
    ("00:09:59;29", 17981), ("00:02:00;02", 3598),
  ]) func `drop-frame timecode is read as the standard counts it`(code: String, frame: Int) throws {
    let text = """
      TITLE: x
      FCM: DROP FRAME
      001  AX       V     C        \(code) 02:00:00;00 00:00:00;00 00:00:01;00
      """
    var context = ReadingContext(file: "x.edl")
    context.frameRate = Rational(30000, 1001)
    let back = try Texts.read(EditDecisionList.self, text, context: context)
    #expect(back.spans.first?.extent.frames?.lowerBound == frame)
    #expect(back.spans.first?.extent.frames?.upperBound == 215_784)
  }

  @Test func `a drop-frame number that does not exist is a fault`() throws {
    let text = "FCM: DROP FRAME\n1 AX V C 00:01:00;00 00:01:01;00 00:00:00;00 00:00:01;00\n"
    var context = ReadingContext(file: "x.edl")
    context.frameRate = Rational(30000, 1001)
    let error = #expect(throws: AnnotationError.self) {
      try Texts.read(EditDecisionList.self, text, context: context)
    }
    #expect(error?.place == "line 2" && error?.reason.contains("00:01:00;00") == true)
    context.frameRate = Rational(25, 1)
    #expect(throws: AnnotationError.self) {
      try Texts.read(EditDecisionList.self, text, context: context)
    }
  }

  @Test func `an EDL without a rate asks for one`() {
    let fault = Texts.fault(
      EditDecisionList.self, "1 AX V C 00:00:00:00 00:00:04:00 00:00:00:00 00:00:04:00\n")
    #expect(fault?.place == "line 1" && fault?.advice.contains("--rate 30000/1001") == true)
  }

  @Test func `sound, black and dissolves of an editor's EDL are passed over or kept`() throws {
    let text = """
      TITLE: CUT 1
      FCM: NON-DROP FRAME

      001  AX       AA    C        00:00:00:00 00:00:04:00 01:00:00:00 01:00:04:00
      * FROM CLIP NAME: sound.wav
      002  BL       V     C        00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00
      003  TAPE1    B     C        00:00:04:00 00:00:06:00 01:00:01:00 01:00:03:00
      * FROM CLIP NAME:  pour, "then" | stir
      M2   TAPE1    030.0          00:00:04:00
      004  TAPE1    V     D    024 00:00:06:00 00:00:08:00 01:00:03:00 01:00:05:00
      """
    var context = ReadingContext(file: "x.edl")
    context.frameRate = Rational(24, 1)
    let spans = try Texts.read(EditDecisionList.self, text, context: context).spans
    #expect(spans.map(\.extent) == [.frames(96..<144), .frames(144..<192)])
    #expect(spans.map(\.label) == ["pour, \"then\" | stir", nil])
  }

  @Test func `spans that overlap are laid end to end on the record side`() throws {
    var video = AnnotatedVideo(
      name: "x",
      spans: [AnnotatedSpan(.frames(0..<50)), AnnotatedSpan(.frames(25..<75))])
    video.clock = .rate(Rational(25, 1))
    let set = AnnotationSet(videos: [video])
    let text = try Texts.write(EditDecisionList.self, set)
    #expect(text.contains("00:00:01:00 00:00:03:00 00:00:02:00 00:00:04:00"))
    #expect(
      try Texts.read(EditDecisionList.self, text).spans.map(\.extent) == video.spans.map(\.extent))
  }

  @Test func `chapters escape what FFmpeg escapes`() throws {
    var set = Texts.tea()
    set.videos[0].tiers[0].spans[0].label = "a=b;c#d\\e\nf"
    let text = try Texts.write(ChapterMetadata.self, set)
    #expect(text.hasPrefix(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/250\nSTART=0\nEND=1001\n"))
    #expect(text.contains("title=a\\=b\\;c\\#d\\\\e\\\nf\n"))
    #expect(try Texts.read(ChapterMetadata.self, text).spans.first?.label == "a=b;c#d\\e\nf")
  }

  @Test func `chapters in nanoseconds, comments and other sections are read`() throws {
    let text = """
      ;FFMETADATA1
      title=a film
      ; a remark
      [STREAM]
      language=en

      [CHAPTER]
      START=0
      END=4004000000
      title=fill kettle
      artist=me
      """
    let spans = try Texts.read(ChapterMetadata.self, text).spans
    #expect(spans.map(\.extent) == [Texts.times("0", "4.004")])
    #expect(spans.map(\.label) == ["fill kettle"])
  }

  @Test func `LosslessCut's blanks are the ends of the video`() throws {
    let text = ",1.5,first\n2.5,4,\"a, \"\"b\"\"\"\n 5 ,, last\n"
    let clock = FrameClock.times((0...100).map { MediaTime(value: Int64($0), timescale: 10) })
    let context = ReadingContext(file: "x.csv", frames: 100, clock: clock)
    let spans = try Texts.read(LosslessCutTable.self, text, context: context).spans
    #expect(
      spans.map(\.extent) == [
        Texts.times("0", "1.5"), Texts.times("2.5", "4"), Texts.times("5", "10"),
      ])
    #expect(spans.map(\.label) == ["first", "a, \"b\"", " last"])
    let fault = Texts.fault(LosslessCutTable.self, text)
    #expect(fault?.place == "line 3" && fault?.advice == "give --video FILE")
  }

  @Test func `a timeline of another tool is read by its media`() throws {
    func time(_ value: Double) -> String {
      "{\"OTIO_SCHEMA\":\"RationalTime.1\",\"rate\":23.976023976023978,\"value\":\(value)}"
    }
    func range(_ start: Double, _ length: Double) -> String {
      "{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":\(time(start)),\"duration\":\(time(length))}"
    }
    func clip(_ name: String, _ start: Double, _ url: String) -> String {
      """
      {"OTIO_SCHEMA":"Clip.1","name":"\(name)","source_range":\(range(start, 24)),
      "media_reference":{"OTIO_SCHEMA":"ExternalReference.1","target_url":"\(url)",
      "available_range":\(range(86400, 1000))}}
      """
    }
    let text = """
      {"OTIO_SCHEMA":"Timeline.1","name":"t","tracks":{"OTIO_SCHEMA":"Stack.1","children":[
      {"OTIO_SCHEMA":"Track.1","name":"V1","kind":"Video","children":[
      \(clip("a", 86400, "file:///x/one.mov")),{"OTIO_SCHEMA":"Transition.1"},
      \(clip("b", 86500, "file:///x/two.mov"))]},
      {"OTIO_SCHEMA":"Track.1","name":"A1","kind":"Audio","children":[
      \(clip("sound", 86400, "file:///x/one.mov"))]}]}}
      """
    let set = try Texts.read(TimelineInterchange.self, text)
    #expect(set.videos.map(\.name) == ["one", "two"])
    #expect(set.videos.map(\.frameRate) == [Rational(24000, 1001), Rational(24000, 1001)])
    // Frames count from the media's own beginning, 01:00:00:00 here.
    #expect(set.videos.flatMap(\.spans).map(\.extent) == [.frames(0..<24), .frames(100..<124)])
    #expect(set.videos.flatMap(\.spans).map(\.label) == ["a", "b"])
  }
}
