import Foundation

/// Short clips that `ffmpeg` makes of its own test pictures; 128 x 72, kept for this process.
enum MadeClip {
  struct Failure: Error { let text: String }

  static let folder: URL = {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-clips-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }()

  /// A still with texture everywhere, 512 x 288; goes before other filters of a grey input.
  static let texture =
    "trim=end_frame=1,geq=lum='128+45*sin(X/9)*cos(Y/7)+35*sin((X+2*Y)/23)+30*sin(X*Y/700)'"
    + ":cb='128+30*sin(X/31+Y/40)':cr='128+30*cos(Y/27-X/60)',loop=loop=-1:size=1"

  /// What a sensor adds: a perfectly still picture is nothing that a camera gives.
  static func noise(_ strength: Int) -> String { "noise=c0s=\(strength):c0f=t:all_seed=3" }

  /// Runs `ffmpeg INPUTS -filter_complex GRAPH` into a nearly lossless file and gives its path.
  ///
  /// - Parameters:
  ///   - inputs: words before the graph.
  ///   - graph: has to end in `[v]`.
  ///   - output: words after the graph, such as frame limits.
  static func make(_ inputs: String, _ graph: String, _ output: String = "") throws -> String {
    let url = folder.appendingPathComponent("\(UUID().uuidString).mp4")
    let words = { (text: String) in text.split(separator: " ").map(String.init) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["ffmpeg", "-v", "error", "-y"] + words(inputs) + ["-filter_complex", graph, "-map", "[v]"]
      + words("-c:v libx264 -crf 8 -preset ultrafast -threads 1 -pix_fmt yuv420p")
      + words(output) + [url.path]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(text: "ffmpeg ended with \(process.terminationStatus) for \(graph)")
    }
    return url.path
  }
}
