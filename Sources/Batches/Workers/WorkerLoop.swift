public import Annotations
internal import Foundation
internal import Synchronization

/// The worker's side: reads a video a line, answers with a line each.
///
/// It ends as soon as its standard input ends, in the middle of a video too: then its parent is
/// gone, and nobody would write down what it does.
public final class WorkerLoop: Sendable {
  /// Where answers go: the real standard output.
  ///
  /// Whatever a library prints goes to standard error.
  private let output: Int32
  private let lines: Mutex<[[UInt8]]> = Mutex([])
  private let arrivals = DispatchSemaphore(value: 0)
  private let lastProgress = Mutex(ContinuousClock.now)

  /// Takes over the process's standard streams and signals.
  public init() {
    output = fcntl(1, F_DUPFD_CLOEXEC, 10)
    dup2(2, 1)
    // Its parent decides when it ends; a signal to the whole group is for the parent.
    for number in [SIGINT, SIGTERM, SIGPIPE, SIGHUP] { signal(number, SIG_IGN) }
    // Where memory runs out the system shall take a worker and not the parent.
    Self.set("/proc/self/oom_score_adj", to: "500")
    let reader = Thread { [self] in read() }
    reader.start()
  }

  /// Does videos until the parent has no more.
  ///
  /// - Parameter body: does one video and gives the members of its answer.
  public func run(_ body: (VideoEntry) -> JSONValue) {
    say(.object([JSONMember("ready", .bool(true))]))
    while true {
      arrivals.wait()
      let line = lines.withLock { $0.removeFirst() }
      guard let json = try? JSONValue(parsing: line), let entry = VideoEntry(json: json) else {
        say(.object([JSONMember("error", .string("the worker was given no video"))]))
        continue
      }
      // Peak memory is counted anew for each video, where the system can do that.
      Self.set("/proc/self/clear_refs", to: "5")
      var members = body(entry).members ?? []
      members.append(
        JSONMember("peakMemory", Self.peakMemory().map { .integer(Int64($0)) } ?? .null))
      say(.object(members))
    }
  }

  /// Tells how many frames are done, at most five times a second.
  public func progress(_ frames: Int) {
    let isDue = lastProgress.withLock { last in
      let now = ContinuousClock.now
      guard now - last > .milliseconds(200) else { return false }
      last = now
      return true
    }
    if isDue { say(.object([JSONMember("progress", .integer(Int64(frames)))])) }
  }

  private func say(_ message: JSONValue) {
    guard let line = try? message.text(.compact) else { return }
    try? DurableFile.writeAll(Array((line + "\n").utf8), to: output, path: "worker")
  }

  private func read() {
    var buffer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Foundation.read(0, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { _exit(0) }
      buffer += piece[..<count]
      while let end = buffer.firstIndex(of: 0x0A) {
        let line = Array(buffer[..<end])
        buffer.removeFirst(end + 1)
        lines.withLock { $0.append(line) }
        arrivals.signal()
      }
    }
  }

  private static func set(_ path: String, to text: String) {
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    try? DurableFile.writeAll(Array(text.utf8), to: file, path: path)
    close(file)
  }

  private static func peakMemory() -> Int? {
    #if os(Linux)
      let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        .map { $0 * 1024 }
    #else
      var usage = rusage()
      return unsafe getrusage(RUSAGE_SELF, &usage) == 0 ? Int(usage.ru_maxrss) : nil
    #endif
  }
}
