import Foundation
import Testing

/// What the tool says about itself.
@Suite struct HelpTests {
  static let commands = [
    "segment", "train", "label", "order", "graph", "rate", "inspect", "features", "evaluate",
    "doctor", "serve",
  ]

  @Test func theVersionIsOneLine() throws {
    try inSandbox { box in
      let run = try Tool.run(["--version"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(run.out.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(run.story)")
    }
  }

  @Test func helpNamesEveryCommand() throws {
    try inSandbox { box in
      for arguments in [["--help"], ["help"], []] {
        let run = try Tool.run(arguments, in: box)
        #expect(run.code == 0, "\(run.story)")
        for command in Self.commands { #expect(run.out.contains("  \(command) "), "\(run.out)") }
      }
    }
  }

  @Test(arguments: HelpTests.commands)
  func everyOptionIsExplained(command: String) throws {
    try inSandbox { box in
      let run = try Tool.run([command, "--help"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      let lines = run.out.split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasPrefix("  -") {
        let words = line.split(separator: "  ", omittingEmptySubsequences: true)
        #expect(words.count > 1 || next.hasPrefix("        "), "not explained: \(line)")
      }
    }
  }

  @Test(arguments: [["segment"], ["inspect"], ["features"], ["evaluate", "boundary"], ["dance"]])
  func missingOrUnknownArgumentsAreUsageErrors(arguments: [String]) throws {
    try inSandbox { box in
      let run = try Tool.run(arguments, in: box)
      #expect(run.code == 64, "\(run.story)")
      #expect(run.out == "" && run.err.contains("Usage: skillet"), "\(run.story)")
    }
  }

  @Test func doctorNamesWhatItFinds() throws {
    try inSandbox { box in
      let run = try Tool.run(["doctor"], in: box)
      #expect(run.code == 0 || run.code == 1, "\(run.story)")
      for word in ["Skillet", "FFmpeg", "libavcodec", "OpenBLAS", "processor", "h264", "clips"] {
        #expect(run.out.contains(word), "no \(word): \(run.out)")
      }
      #expect((run.code == 0) == !run.out.contains("missing "), "\(run.story)")
    }
  }

  @Test func nothingIsColouredAndNoBarIsDrawnAwayFromATerminal() throws {
    try inSandbox { box in
      for environment in [["NO_COLOR": "1"], ["TERM": "xterm-256color"], ["TERM": "dumb"]] {
        let run = try Tool.run(
          ["segment", Fixture.still(), "--out", "o", "--force", "--report"], in: box,
          environment: environment)
        #expect(!(run.out + run.err).contains { "\u{1B}\r".contains($0) }, "\(run.story)")
      }
    }
  }

  @Test func completionsAreMadeForEveryShell() throws {
    try inSandbox { box in
      for shell in ["bash", "zsh", "fish"] {
        let run = try Tool.run(["--generate-completion-script", shell], in: box)
        #expect(run.code == 0 && run.out.contains("segment"), "\(run.story)")
      }
    }
  }
}
