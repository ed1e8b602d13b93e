import Foundation
import Testing

/// Ctrl-C and SIGTERM end a run soon and leave nothing behind.
@Suite(.serialized) struct InterruptionTests {
  /// Sends a signal once the run says, or shows, that it is under way.
  private func interrupt(
    _ arguments: [String], by signal: Int32, in box: Sandbox,
    location: SourceLocation = #_sourceLocation, when isUnderWay: (Run) throws -> Bool
  ) throws {
    let before = try box.contents()
    let run = try Run(arguments, in: box)
    let isRunning = try run.wait { try isUnderWay(run) }
    usleep(150_000)
    let start = ContinuousClock.now
    run.send(signal)
    let outcome = try run.finish(limit: 20)
    #expect(isRunning, "it ended too soon: \(outcome.story)", sourceLocation: location)
    #expect(ContinuousClock.now - start < .seconds(8), "it lingered", sourceLocation: location)
    #expect(outcome.code == 130, "\(outcome.story)", sourceLocation: location)
    #expect(outcome.out == "", "\(outcome.story)", sourceLocation: location)
    #expect(
      outcome.complaints.last == "skillet: interrupted; nothing was written", "\(outcome.story)",
      sourceLocation: location)
    try box.expectUntouched(before, outcome.story, location: location)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalWhileReadingEndsTheRun(signal: Int32) throws {
    try inSandbox { box in
      try box.write("out/segments.json", Array("mine".utf8))
      try box.write("f.npy", Array("mine".utf8))
      let long = try Fixture.long()
      for arguments in [
        ["segment", long, "--out", "new/out", "--verbose", "--report"],
        ["segment", long, "--out", "out", "--force", "--verbose"],
        ["features", long, "--out", "f.npy", "--force", "--verbose"],
        ["inspect", long, "--verbose"],
      ] {
        try interrupt(arguments, by: signal, in: box) { $0.complaint.contains("reading") }
      }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalWhileTakingKeyFramesEndsTheRun(signal: Int32) throws {
    try inSandbox { box in
      try box.copy(Fixture.sparse(), as: "sparse.mp4")
      let arguments = [
        "segment", "sparse.mp4", "--report", "--min-length", "0s", "--max-length", "0s",
        "--sample-rate", "5", "--out", "out",
      ]
      try interrupt(arguments, by: signal, in: box) { _ in
        try box.names().contains { $0.contains(".part-") && $0.hasSuffix("signal.csv") }
      }
      try box.write("out/report.html", Array("mine".utf8))
      try interrupt(arguments + ["--force"], by: signal, in: box) { _ in
        try box.names().contains { $0.contains(".part-") && $0.hasSuffix("signal.csv") }
      }
    }
  }
}

extension Fixture {
  /// Large pictures with one key frame: stills of it take long.
  static func sparse() throws -> String {
    try make(
      "sparse.mp4",
      "-f lavfi -i testsrc2=s=1280x720:r=25:d=24 -c:v mpeg4 -q:v 8 -g 600")
  }
}
