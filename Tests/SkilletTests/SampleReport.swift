import Annotations
import Foundation
import Frames
import Skillet

/// Reports made up for tests: seeded, so that the same settings give the same value.
enum SampleReport {
  /// The smallest JPEG that browsers draw: one grey pixel.
  static let pixel: [UInt8] = Array(
    Data(
      base64Encoded: "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgK"
        + "CgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAI"
        + "AQEAAD8A0s8g/9k=") ?? Data())

  static let timeBase = Rational(1, 15360)

  static func time(_ frame: Int, rate: Int = 30) -> FrameTime {
    FrameTime(index: frame, pts: Int64(frame * 15360 / rate), timeBase: timeBase)
  }

  static func video(frames: Int, path: String = "demo.mp4") -> VideoInfo {
    VideoInfo(
      path: path, width: 1280, height: 720, codec: "h264", pixelFormat: "yuv420p",
      frames: frames, framesInHeader: frames, timeBase: timeBase,
      averageFrameRate: Rational(30, 1), duration: Double(frames) / 30)
  }

  static func method() -> Annotations.Method {
    Annotations.Method(
      name: "sbd", predictor: "online-predictor", features: "layout-gradient-motion/1",
      threshold: .init(kind: "sigma", value: 3), sampleRate: 5, minLength: 1, maxLength: 120,
      seed: 7, version: "0.1.0")
  }

  /// Segments that begin at `cuts` and at frame 0.
  static func document(
    cuts: [Int], frames: Int, labels: [String?] = [], path: String = "demo.mp4"
  ) -> SegmentsDocument {
    let bounds = [0] + cuts + [frames]
    let segments = zip(bounds, bounds.dropFirst()).enumerated().map { index, range in
      let kind: BoundaryKind = index % 5 == 3 ? .shot : index % 11 == 7 ? .limit : .skill
      return Segment(
        index: index, start: time(range.0), end: time(range.1),
        label: index < labels.count ? labels[index] : nil,
        confidence: index == 0 ? nil : 0.5 + Double(index * 37 % 50) / 100,
        surprise: index == 0 ? nil : 3.2 + Double(index * 29 % 40) / 10,
        kind: index == 0 ? nil : kind)
    }
    return SegmentsDocument(
      video: video(frames: frames, path: path), method: method(), segments: segments)
  }

  /// Five samples a second: a quiet ripple, and a peak at each cut.
  static func signal(_ document: SegmentsDocument) -> [SignalPoint] {
    let peaks = Dictionary(
      document.segments.dropFirst().map { ($0.start.index / 6, $0.surprise ?? 4) },
      uniquingKeysWith: max)
    return (0...(document.video.frames - 1) / 6).map { sample in
      let phase = Double(sample)
      let ripple = 1 + 0.45 * sin(phase * 0.31) + 0.35 * sin(phase * 1.7) + 0.2 * sin(phase * 4.3)
      let near = [-1, 1].compactMap { peaks[sample + $0] }.max().map { $0 * 0.5 } ?? 0
      let surprise = max(peaks[sample] ?? 0, near, ripple)
      return SignalPoint(
        frame: sample * 6, seconds: Double(sample) / 5, surprise: sample < 4 ? .nan : surprise,
        threshold: sample < 4 ? nil : 2.9 + 0.2 * sin(phase * 0.02),
        boundary: peaks[sample] != nil)
    }
  }

  /// Key frames as the pipeline would give them, with the bytes that `picture` makes.
  static func stills(
    _ document: SegmentsDocument, picture: (Int) -> [UInt8] = { _ in pixel }
  ) -> [[Still]] {
    document.segments.map { segment in
      Still.frames(of: segment).map {
        Still(frame: $0, seconds: time($0).seconds, jpeg: picture($0))
      }
    }
  }

  static func report(
    _ document: SegmentsDocument, stills: [[Still]] = [], signal: [SignalPoint]? = nil
  ) -> Report {
    Report(
      document: document, signal: signal ?? self.signal(document), stills: stills,
      generatedBy: .init(command: ["skillet", "segment", document.video.path, "--report"]))
  }
}
