import Foundation
import Frames
import Testing
import VideoIO

/// Videos that tests make with the `ffmpeg` command, the independent reference.
enum Fixture {
  /// A folder for this test process.
  static let folder: URL = {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("skillet-fixtures-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }()

  /// Makes a file by `ffmpeg ARGUMENTS FILE` once and gives its path.
  static func make(_ name: String, _ arguments: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: url.path) { return url.path }
    let part = folder.appendingPathComponent("part-\(UUID().uuidString)-" + name)
    let words = arguments.split(separator: " ").map(String.init)
    _ = try run("ffmpeg", ["-v", "error", "-y"] + words + [part.path])
    // Another test may have made it meanwhile; the rename replaces it with the same bytes.
    guard unsafe rename(part.path, url.path) == 0 else {
      throw Failure(text: "cannot rename \(part)")
    }
    return url.path
  }

  struct Failure: Error { let text: String }

  /// Runs a command and gives what it printed on standard output.
  static func run(_ command: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    let output = folder.appendingPathComponent("output-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let data = try Data(contentsOf: output)
    guard process.terminationStatus == 0 else {
      throw Failure(text: "\(command) \(arguments) ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
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

extension Fixture {
  /// A file of the shared data.
  static func sharedPath(_ name: String) throws -> String {
    guard let shared else { throw Failure(text: "no shared data") }
    return shared.appendingPathComponent(name).path
  }
}

/// All frames of a file: their table, and the mean luma of each.
func readAll(
  _ path: String, options: VideoReader.Options = .init(), size: (Int, Int) = (32, 18)
) throws -> (table: FrameTable, pictures: [SmallPicture], info: VideoInfo) {
  var reader = try VideoReader(path, options: options)
  var table = FrameTable(timeBase: reader.header.timeBase)
  var pictures: [SmallPicture] = []
  var picture = SmallPicture(width: size.0, height: size.1)
  while let frame = try reader.next() {
    #expect(frame == reader.current)
    table.appendCurrent(of: reader)
    try reader.average(into: &picture)
    pictures.append(picture)
  }
  return (table, pictures, reader.info(of: table))
}
