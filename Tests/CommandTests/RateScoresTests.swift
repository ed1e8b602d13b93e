import Foundation
import Testing

@Suite struct RateScoresTests {
  private func golden(_ name: String) throws -> String {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Goldens/evalica/\(name)").standardizedFileURL
    return try String(contentsOf: file, encoding: .utf8)
  }

  private func scores(_ outcome: Tool.Outcome) throws -> [[String: Any]] {
    try #require(outcome.code == 0, "\(outcome.story)")
    return try #require(try outcome.json()["scores"] as? [[String: Any]])
  }

  @Test(arguments: ["simple", "food"]) func `evalica's CSV gives evalica's scores`(
    name: String
  ) throws {
    let box = try Sandbox()
    try box.write("votes.csv", Array(try golden("\(name).csv").utf8))
    let run = try Tool.run(["rate", "scores", "votes.csv", "--method", "elo", "--json"], in: box)
    let elo = try scores(run)
    let worths = try scores(
      try Tool.run(
        ["rate", "scores", "votes.csv", "--ridge", "0", "--scale", "worth", "--json"], in: box))
    for line in try golden("\(name)-golden.csv").split(separator: "\n") {
      let fields = line.split(separator: ",").map(String.init)
      let found = fields[0] == "elo" ? elo : fields[0] == "bradley_terry" ? worths : []
      if found.isEmpty { continue }
      let entry = try #require(found.first { $0["item"] as? String == fields[1] })
      let score = try #require(entry["score"] as? Double)
      let expected = try #require(Double(fields[2]))
      if fields[0] == "elo" {
        // To the last digit, which Foundation's reader of JSON does not always keep.
        #expect(run.out.contains("\"score\": \(expected),"), "\(run.story)")
      } else {
        #expect(abs(score - expected) < 1e-6)
      }
    }
    #expect(
      worths.map { $0["rank"] as? Int ?? 0 }.sorted() == worths.compactMap { $0["rank"] as? Int })
  }

  @Test func `standard input, another order of rows and other sides give the same bytes`() throws {
    let box = try Sandbox()
    let rows = ["b,a,left", "a,b,left", "c,b,tie", "a,c,right", "c,a,right", "b,c,left"]
    let first = "left,right,winner\n" + rows.joined(separator: "\n") + "\n"
    let second = "left,right,winner\n" + rows.reversed().joined(separator: "\n") + "\n"
    let one = try Tool.run(["rate", "scores", "-", "--json"], in: box, input: first)
    let other = try Tool.run(["rate", "scores", "-", "--json"], in: box, input: second)
    #expect(one.code == 0 && one.out == other.out, "\(one.story)\n\(other.story)")
  }

  @Test func `who only won or only lost is named and has no score without a ridge`() throws {
    let box = try Sandbox()
    let text = "left,right,winner\na,b,left\nb,c,left\nc,b,left\nb,d,left\n"
    let entries = try scores(
      try Tool.run(["rate", "scores", "-", "--ridge", "0", "--json"], in: box, input: text))
    let notes = Dictionary(
      uniqueKeysWithValues: entries.map { ($0["item"] as? String ?? "", $0["note"] as? String) })
    #expect(notes["a"]??.hasPrefix("only wins") == true)
    #expect(notes["d"]??.hasPrefix("only losses") == true)
    for entry in entries {
      let isNamed = ["a", "d"].contains(entry["item"] as? String)
      #expect((entry["score"] is NSNull) == isNamed)
    }
  }

  @Test(arguments: [
    ("left,right,winner\na,b,left\na,b,up\n", "line 3"), ("left,right,winner\na,b\n", "line 2"),
    ("left,right\na,b\n", "winner"), ("left,right,winner\na,a,tie\n", "line 2"), ("", "empty"),
    ("left,right,winner,weight\na,b,tie,-1\n", "line 2"),
    ("left,right,winner\n,b,tie\n", "line 2"),
  ]) func `a bad row is named by its line, and nothing is printed`(text: String, word: String)
    throws
  {
    let box = try Sandbox()
    let outcome = try Tool.run(["rate", "scores", "-"], in: box, input: text)
    #expect(outcome.code == 65 && outcome.out.isEmpty, "\(outcome.story)")
    #expect(outcome.complaints.count == 1 && outcome.err.contains(word), "\(outcome.story)")
  }

  @Test func `a missing file and bad options have their codes`() throws {
    let box = try Sandbox()
    #expect(try Tool.run(["rate", "scores", "none.csv"], in: box).code == 66)
    for options in [
      ["--ridge", "-1"], ["--interval", "100"], ["--json", "--csv"], ["--k", "0"],
    ] {
      #expect(try Tool.run(["rate", "scores", "-"] + options, in: box, input: "").code == 64)
    }
  }

  @Test func `tables, CSV, levels and held-out pairs are printed`() throws {
    let box = try Sandbox()
    let text =
      "left,right,winner,judge,weight\na,b,left,x,2\nb,a,left,y,1\nb,c,left,x,1\nc,b,left,z,1\n"
    try box.write("other.csv", Array("left,right,winner\na,c,left\nc,a,left\nb,c,tie\n".utf8))
    let table = try Tool.run(
      ["rate", "scores", "-", "--levels=-0.5,0.5", "--held-out", "other.csv"], in: box,
      input: text)
    #expect(table.code == 0 && table.out.contains("level 2"), "\(table.story)")
    #expect(table.out.contains("50.0 % of 2 pairs"), "\(table.story)")
    let csv = try Tool.run(
      ["rate", "scores", "-", "--csv", "--bootstrap", "20"], in: box, input: text)
    #expect(csv.out.hasPrefix("item,score,rank,low,high,comparisons,note\na,"), "\(csv.story)")
  }
}

@Suite struct RateSimulateTests {
  @Test func `the study prints its table and repeats itself`() throws {
    let box = try Sandbox()
    let line = ["rate", "simulate", "--trials", "4", "--items", "6", "--rounds", "2,3", "--json"]
    let one = try Tool.run(line, in: box)
    let again = try Tool.run(line, in: box)
    #expect(one.code == 0 && one.out == again.out, "\(one.story)")
    let tables = try #require(try one.json()["tables"] as? [[String: Any]])
    #expect((tables.first?["rows"] as? [Any])?.count == 4 * 2 * 4)
  }

  @Test func `real votes are replayed, and a pair without any is named`() throws {
    let box = try Sandbox()
    var text = "left,right,winner\n"
    for (one, other) in [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")] {
      text += "\(one),\(other),left\n\(other),\(one),right\n\(one),\(other),tie\n"
    }
    try box.write("votes.csv", Array(text.utf8))
    let line = ["rate", "simulate", "--trials", "3", "--rounds", "3", "--answers", "votes.csv"]
    let outcome = try Tool.run(line, in: box)
    #expect(outcome.code == 0 && outcome.out.contains("1.000"), "\(outcome.story)")
    try box.write(
      "votes.csv", Array(text.split(separator: "\n").dropLast(3).joined(separator: "\n").utf8))
    let missing = try Tool.run(line, in: box)
    #expect(missing.code == 65 && missing.err.contains("\"c\" against \"d\""), "\(missing.story)")
  }
}
