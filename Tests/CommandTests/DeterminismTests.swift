import Foundation
import Testing

/// The same input gives the same bytes.
@Suite struct DeterminismTests {
  private func outputs(_ options: [String], environment: [String: String] = [:]) throws
    -> [String: Data]
  {
    var found: [String: Data] = [:]
    try inSandbox { box in
      try box.copy(Fixture.scenes(), as: "demo.mp4")
      let run = try Tool.run(
        ["segment", "demo.mp4", "--report", "--format", "csv,vtt,mstcn"] + options, in: box,
        environment: environment)
      #expect(run.code == 0, "\(run.story)")
      found = try box.contents()
      found["standard output"] = Data(run.out.utf8)
    }
    return found
  }

  @Test(arguments: ["fused", "online-predictor", "change"])
  func twoRunsGiveTheSameBytes(predictor: String) throws {
    let options = ["--predictor", predictor]
    let first = try outputs(options)
    let second = try outputs(options)
    #expect(first.count == 9)
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name) differs") }
  }

  @Test func placeLanguageAndZoneDoNotMatter() throws {
    let first = try outputs([])
    let second = try outputs(
      [], environment: ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kathmandu", "COLUMNS": "20"])
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name) differs") }
  }

  @Test func threadsDoNotMatter() throws {
    // The report names the command line, and so the threads.
    let first = try outputs(["--threads", "1"])
    let second = try outputs(["--threads", "3"])
    for (name, bytes) in first where !name.hasSuffix("report.html") {
      #expect(second[name] == bytes, "\(name) differs")
    }
  }

  @Test func theSeedIsStored() throws {
    try inSandbox { box in
      for seed in ["0", "42", "18446744073709551615"] {
        let run = try Tool.run(
          ["segment", Fixture.still(), "--seed", seed, "--json", "--out", seed], in: box)
        let method = try #require(try run.json()["method"] as? [String: Any])
        let stored = method["seed"].map { "\($0)" }
        #expect(stored == seed, "\(run.story)")
      }
    }
  }
}
