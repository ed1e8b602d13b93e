public import Annotations

/// How a run over a data set ended.
public struct AnnotateSummary: Sendable, Hashable {
  /// Videos of the list, or of the shard.
  public var videos = 0
  /// Videos that this run has done.
  public var done = 0
  /// Videos that were done before.
  public var doneBefore = 0
  /// Videos whose last outcome is a failure, with what was wrong, in the order of the list.
  public var failures: [Failure] = []
  /// How many those are.
  public var failed = 0
  /// Videos that nobody has taken up.
  public var open: Int { max(0, videos - done - doneBefore - failed) }
  /// Frames of the videos that this run has done.
  public var frames = 0
  /// Segments in them.
  public var segments = 0
  /// Wall-clock seconds.
  public var seconds = 0.0
  /// Places of the list that could not be read.
  public var faults: [String] = []
  /// Whether a signal ended the run.
  public var wasInterrupted = false
  /// What was written beside the documents.
  public var written: [String] = []

  /// A video that failed.
  public struct Failure: Sendable, Hashable {
    /// Its id.
    public var id: String
    /// What was wrong.
    public var error: String
  }

  /// Failures that are kept for the summary; the index and failed.csv hold all.
  static let failuresShown = 20

  mutating func add(_ failure: Failure) {
    failed += 1
    if failures.count < Self.failuresShown { failures.append(failure) }
  }

  /// The exit code: 0, 2 where some failed, 130 where it was interrupted.
  public var code: Int32 { wasInterrupted ? 130 : failed + faults.count > 0 ? 2 : 0 }

  /// The summary for people.
  public var text: String {
    func count(_ number: Int, _ name: String) -> String {
      "\(ReportNotation.count(number)) \(name)"
    }
    var lines = [
      "\(count(videos, videos == 1 ? "video" : "videos")): \(count(done, "done")), "
        + (doneBefore > 0 ? "\(count(doneBefore, "done before")), " : "")
        + count(failed, "failed") + (open > 0 ? ", \(count(open, "not reached"))" : "")
    ]
    if done > 0 {
      let rate = Double(frames) / max(seconds, 1e-3)
      lines.append(
        "\(count(segments, "segments")) in \(count(frames, "frames")), "
          + "\(ReportNotation.length(seconds)), \(ReportNotation.count(Int(rate))) frames a second")
    }
    lines += failures.map { "failed: \($0.id.printable): \($0.error.printable)" }
    if failed > failures.count {
      lines.append("and \(ReportNotation.count(failed - failures.count)) more")
    }
    lines += faults.map { "not read: \($0.printable)" }
    if !written.isEmpty { lines += ["wrote"] + written.map { "  \($0.printable)" } }
    return lines.joined(separator: "\n")
  }

  /// The summary for programs.
  public var json: JSONValue {
    .object([
      JSONMember("videos", .integer(Int64(videos))), JSONMember("done", .integer(Int64(done))),
      JSONMember("doneBefore", .integer(Int64(doneBefore))),
      JSONMember("failed", .integer(Int64(failed))),
      JSONMember("notReached", .integer(Int64(open))),
      JSONMember("frames", .integer(Int64(frames))),
      JSONMember("segments", .integer(Int64(segments))),
      JSONMember("seconds", .number((seconds * 1000).rounded() / 1000)),
      JSONMember("interrupted", .bool(wasInterrupted)),
      JSONMember(
        "failures",
        .array(
          failures.map {
            .object([JSONMember("id", .string($0.id)), JSONMember("error", .string($0.error))])
          })),
      JSONMember("unreadable", .array(faults.map { .string($0) })),
      JSONMember("written", .array(written.map { .string($0) })),
    ])
  }
}
