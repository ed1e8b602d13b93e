import Annotations
import Frames

/// A repeatable source of documents and JSON for property tests (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

  static let labels = [
    "fill kettle", "pour, stir", "tab\tbed", "say \"go\"", "two\nlines", "blank\n\nline",
    "a --> b", "R&D <b>bold</b>", "🫖 tea 👩🏽‍🍳", "لصب الماء", "x\r\ny", "&amp;", "&#10;", "_", "-",
    "WEBVTT", "NOTE x", "é", "e\u{301}", " lead", "trail ", "\u{2028}sep", "###",
  ]

  mutating func label() -> String { Self.labels[int(0...Self.labels.count - 1)] }

  mutating func json(depth: Int = 0) -> JSONValue {
    switch int(0...(depth < 4 ? 7 : 5)) {
    case 0: return .null
    case 1: return .bool(chance(50))
    case 2: return .integer(Int64(bitPattern: next()) >> Int64(int(0...63)))
    case 3:
      let number = Double(bitPattern: next())
      return .number(number.isFinite ? number : 0.1)
    case 4: return .number(Double(int(-1000...1000)) / 8)
    case 5: return .string(label() + String(UnicodeScalar(UInt8(int(0...127)))))
    case 6: return .array((0..<int(0...4)).map { _ in json(depth: depth + 1) })
    default:
      return .object(
        (0..<int(0...4)).map { JSONMember("\($0)" + label(), json(depth: depth + 1)) })
    }
  }

  /// A document whose segments tile a video of constant or variable rate, up to two hours long.
  mutating func document() -> SegmentsDocument {
    let rates: [(Rational, Rational, Int64)] = [
      (Rational(1, 24000), Rational(24000, 1001), 1001),
      (Rational(1, 30000), Rational(30000, 1001), 1001),
      (Rational(1, 60000), Rational(60000, 1001), 1001),
      (Rational(1, 15360), Rational(30, 1), 512), (Rational(1, 1000), Rational(25, 1), 40),
    ]
    let (timeBase, rate, step) = rates[int(0...rates.count - 1)]
    let isVariable = chance(30)
    let frames = chance(10) ? Int(7200 * rate.quotient) : int(1...900)
    var pts: [Int64] = [chance(30) ? Int64(int(0...50)) * step : 0]
    for _ in 0..<frames {
      pts.append(pts[pts.count - 1] + (isVariable ? Int64(int(1...5)) : 1) * step)
    }
    var cuts: Set<Int> = [0, frames]
    for _ in 0..<int(0...min(12, frames - 1)) { cuts.insert(int(1...max(1, frames - 1))) }
    let bounds = cuts.filter { $0 <= frames }.sorted()
    func time(_ frame: Int) -> FrameTime {
      FrameTime(index: frame, pts: pts[frame], timeBase: timeBase)
    }
    var segments: [Segment] = []
    for (index, (start, end)) in zip(bounds, bounds.dropFirst()).enumerated() {
      segments.append(
        Segment(
          index: index, start: time(start), end: time(end), skill: chance(40) ? int(0...9) : nil,
          label: chance(70) ? label() : nil,
          confidence: index > 0 ? Double(int(0...100)) / 100 : nil,
          surprise: index > 0 ? Double(int(-500...500)) / 7 : nil,
          kind: index > 0 ? BoundaryKind.allCases[int(0...2)] : nil))
    }
    var unknown = UnknownKeys()
    for place in ["", "video", "video.color", "method", "method.threshold", "segments[0].start"] {
      if chance(30) { unknown[place] = [JSONMember("x-" + label(), json())] }
    }
    return SegmentsDocument(
      video: VideoInfo(
        path: "folder/demo \(label()).mp4", sha256: chance(50) ? "ab12" : nil, width: 1280,
        height: 720, rotation: chance(20) ? -90 : 0, codec: "h264", pixelFormat: "yuv420p",
        frames: frames, framesInHeader: chance(50) ? frames + 1 : nil, timeBase: timeBase,
        averageFrameRate: rate, variableFrameRate: isVariable,
        duration: Double((pts[frames] - pts[0]) * 1000) / Double(timeBase.denominator) / 1000,
        corruptFrames: int(0...2), faults: chance(20) ? ["a fault, \"quoted\""] : []),
      method: Method(
        name: "sbd", predictor: "fused", features: "layout/1",
        threshold: .init(kind: "sigma", value: 3), sampleRate: 5, minLength: 1, maxLength: 120,
        seed: chance(20) ? UInt64.max : 7, version: "0.1.0"),
      segments: segments, unknown: unknown
    ).roundedDuration
  }
}

extension SegmentsDocument {
  /// The duration in whole microseconds, as it is written.
  var roundedDuration: SegmentsDocument {
    var copy = self
    copy.video.duration = (copy.video.duration * 1e6).rounded() / 1e6
    return copy
  }

  /// The time of each frame and of the end; only the segments' bounds are known exactly.
  var boundaryTimes: [MediaTime] {
    segments.map(\.start.time) + [segments.last?.end.time].compactMap { $0 }
  }
}
