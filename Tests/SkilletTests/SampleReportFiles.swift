import Annotations
import Foundation
import Frames
import Skillet
import Testing

/// Writes sample reports for the browser check and for people to look at.
///
///     SKILLET_SAMPLE_REPORTS=DIR swift test --filter SampleReportFiles
///     Tests/Browser/check_report DIR/short.html DIR/short.json --screenshots DIR/short
@Suite struct SampleReportFiles {
  static let folder = ProcessInfo.processInfo.environment["SKILLET_SAMPLE_REPORTS"]

  @Test(
    .enabled(if: folder != nil, "SKILLET_SAMPLE_REPORTS names no folder"), .serialized,
    arguments: ["short", "long", "hostile", "bare", "single"])
  func aSampleIsWritten(name: String) throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let pictures = try Self.pictures(in: folder.appending(path: "stills"))
    let report = Self.sample(name) { pictures[$0 / 30 % pictures.count] }
    let html = try report.html()
    try html.write(to: folder.appending(path: name + ".html"), atomically: true, encoding: .utf8)
    let segments = report.document.segments.map { segment in
      """
      {"index": \(segment.index), "start": {"seconds": \(segment.start.seconds)}, \
      "end": {"seconds": \(segment.end.seconds)}}
      """
    }
    let json = "{\"segments\": [\(segments.joined(separator: ",\n"))]}\n"
    try json.write(to: folder.appending(path: name + ".json"), atomically: true, encoding: .utf8)
  }

  static func sample(_ name: String, picture: (Int) -> [UInt8]) -> Report {
    switch name {
    case "long": long(picture)
    case "hostile": hostile(picture)
    case "bare": bare()
    case "single":
      SampleReport.report(
        SampleReport.document(cuts: [], frames: 45),
        stills: SampleReport.stills(SampleReport.document(cuts: [], frames: 45), picture: picture))
    default: short(picture)
    }
  }

  /// Two minutes: the page that most people will see.
  static func short(_ picture: (Int) -> [UInt8]) -> Report {
    let labels: [String?] = [
      "reach for the lid", "place the lid", "screw the lid", nil, "pick up the bottle",
      "pour", nil, "put the bottle down", "wipe", nil, "stack the cups", "stack the cups",
    ]
    var document = SampleReport.document(
      cuts: [212, 530, 845, 851, 1210, 1640, 1990, 2011, 2480, 2800, 3190, 3350], frames: 3600,
      labels: labels, path: "recordings/kitchen/2024-05-17 demo 03.mp4")
    for (index, skill) in [0, 1, 2, nil, 3, 4, nil, 5, 6, nil, 7, 7, 0].enumerated() {
      document.segments[index].skill = skill
    }
    document.video.sha256 = String(repeating: "9f86d081884c7d65", count: 4)
    document.video.framesInHeader = 3602
    document.video.corruptFrames = 2
    return SampleReport.report(
      document, stills: SampleReport.stills(document, picture: picture))
  }

  /// Three hours in more than three hundred segments, some of them very short.
  static func long(_ picture: (Int) -> [UInt8]) -> Report {
    var (cuts, frame, state) = ([Int](), 0, UInt64(11))
    while true {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      frame += 30 + Int(state >> 33) % (state >> 60 == 0 ? 60 : 2000)
      guard frame < 323_900 else { break }
      cuts.append(frame)
    }
    let document = SampleReport.document(cuts: cuts, frames: 324_000, path: "three hours.mp4")
    var signal = SampleReport.signal(document)
    signal[20_000].surprise = 180
    signal[41_000].surprise = 95
    return SampleReport.report(
      document, stills: SampleReport.stills(document, picture: picture), signal: signal)
  }

  /// Every text is hostile, and the video is upright, of varying rate and broken.
  static func hostile(_ picture: (Int) -> [UInt8]) -> Report {
    let labels: [String?] = [
      "<script>console.error('label')</script>", "\"\u{301} onmouseover=\"console.error(1)",
      "סגור את המכסה \u{202E}dnuora gninrut", "🔧👩🏽‍🔧 vis à tête",
      String(repeating: "unbreakable", count: 20), String(repeating: "many words ", count: 30),
    ]
    var document = SampleReport.document(
      cuts: [100, 101, 102, 400, 460], frames: 470, labels: labels,
      path: "/data/<img src=x onerror=console.error(2)>/\u{202E}gpm.\"'&\(labels[4] ?? "").mp4")
    (document.video.width, document.video.height) = (720, 1280)
    (document.video.rotation, document.video.variableFrameRate) = (-90, true)
    document.video.faults = ["</style><script>console.error(3)</script>", labels[4] ?? ""]
    return SampleReport.report(
      document, stills: SampleReport.stills(document, picture: picture))
  }

  /// No signal, no stills.
  static func bare() -> Report {
    SampleReport.report(SampleReport.document(cuts: [90, 200], frames: 300), signal: [])
  }

  /// Forty pictures of FFmpeg's test source, 240 pixels wide.
  static func pictures(in folder: URL) throws -> [[UInt8]] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
      "mandelbrot=size=240x135:rate=2:start_scale=1", "-frames:v", "40", "-q:v", "6",
      folder.appending(path: "%02d.jpg").path,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try (1...40).map { number in
      let name = (number < 10 ? "0" : "") + "\(number).jpg"
      return Array(try Data(contentsOf: folder.appending(path: name)))
    }
  }
}
