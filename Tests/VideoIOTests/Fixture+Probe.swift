import Foundation
import Testing

extension Fixture {
  /// The time stamps that `ffprobe` gives the frames of a video stream; nil where it gives none.
  static func probedTimes(_ path: String, stream: String = "v:0") throws -> [Int64?] {
    let text = try run(
      "ffprobe",
      ["-v", "quiet", "-select_streams", stream, "-show_entries", "frame=best_effort_timestamp"]
        + ["-of", "csv=p=0", path])
    return text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",").first.flatMap { Int64($0) }
    }
  }

  /// The same, of a file where every frame has one.
  static func probedPTS(_ path: String, stream: String = "v:0") throws -> [Int64] {
    try probedTimes(path, stream: stream).map { try #require($0) }
  }

  /// One entry of the best video stream, as `ffprobe` prints it.
  static func probedEntry(_ path: String, _ entry: String) throws -> String {
    try run(
      "ffprobe",
      ["-v", "quiet", "-select_streams", "v:0", "-count_frames", "-show_entries", entry]
        + ["-of", "default=nw=1:nk=1", path]
    ).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }

  /// The luma of the frames that `ffmpeg` shows, turned as it turns them: `width * height` bytes each.
  static func shownLuma(_ path: String, width: Int, height: Int) throws -> [[UInt8]] {
    let raw = folder.appendingPathComponent("luma-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: raw) }
    let format = ["-pix_fmt", "yuv420p", "-f", "rawvideo"]
    _ = try run(
      "ffmpeg", ["-v", "error", "-i", path, "-fps_mode", "passthrough"] + format + [raw.path])
    let bytes = try [UInt8](Data(contentsOf: raw))
    let size = width * height + 2 * ((width + 1) / 2) * ((height + 1) / 2)
    try #require(size > 0 && bytes.count % size == 0, "\(bytes.count) bytes, \(size) a frame")
    return (0..<bytes.count / size).map { Array(bytes[$0 * size..<$0 * size + width * height]) }
  }

  /// A file made from another by changing its bytes.
  static func changed(
    _ path: String, _ name: String, _ change: (inout [UInt8]) throws -> Void
  ) throws -> String {
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    try change(&bytes)
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Whether the `ffmpeg` command has an encoder.
  static func hasEncoder(_ name: String) -> Bool {
    let text = try? run("ffmpeg", ["-v", "quiet", "-hide_banner", "-encoders"])
    return text?.contains(" \(name) ") ?? false
  }
}

extension [UInt8] {
  /// Where a four-letter box or chunk name begins.
  func place(of name: String, from start: Int = 0) -> Int? {
    let wanted = Array(name.utf8)
    guard count >= wanted.count else { return nil }
    return (start...count - wanted.count).first { Array(self[$0..<$0 + wanted.count]) == wanted }
  }

  /// Overwrites some bytes of the media data, far from its ends.
  mutating func spoil(times: Int, length: Int = 20, using random: inout Seeded) {
    var start = count / 10
    var room = count - start
    if let media = place(of: "mdat") {
      start = media + 4
      room = self[media - 4..<media].reduce(0) { $0 << 8 | Int($1) } - 8
    }
    for _ in 0..<times {
      let at = start + Int.random(in: room / 10..<room * 7 / 10, using: &random)
      for i in at..<Swift.min(count, at + length) {
        self[i] = UInt8.random(in: 0...255, using: &random)
      }
    }
  }
}

/// Random numbers that a seed repeats (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
