import Foundation
import Testing

/// The built `skillet` as a person runs it: a process with arguments, two streams and an exit code.
enum Tool {
  /// The executable beside the test bundle, or the one that SKILLET_BINARY names.
  static let path: String = {
    if let stated = ProcessInfo.processInfo.environment["SKILLET_BINARY"] {
      return URL(fileURLWithPath: stated).standardizedFileURL.path
    }
    let beside = CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardizedFileURL
    let folders = beside + [root.appendingPathComponent(".build/debug")]
    let places = folders.map { $0.appendingPathComponent("skillet").path }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? places[0]
  }()

  /// How a run ended.
  struct Outcome {
    let command: String
    /// The exit code; 128 and the signal's number where a signal ended it; nil where it was killed
    /// for taking too long.
    let code: Int32?
    let out: String
    let err: String
    let seconds: Double

    /// The lines on standard error.
    var complaints: [String] { err.split(separator: "\n").map(String.init) }

    /// For a failure's message.
    var story: String { "\(command)\n-> \(code.map(String.init) ?? "killed")\n\(out)\n\(err)" }

    /// The JSON document on standard output, by a reader that is not Skillet's.
    func json() throws -> [String: Any] { try jsonObject(Data(out.utf8), story) }
  }

  /// Runs to the end.
  static func run(
    _ arguments: [String], in folder: Sandbox, environment: [String: String] = [:],
    input: String? = nil, limit: Double = 60
  ) throws -> Outcome {
    try Run(arguments, in: folder, environment: environment, input: input).finish(limit: limit)
  }

  /// Runs a line of shell in which `$0` is the tool and `$1` the first argument.
  static func shell(
    _ line: String, _ arguments: [String], in folder: Sandbox, limit: Double = 60
  ) throws -> Outcome {
    try Run(["-c", line, path] + arguments, in: folder, program: "/bin/sh").finish(limit: limit)
  }
}

/// A run that is under way.
final class Run {
  let arguments: [String]
  private let process = Process()
  private let streams: URL
  private let ended = DispatchSemaphore(value: 0)
  private let start = ContinuousClock.now

  init(
    _ arguments: [String], in folder: Sandbox, environment: [String: String] = [:],
    input: String? = nil, program: String = Tool.path
  ) throws {
    self.arguments = arguments
    streams = Fixture.folder.appendingPathComponent("run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    for (name, text) in [("in", input ?? ""), ("out", ""), ("err", "")] {
      try Data(text.utf8).write(to: streams.appendingPathComponent(name))
    }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let handles = [
      try FileHandle(forReadingFrom: streams.appendingPathComponent("in")),
      try FileHandle(forWritingTo: streams.appendingPathComponent("out")),
      try FileHandle(forWritingTo: streams.appendingPathComponent("err")),
    ]
    process.standardInput = handles[0]
    process.standardOutput = handles[1]
    process.standardError = handles[2]
    process.terminationHandler = { [ended] _ in ended.signal() }
    // The child has its own by then. Foundation keeps them open for long, and reads past the end of
    // a buffer where a process has over a thousand files open.
    defer { for handle in handles { try? handle.close() } }
    try process.run()
  }

  /// Waits until something holds, asked every few milliseconds; false where the run ended first.
  func wait(until holds: () throws -> Bool) rethrows -> Bool {
    while process.isRunning {
      if try holds() { return true }
      usleep(2000)
    }
    return false
  }

  /// What standard output holds so far.
  var printed: String { text("out") }

  /// What standard error holds so far.
  var complaint: String { text("err") }

  /// The number of its process.
  var id: Int32 { process.processIdentifier }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; a run that takes too long is killed and has no code.
  func finish(limit: Double = 60) throws -> Tool.Outcome {
    let isLate = ended.wait(timeout: .now() + limit) == .timedOut
    if isLate {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let status = process.terminationStatus
    let code = process.terminationReason == .uncaughtSignal ? 128 + status : status
    let outcome = Tool.Outcome(
      command: (["skillet"] + arguments).joined(separator: " "), code: isLate ? nil : code,
      out: text("out"), err: text("err"), seconds: (ContinuousClock.now - start) / .seconds(1))
    try? FileManager.default.removeItem(at: streams)
    return outcome
  }

  private func text(_ name: String) -> String {
    let data = try? Data(contentsOf: streams.appendingPathComponent(name))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

/// Parses one JSON object with Foundation.
func jsonObject(_ data: Data, _ story: String) throws -> [String: Any] {
  let value = try? JSONSerialization.jsonObject(with: data)
  return try #require(value as? [String: Any], "no JSON object: \(story)")
}
