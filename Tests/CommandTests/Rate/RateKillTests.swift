import Foundation
import Testing

/// What was acknowledged survives the death of the process that acknowledged it.
@Suite struct RateKillTests {
  /// How many processes are killed.
  static let kills = 300

  @Test(.timeLimit(.minutes(10)))
  func everyAcknowledgedAnswerSurvivesKillAtRandomMoments() throws {
    try inSandbox { box in
      try Tournaments.start(["tie": 8], in: box)
      _ = try Tournaments.next(in: box)
      var random = SystemRandomNumberGenerator()
      var acknowledged: [Substring] = []
      var (journals, killed) = (0, 0)
      for trial in 0..<(Self.kills / 2) {
        // Two at once, so that a kill also meets a writer that waits.
        let runs = try (0..<2).map { writer in
          let lines = (0..<200).map { "\($0 % 4 + 1),left,t\(trial)-\(writer)-\($0)\n" }.joined()
          return try Run(["rate", "record", "T.skillet", "-"], in: box, input: lines)
        }
        for run in runs {
          let enough = Int.random(in: 0...12, using: &random)
          let isAlive = run.wait { run.printed.count { $0 == "\n" } >= enough }
          usleep(UInt32.random(in: 0...3000, using: &random))
          run.send(SIGKILL)
          if isAlive { killed += 1 }
          if try box.names().contains("T.skillet-journal") { journals += 1 }
        }
        for run in runs {
          let outcome = try run.finish()
          try #require(outcome.err == "", "\(outcome.story)")
          // The last line may be cut short: then it was not acknowledged.
          let end = outcome.out.lastIndex(of: "\n") ?? outcome.out.startIndex
          acknowledged += outcome.out[..<end].split(separator: "\n")
        }
        if trial % 25 == 0 {
          let status = try Tool.run(["rate", "status", "T.skillet", "--no-forecast"], in: box)
          try #require(status.code == 0, "\(status.story)")
        }
      }
      let rows = try Tournaments.export("csv", in: box).dropFirst()
      var judges: [Substring: Substring] = [:]
      for row in rows {
        let fields = row.split(separator: ",", omittingEmptySubsequences: false)
        judges[fields[0]] = fields[7]
      }
      for line in acknowledged {
        // judgement 12: pair 3 left, by t0-1-2
        let words = line.split(separator: " ")
        #expect(judges[words[1].dropLast()] == words.last, "lost: \(line)")
      }
      let story =
        "\(killed) killed, \(acknowledged.count) acknowledged, \(rows.count) rows, "
        + "\(journals) journals seen"
      #expect(killed > Self.kills / 2 && acknowledged.count > Self.kills, "\(story)")
      #expect(rows.count <= acknowledged.count + Self.kills, "\(story)")
      let check = try Tool.run(
        ["rate", "record", "T.skillet", "1", "tie", "--judge", "z"], in: box)
      #expect(check.code == 0, "\(check.story); \(story)")
      // Hundreds of runs leave no file open in the test itself.
      let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      #expect((open ?? 0) < 500, "\(open ?? 0) files open")
      print("kill test: \(story)")
    }
  }
}
