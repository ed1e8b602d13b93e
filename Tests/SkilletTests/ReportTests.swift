import Annotations
import Frames
import Testing

@testable import Skillet

@Suite struct ReportTests {
  let document = SampleReport.document(cuts: [212, 450, 451, 900, 1300], frames: 1800)

  @Test(arguments: [0, 1, 2, 57, 400])
  func blocksAreAsManyAsSegments(cuts: Int) throws {
    let document = SampleReport.document(
      cuts: (0..<cuts).map { ($0 + 1) * 40 }, frames: (cuts + 1) * 40)
    let html = try SampleReport.report(document).html()
    #expect(html.ranges(of: #"class="segment-block "#).count == cuts + 1)
    #expect(html.ranges(of: #"<tr id="segment-"#).count == cuts + 1)
  }

  @Test func aDocumentWithoutSegmentsStillGivesAPage() throws {
    var empty = document
    empty.segments = []
    let html = try SampleReport.report(empty).html()
    #expect(html.contains("</html>"))
    #expect(!html.contains(#"class="segment-block "#))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", #"" onmouseover="alert(1)"#, "'><img src=x onerror=alert(1)>",
    "\"\u{301} onclick=alert(1) x=\"\u{301}", "<\u{200D}b>", "{{command}}", "]]>--><svg/onload=1>",
    "\u{0}\u{1B}[31m\u{85}", "</title></style>", "&lt;b&gt;", "a\u{202E}b",
  ])
  func hostileTextStaysText(text: String) throws {
    let plain = try SampleReport.report(
      SampleReport.document(cuts: [30], frames: 60, labels: ["A", "A"], path: "A")
    ).html()
    let hostile = try SampleReport.report(
      SampleReport.document(cuts: [30], frames: 60, labels: [text, text], path: text)
    ).html()
    for mark in ["<", ">", "\"", "'"] as [Unicode.Scalar] {
      let counts = [plain, hostile].map { html in html.unicodeScalars.count { $0 == mark } }
      #expect(counts[0] == counts[1], "\(mark) of \(text) reached the markup")
    }
    #expect(!hostile.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" })
  }

  @Test func otherScriptsAreKeptAndIsolated() throws {
    let labels = ["סגור את המכסה", "🔧 vis à tête", "拧紧螺丝"]
    let document = SampleReport.document(cuts: [30, 60], frames: 90, labels: labels)
    let html = try SampleReport.report(document).html()
    for label in labels { #expect(html.contains("<bdi>\(label)</bdi>")) }
  }

  @Test func thePageFetchesNothing() throws {
    let html = try SampleReport.report(
      document, stills: SampleReport.stills(document)
    ).html()
    #expect(html.ranges(of: #"src="data:image/jpeg;base64,"#).count > 9)
    #expect(html.ranges(of: "src=").count == html.ranges(of: #"src="data:"#).count)
    let links = html.ranges(of: "href=").count
    #expect(
      links == html.ranges(of: ##"href="#"##).count + html.ranges(of: #"href="data:,""#).count)
    for word in ["http:", "https:", "url(", "@import", "<script", "srcset"] {
      #expect(!html.contains(word), "\(word) in the page")
    }
  }

  @Test func theSameReportGivesTheSameBytes() throws {
    let report = SampleReport.report(document, stills: SampleReport.stills(document))
    #expect(try report.html() == report.html())
  }

  @Test func faultsAndABrokenCountAreWarnedOf() throws {
    var broken = document
    broken.video.corruptFrames = 3
    broken.video.framesInHeader = 1802
    broken.video.faults = ["The file ends before its index says."]
    let html = try SampleReport.report(broken).html()
    #expect(html.contains(#"<section class="warning""#))
    #expect(html.contains("The file ends before its index says."))
    #expect(html.contains("The header claims 1,802 frames; a decoder shows 1,800."))
    #expect(html.contains("3 frames are corrupt"))
    #expect(try !SampleReport.report(document).html().contains(#"<section class="warning""#))
  }

  @Test func kindsOfCutAreTold() throws {
    let html = try SampleReport.report(document).html()
    #expect(html.ranges(of: #"class="cut shot""#).count == 1)
    #expect(html.ranges(of: #"class="cut skill""#).count == 4)
  }

  @Test func aSignalWithoutNumbersGivesAPageWithoutCurve() throws {
    let signal = [SignalPoint(frame: 0, seconds: 0, surprise: .nan, threshold: nil)]
    let html = try SampleReport.report(document, signal: signal).html()
    #expect(html.contains("No surprise signal came with this report."))
    #expect(!html.contains("<svg"))
  }

  @Test(
    arguments: [
      (.infinity, 0.5), (-.infinity, .nan), (1e308, -1e308), (0, 0), (-3, -1), (1e-300, 1e-200),
    ] as [(Double, Double)])
  func extremeNumbersGiveAPage(one: Double, other: Double) throws {
    var extreme = document
    extreme.segments[1].confidence = one
    extreme.segments[2].surprise = other
    extreme.segments[5].end = FrameTime(index: .max, pts: .max, timeBase: Rational(1, 1))
    extreme.video.duration = one
    extreme.method.threshold.value = other
    let signal = [one, other, one].enumerated().map { index, value in
      SignalPoint(frame: index, seconds: Double(index), surprise: value, threshold: other)
    }
    let html = try SampleReport.report(extreme, signal: signal).html()
    #expect(!html.contains("nan") && !html.contains("inf"))
  }

  @Test func stillsOfOtherSegmentsAreRefused() {
    let report = SampleReport.report(document, stills: [[]])
    #expect(throws: ReportError.stillsMismatch(stills: 1, segments: 6)) { try report.html() }
  }

  @Test func whatIsNoJPEGIsRefused() {
    let stills = SampleReport.stills(document) { _ in [0x89, 0x50] }
    let report = SampleReport.report(document, stills: stills)
    #expect(throws: ReportError.notJPEG(segment: 0, frame: 0)) { try report.html() }
  }

  @Test func theCommandCanBePastedIntoAShell() {
    #expect(
      ReportNotation.shell(["skillet", "segment", "my demo's.mp4", "--threshold", "3sigma", ""])
        == #"skillet segment 'my demo'\''s.mp4' --threshold 3sigma ''"#)
  }
}
