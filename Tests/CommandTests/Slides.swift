import Foundation
import Testing

/// Tiny videos in which a pattern slides to one side or the other, and the actions are just that.
enum Slides {
  /// The kinds of actions that say so.
  enum Kind: String, CaseIterable {
    case discrete, multiDiscrete, continuous
  }

  /// A clip of 64 x 64 that turns around every eight frames, from another phase on.
  static func clip(_ phase: Int, frames: Int) throws -> String {
    let place = "(X+8*abs(mod(N+\(phase)\\,16)-8))"
    return try Fixture.make(
      "slide\(phase)-\(frames).mp4",
      "-f lavfi -i color=gray:s=64x64:r=25 -vf "
        + "geq=lum='128+100*sin(\(place)*\(place)/300+Y*Y/200)':cb=128:cr=128 "
        + "-frames:v \(frames) -c:v mpeg4 -q:v 3 -pix_fmt yuv420p")
  }

  /// Which way the picture goes after each frame, 0 or 1.
  static func sides(_ phase: Int, frames: Int) -> [Int] {
    (0..<frames).map { ($0 + phase) % 16 < 8 ? 0 : 1 }
  }

  /// The document of the actions.
  static func actions(_ phase: Int, frames: Int, _ kind: Kind) -> String {
    let sides = sides(phase, frames: frames)
    switch kind {
    case .discrete:
      return "{\"action_space\": {\"type\": \"discrete\", \"n\": 2, \"names\": [\"left\", "
        + "\"right\"]}, \"null_actions\": [0], \"actions\": \(sides)}"
    case .multiDiscrete:
      return "{\"action_space\": {\"type\": \"multi_discrete\", \"n\": [2, 3]}, "
        + "\"actions\": \(sides.map { [$0, 2 - 2 * $0] })}"
    case .continuous:
      return "{\"actions\": \(sides.map { [Double($0) * 2 - 1, 0.5] })}"
    }
  }

  /// Three labelled clips in `few`, two bare ones in `rest`.
  static func write(_ box: Sandbox, _ kind: Kind = .discrete) throws {
    try FileManager.default.createDirectory(
      atPath: box.path("rest"), withIntermediateDirectories: true)
    for (name, phase) in [("a", 0), ("b", 3), ("c", 7)] {
      try box.write("few/\(name).json", Array(actions(phase, frames: 60, kind).utf8))
      try box.copy(clip(phase, frames: 60), as: "few/\(name).mp4")
    }
    for (name, phase) in [("d", 5), ("e", 11)] {
      try box.copy(clip(phase, frames: 70), as: "rest/\(name).mp4")
    }
  }
}
