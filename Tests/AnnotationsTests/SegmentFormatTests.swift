import Annotations
import Frames
import Testing

@Suite struct SegmentFormatTests {
  @Test(arguments: 0..<60) func `a scene list gives back every frame`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let document = generator.document()
    let text = try SegmentFormat.csv.write(document)
    let back = try SegmentFormat.csv.read(text, context: ReadingContext(file: "x.csv"))
    let expected = document.segments.map { FrameInterval($0.start.index..<$0.end.index) }
    #expect(back == .frames(expected), "seed \(seed)")
  }

  @Test(arguments: 0..<60) func `WebVTT gives back every frame and name`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let document = generator.document()
    let text = try SegmentFormat.vtt.write(document)
    let back = try SegmentFormat.vtt.read(text, context: ReadingContext(file: "x.vtt"))
    guard case .times(let cues) = back else {
      Issue.record("seed \(seed): not times")
      return
    }
    for (cue, next) in zip(cues, cues.dropFirst()) {
      #expect(cue.end == next.start, "seed \(seed)")
    }
    let clock = FrameClock.times(document.boundaryTimes)
    let bounds = back.frameIntervals(clock)
    #expect(bounds.map(\.frames) == document.segments.indices.map { $0..<($0 + 1) }, "seed \(seed)")
    #expect(bounds.map(\.label) == document.segments.map(\.name), "seed \(seed)\n\(text)")
    if !document.video.variableFrameRate, document.segments[0].start.pts == 0 {
      let rate = FrameClock.rate(document.video.averageFrameRate)
      #expect(
        back.frameIntervals(rate).map(\.frames)
          == document.segments.map { $0.start.index..<$0.end.index }, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<60) func `a label a frame gives back runs of labels`(seed: Int) throws {
    var generator = Generator(seed: seed)
    let document = generator.document()
    let text = try SegmentFormat.mstcn.write(document)
    #expect(text.hasSuffix("\n"))
    for ending in ["", "\n"] {
      let context = ReadingContext(file: "x.txt", frames: document.video.frames)
      guard
        case .frames(let runs) = try SegmentFormat.mstcn.read(
          String(text.dropLast()) + ending, context: context)
      else {
        Issue.record("seed \(seed): not frames")
        return
      }
      #expect(runs.last?.frames.upperBound == document.video.frames, "seed \(seed)")
      for segment in document.segments {
        let run = runs.first { $0.frames.contains(segment.start.index) }
        #expect(run?.frames.contains(segment.end.index - 1) == true, "seed \(seed)")
        #expect(run?.label?.contains { $0.isWhitespace } == false, "seed \(seed)")
      }
    }
  }

  @Test func `a scene list is PySceneDetect's to the letter`() throws {
    let document = Self.tea()
    #expect(
      try SegmentFormat.csv.write(document) == """
        Timecode List:,00:00:04.004
        Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,End Time (seconds),Length (frames),Length (timecode),Length (seconds)
        1,1,00:00:00.000,0.000,120,00:00:04.004,4.004,120,00:00:04.004,4.004
        2,121,00:00:04.004,4.004,270,00:00:09.009,9.009,150,00:00:05.005,5.005

        """)
  }

  @Test func `WebVTT is the documented text`() throws {
    #expect(
      try SegmentFormat.vtt.write(Self.tea()) == """
        WEBVTT

        1
        00:00:00.000 --> 00:00:04.004
        fill kettle

        2
        00:00:04.004 --> 00:00:09.009
        a --&gt; b &amp; &lt;c&gt;

        """)
  }

  @Test func `labels become one word a line`() throws {
    let lines = try SegmentFormat.mstcn.write(Self.tea()).split(separator: "\n")
    #expect(lines.count == 270)
    #expect(lines[119] == "fill_kettle")
    #expect(lines[120] == "a_-->_b_&_<c>")
  }

  @Test func `hours go beyond 99`() throws {
    var document = Self.tea()
    document.video.frames = 12_000_000
    document.segments[1].end = FrameTime(
      index: 12_000_000, pts: 12_000_000 * 1001, timeBase: Rational(1, 30000))
    #expect(try SegmentFormat.csv.write(document).contains(",111:13:20.000,400400.000,"))
    let vtt = try SegmentFormat.vtt.write(document)
    let back = try SegmentFormat.vtt.read(vtt, context: ReadingContext(file: "x"))
    #expect(back.frameIntervals(.rate(Rational(30000, 1001))).last?.frames.upperBound == 12_000_000)
  }

  @Test func `a delayed start keeps frame 1 and the file's own times`() throws {
    var document = Self.tea()
    for index in 0..<2 {
      document.segments[index].start.pts += 32250
      document.segments[index].end.pts += 32250
    }
    #expect(
      try SegmentFormat.csv.write(document).contains("\n1,1,00:00:00.000,0.000,120,00:00:04.004,"))
    #expect(try SegmentFormat.vtt.write(document).contains("00:00:01.075 --> 00:00:05.079"))
  }

  @Test func `foreign variants of a format are read`() throws {
    let unlabelled = "00:00:04.004\nScene Number,Start Frame,End Frame\n1,1,120\n2,121,270\n"
    let context = ReadingContext(file: "x", frames: 270)
    let frames = Intervals.frames([FrameInterval(0..<120), FrameInterval(120..<270)])
    #expect(try SegmentFormat.csv.read(unlabelled, context: context) == frames)
    #expect(
      try SegmentFormat.csv.read("\u{FEFF}Start Frame\r\n1\r\n121", context: context) == frames)
    let vtt = """
      WEBVTT - a title

      NOTE
      a remark

      00:00.000 --> 00:04.004 align:start
      <v Ann>fill</v> &#x6b;ettle
      and go

      STYLE
      ::cue { color: red }
      """
    #expect(
      try SegmentFormat.vtt.read(vtt.replacing("\n", with: "\r\n"), context: context)
        == .times([
          MediaInterval(
            start: MediaTime(value: 0, timescale: 1), end: MediaTime(value: 4004, timescale: 1000),
            label: "fill kettle\nand go")
        ]))
    #expect(
      try SegmentFormat.mstcn.read(
        "### Frame level recognition: ###\na a b\n", context: ReadingContext(file: "x"))
        == .frames([FrameInterval(0..<2, label: "a"), FrameInterval(2..<3, label: "b")]))
  }

  @Test(arguments: [
    (SegmentFormat.csv, "a,b\n1,2\n", ""), (.csv, "Start Frame,End Frame\n1,x\n", "line 2"),
    (.csv, "Start Frame,End Frame\n0,4\n", "line 2"), (.csv, "Start Frame\n1\n", "line 2"),
    (.csv, "Start Frame,End Frame\n9,4\n", "line 2"), (.csv, "\"open\n", "line 1"),
    (.csv, "Start Frame,End Frame\n\n1,99999999999999999999\n", "line 3"),
    (.vtt, "1\n00:00:00.000 --> 00:00:01.000\nx\n", "line 1"), (.vtt, "", "line 1"),
    (.vtt, "WEBVTT\n\n00:00:00,000 --> 00:00:01,000\nx\n", "line 3"),
    (.vtt, "WEBVTT\n\n00:00:02.000 --> 00:00:01.000\nx\n", "line 3"),
    (.vtt, "WEBVTT\n\n00:60:02.000 --> 00:00:01.000\nx\n", "line 3"),
    (.mstcn, "", "line 1"), (.mstcn, "a\n\nb\n", "line 2"), (.mstcn, "### x\n", "line 1"),
    (.segments, "{", "line 1, column 2"), (.segments, "null", ""),
  ]) func `a fault is told with its line`(format: SegmentFormat, text: String, place: String) {
    let error = #expect(throws: AnnotationError.self) {
      try format.read(text, context: ReadingContext(file: "f"))
    }
    #expect(error?.place == place, "\(String(describing: error))")
  }

  @Test(arguments: 0..<100) func `no text crashes a reader`(seed: Int) {
    var generator = Generator(seed: seed)
    let document = generator.document()
    guard document.video.frames < 1000 else { return }
    for format in SegmentFormat.allCases {
      var bytes = Array(((try? format.write(document)) ?? "").utf8)
      for _ in 0..<4 where !bytes.isEmpty {
        bytes[generator.int(0...bytes.count - 1)] = UInt8(generator.int(0...255))
      }
      if generator.chance(30) { bytes.removeLast(generator.int(0...bytes.count)) }
      _ = try? format.read(
        String(decoding: bytes, as: UTF8.self), context: ReadingContext(file: "f"))
    }
  }

  @Test func `a file's name tells its format`() {
    #expect(SegmentFormat(fileName: "a-Scenes.CSV") == .csv)
    #expect(SegmentFormat(fileName: "x.skillet/segments.json") == .segments)
    #expect(SegmentFormat(fileName: "a.mp4") == nil)
    #expect(
      [SegmentFormat.segments, .csv, .vtt, .mstcn].map(\.fileName) == [
        "segments.json", "segments.csv", "segments.vtt", "segments.txt",
      ])
    let all = SegmentFormat.allCases
    #expect(all.first == .segments)
    #expect(Set(all.map(\.fileName)).count == all.count)
  }

  static func tea() -> SegmentsDocument {
    let base = Rational(1, 30000)
    func time(_ frame: Int) -> FrameTime {
      FrameTime(index: frame, pts: Int64(frame) * 1001, timeBase: base)
    }
    return SegmentsDocument(
      video: VideoInfo(
        path: "make_tea.mp4", width: 640, height: 360, frames: 270, timeBase: base,
        averageFrameRate: Rational(30000, 1001), duration: 9.009),
      method: Method(
        name: "by hand", predictor: "", features: "", threshold: .init(kind: "count", value: 1),
        sampleRate: 0, minLength: 0, maxLength: 0, version: "0.1.0"),
      segments: [
        Segment(index: 0, start: time(0), end: time(120), label: "fill kettle"),
        Segment(index: 1, start: time(120), end: time(270), label: "a --> b & <c>"),
      ])
  }
}
