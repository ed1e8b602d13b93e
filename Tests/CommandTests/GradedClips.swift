import Foundation
import Testing

/// Tiny executions of one skill, of three qualities by three performers: the better, the more
/// steadily a pattern slides.
enum GradedClips {
  static let performers = 3
  static let qualities = 3

  static func name(_ performer: Int, _ quality: Int) -> String { "push_s\(performer)_q\(quality)" }

  static func frames(_ quality: Int) -> Int { 24 - 2 * quality }

  static func clip(_ performer: Int, _ quality: Int) throws -> String {
    let half = [1, 4, 40][quality]
    let place = "(X+2*abs(mod(N+\(3 * performer)\\,\(2 * half))-\(half)))"
    return try Fixture.make(
      name(performer, quality) + ".mp4",
      "-f lavfi -i color=gray:s=64x36:r=25 -vf "
        + "geq=lum='128+100*sin(\(place)*\(place)/300+Y*Y/200)':cb=128:cr=128 "
        + "-frames:v \(frames(quality)) -c:v mpeg4 -q:v 3 -pix_fmt yuv420p")
  }

  /// The clips in `clips`, with `clips/index.json` and `pairs.csv` beside the folder.
  static func write(_ box: Sandbox) throws {
    var (entries, pairs): ([String], [String]) = ([], [])
    for performer in 0..<performers {
      for quality in 0..<qualities {
        let name = name(performer, quality)
        try box.write(
          "clips/\(name).mp4", Data(contentsOf: URL(fileURLWithPath: clip(performer, quality))))
        entries.append(
          "{\"video\": \"\(name).mp4\", \"group\": \"push_s\(performer)\", \"skill\": \"push\", "
            + "\"quality\": \(quality), \"frames\": \(frames(quality))}")
        for worse in 0..<quality { pairs.append("\(name),\(Self.name(performer, worse)),push") }
      }
    }
    try box.write(
      "clips/index.json", Array("{\"clips\": [\(entries.joined(separator: ", "))]}".utf8))
    let lines = (["winner,loser,skill"] + pairs).joined(separator: "\n") + "\n"
    try box.write("pairs.csv", Array(lines.utf8))
  }

  /// A short training.
  static func training(_ source: String, _ options: [String] = []) -> [String] {
    ["train", "assessor", source, "--steps", "60", "--members", "2"] + options
  }
}
