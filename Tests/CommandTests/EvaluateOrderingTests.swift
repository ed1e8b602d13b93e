import Foundation
import Testing

/// `skillet evaluate ordering`, `probe` and `sorting`, end to end on tiny clips.
@Suite struct EvaluateOrderingTests {
  private func run(_ arguments: [String], in box: Sandbox) throws -> Tool.Outcome {
    try Tool.run(arguments, in: box, limit: 120)
  }

  private func train(_ out: String, _ options: [String], in box: Sandbox) throws {
    let run = try run(
      ["train", "ordering", "data", "--out", out, "--steps", "3", "--lists", "2", "--width", "8"]
        + options, in: box)
    #expect(run.code == 0, "\(run.story)")
  }

  @Test func segmentsAreShuffledAndOrdered() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      try train("a.st", ["--segments"], in: box)
      try train("b.st", ["--segments", "--seed", "2"], in: box)
      try train("c.st", ["--segments", "--loss", "pairwise"], in: box)
      let arguments = [
        "evaluate", "ordering", "data", "--ordering", "a.st", "b.st", "c.st", "--length", "3",
      ]
      let found = try run(arguments + ["--json"], in: box)
      #expect(found.code == 0 && found.err == "", "\(found.story)")
      let document = try found.json()
      let groups = try #require(document["groups"] as? [[String: Any]])
      #expect(groups.map { ($0["seeds"] as? [Int]) } == [[1, 2], [1]])
      #expect(abs((document["chanceExact"] as? Double ?? 0) - 1 / 6.0) < 1e-12)
      for group in groups {
        let taus = try #require((group["byVideo"] as? [String: [Double]])?["tauWhole"])
        #expect(taus.count == 4 && taus.allSatisfy { (-1...1).contains($0) })
      }
      #expect(try run(arguments + ["--json"], in: box).out == found.out)
      let text = try run(arguments, in: box)
      #expect(text.out.contains("the first less the second"), "\(text.story)")
      let long = try run(
        ["evaluate", "ordering", "data", "--ordering", "a.st", "--length", "12"], in: box)
      #expect(long.code == 65 && long.err.contains("data/d0.mp4"), "\(long.story)")
    }
  }

  @Test func labelsAreReadOffFeatures() throws {
    try inSandbox { box in
      try Demonstrations.write(box) { Demonstrations.discrete($0) }
      try train("p.st", ["--encoder", "patches", "--patches", "2"], in: box)
      let arguments = [
        "evaluate", "probe", "data", "--ordering", "p.st", "--last", "2", "--interval", "0.1",
      ]
      let found = try run(arguments + ["--json"], in: box)
      #expect(found.code == 0 && found.err == "", "\(found.story)")
      let results = try #require(try found.json()["results"] as? [[String: Any]])
      #expect(results.count == 7)
      for result in results {
        #expect((0...1).contains(try #require(result["accuracy"] as? Double)))
      }
      let few = try run(
        ["evaluate", "probe", "data", "--ordering", "p.st", "--last", "4"], in: box)
      #expect(few.code == 65 && few.err.contains("--last"), "\(few.story)")
      try train("plain.st", [], in: box)
      let plain = try run(
        ["evaluate", "probe", "data", "--ordering", "plain.st", "--last", "2"], in: box)
      #expect(plain.code == 65 && plain.err.contains("plain.st"), "\(plain.story)")
    }
  }

  @Test func numbersAreSortedBesideThePaper() throws {
    try inSandbox { box in
      let found = try run(
        [
          "evaluate", "sorting", "--sizes", "5", "--steps", "150", "--sets", "100", "--seeds", "1",
          "--json",
        ], in: box)
      #expect(found.code == 0 && found.err == "", "\(found.story)")
      let results = try #require(try found.json()["results"] as? [[String: Any]])
      #expect(results.count == 2)
      for result in results {
        #expect(try #require(result["exact"] as? Double) > 0.5, "\(found.story)")
        let (start, chance) = (
          try #require(result["initialLoss"] as? Double),
          try #require(result["chanceLoss"] as? Double)
        )
        #expect(abs(start - chance) < 0.05)
      }
    }
  }
}
