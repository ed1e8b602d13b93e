import Foundation
import Testing

/// Videos that tests make with the `ffmpeg` command.
enum Fixture {
  /// A folder for this test process.
  static let folder: URL = {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-command-\(ProcessInfo.processInfo.processIdentifier)")
      .resolvingSymlinksInPath()
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }()

  struct Failure: Error { let text: String }

  /// Makes a file by `ffmpeg ARGUMENTS FILE` once and gives its path.
  static func make(_ name: String, _ arguments: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: url.path) { return url.path }
    let part = folder.appendingPathComponent("part-\(UUID().uuidString)-" + name)
    let words = arguments.split(separator: " ").map(String.init)
    try run("ffmpeg", ["-v", "error", "-y"] + words + ["-bitexact", part.path])
    guard unsafe rename(part.path, url.path) == 0 else {
      throw Failure(text: "cannot rename \(part)")
    }
    return url.path
  }

  /// Runs another program to its end.
  static func run(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardInput = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    ended.wait()
    guard process.terminationStatus == 0 else {
      throw Failure(text: "\(command) \(arguments) ended with \(process.terminationStatus)")
    }
  }

  /// The two frames at which ``scenes()`` changes its scene.
  static let cuts = [30, 60]

  /// Three scenes of 1.2 s at 25 frames a second, 64 x 36, hard cuts between them.
  static func scenes() throws -> String {
    try make(
      "scenes.mp4",
      "-f lavfi -i testsrc2=s=64x36:r=25:d=1.2 -f lavfi -i mandelbrot=s=64x36:r=25:start_scale=1 "
        + "-f lavfi -i smptebars=s=64x36:r=25:d=1.2 "
        + "-filter_complex [1]trim=duration=1.2,setsar=1[m];[0]setsar=1[a];[2]setsar=1[c];"
        + "[a][m][c]concat=n=3 -c:v mpeg4 -q:v 3 -pix_fmt yuv420p -frames:v 90")
  }

  /// One picture that hardly changes, two seconds at 25 frames a second.
  static func still() throws -> String {
    try make("still.mp4", "-f lavfi -i color=gray:s=64x36:r=25:d=2 -c:v mpeg4 -pix_fmt yuv420p")
  }

  /// A video that takes long to read: half an hour at 50 frames a second.
  static func long() throws -> String {
    let short = try make(
      "minute.mp4", "-f lavfi -i testsrc2=s=64x36:r=50:d=60 -c:v mpeg4 -q:v 8 -g 50")
    return try make("long.mp4", "-stream_loop 29 -i \(short) -c copy")
  }

  /// The shared data beside the checkout; nil where it is absent.
  static let shared: URL? = {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let beside = here.appendingPathComponent("../../../shared/data").standardizedFileURL
    let stated = ProcessInfo.processInfo.environment["SKILLET_SHARED"]
      .map { URL(fileURLWithPath: $0).appendingPathComponent("data") }
    return [stated, beside].compactMap { $0 }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()
}
