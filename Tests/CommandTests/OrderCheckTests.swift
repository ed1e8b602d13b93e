import Foundation
import Testing

/// `skillet order check` as a person runs it.
@Suite struct OrderCheckTests {
  /// A usual order of five steps, one of which two may be swapped, in `usual.json`.
  private func usual(in box: Sandbox) throws {
    var rows = ""
    for index in 0..<20 {
      rows += index.isMultiple(of: 2) ? "fill,boil,cup,tea,pour\n" : "fill,cup,boil,tea,pour\n"
    }
    try box.write("tea.csv", Array(rows.utf8))
    _ = try OrderFitTests.fit(["tea.csv", "--out", "usual.json"], in: box)
  }

  private func check(
    _ labels: [String], _ arguments: [String] = [], in box: Sandbox
  ) throws -> [[String: Any]] {
    let steps = labels.enumerated().map { index, label in
      "{\"label\": \"\(label)\", \"segment\": [\(index * 10), \(index * 10 + 8)]}"
    }
    try box.write(
      "demo.json",
      Array(
        "[{\"demo\": {\"class\": \"Tea\", \"annotation\": [\(steps.joined(separator: ","))]}}]".utf8
      ))
    let run = try Tool.run(
      ["order", "check", "demo.json", "--against", "usual.json", "--json"] + arguments, in: box)
    #expect(run.code == 0, "\(run.story)")
    return try #require(try run.json()["departures"] as? [[String: Any]], "\(run.story)")
  }

  private func words(_ departures: [[String: Any]]) -> [String] {
    departures.map { "\($0["kind"] ?? "") \($0["step"] ?? "")" }
  }

  @Test func whatDepartsHasItsTime() throws {
    try inSandbox { box in
      try usual(in: box)
      #expect(words(try check(["fill", "boil", "cup", "tea", "pour"], in: box)) == [])
      #expect(words(try check(["fill", "cup", "boil", "tea", "pour"], in: box)) == [])

      let missing = try check(["fill", "boil", "cup", "pour"], in: box)
      #expect(words(missing) == ["missing tea"])
      let expected = try #require(missing[0]["expectedBefore"] as? [String: Any])
      #expect(expected["step"] as? String == "pour" && expected["start"] as? Double == 30)

      let repeated = try check(["fill", "boil", "cup", "tea", "boil", "pour"], in: box)
      #expect(words(repeated) == ["repeated boil"])
      #expect(repeated[0]["start"] as? Double == 40)

      let extra = try check(["fill", "sing", "boil", "cup", "tea", "pour"], in: box)
      #expect(words(extra) == ["extra sing"] && extra[0]["start"] as? Double == 10)

      let early = try check(["pour", "fill", "boil", "cup", "tea"], in: box)
      #expect(words(early) == ["order pour"] && early[0]["start"] as? Double == 0)
      #expect((early[0]["pairs"] as? [Any])?.count ?? 0 >= 3)
      let late = try check(["boil", "cup", "tea", "pour", "fill"], in: box)
      #expect(words(late) == ["order fill"] && late[0]["start"] as? Double == 40)
      #expect(
        words(try check(["pour", "fill", "boil", "cup", "tea"], ["--sure", "1"], in: box)) == [])
    }
  }

  @Test func aTableAndAPageAreWritten() throws {
    try inSandbox { box in
      try usual(in: box)
      _ = try check(["pour", "fill", "boil", "boil", "<i>"], in: box)
      let run = try Tool.run(
        ["order", "check", "demo.json", "--against", "usual.json", "--report", "r.html"], in: box)
      #expect(run.code == 0, "\(run.story)")
      for word in [
        "out of order", "00:00:00.000", "missing", "repeated", "extra", "00:00:40.000", "usually",
      ] {
        #expect(run.out.contains(word), "no \(word): \(run.story)")
      }
      let page = try box.text("r.html")
      #expect(page.contains("&lt;i&gt;") && !page.contains("<i>") && !page.contains("{{"))
    }
  }

  @Test func aSegmentsDocumentIsADemonstration() throws {
    try inSandbox { box in
      try usual(in: box)
      try box.copy(try Fixture.scenes(), as: "demo.mp4")
      let cut = try Tool.run(["segment", "demo.mp4", "--count", "2"], in: box)
      try #require(cut.code == 0, "\(cut.story)")
      var document = try box.json("demo.skillet/segments.json")
      var segments = try #require(document["segments"] as? [[String: Any]])
      try #require(segments.count == 3)
      for (index, label) in ["boil", "tea", "fill"].enumerated() {
        segments[index]["label"] = label
      }
      document["segments"] = segments
      try box.write("labelled.json", try JSONSerialization.data(withJSONObject: document))
      let run = try Tool.run(
        ["order", "check", "labelled.json", "--against", "usual.json"], in: box)
      #expect(run.code == 0 && run.out.contains("out of order  fill"), "\(run.story)")
      #expect(run.out.contains("00:00:02.400"), "\(run.story)")
    }
  }

  @Test func `a table of steps and starts without a video is one demonstration`() throws {
    try inSandbox { box in
      try usual(in: box)
      try box.write(
        "demo.csv",
        Array("step,start,end\nboil,2,3\ntea,5,6\nfill,8,9\n\"a, \"\"b\"\" 🎉\",9,9\n".utf8))
      let run = try Tool.run(["order", "check", "demo.csv", "--against", "usual.json"], in: box)
      #expect(run.code == 0 && run.out.contains("out of order  fill"), "\(run.story)")
      #expect(run.out.contains("a, \"b\" 🎉") && run.out.contains("in 4 steps"), "\(run.story)")
    }
  }

  @Test func badInputIsRefused() throws {
    try inSandbox { box in
      try usual(in: box)
      try box.write("demo.json", Array("[[\"a\", \"b\"], [\"b\", \"a\"]]".utf8))
      try box.write("half.json", try box.data("usual.json").prefix(200))
      try box.write("other.json", Array("{\"schema\": \"x\"}".utf8))
      let swapped = try box.text("usual.json").replacingOccurrences(
        of: "\"item\": \"boil\"", with: "\"item\": \"fill\"")
      try box.write("double.json", Array(swapped.utf8))
      for (arguments, code, word) in [
        (["demo.json", "--against", "usual.json"], Int32(64), "2 demonstrations"),
        (["demo.json", "--against", "usual.json", "--video", "x"], 64, "\"x\""),
        (["gone.json", "--against", "usual.json"], 66, "gone.json"),
        (["demo.json", "--against", "gone.json", "--video", "[0]"], 66, "gone.json"),
        (["demo.json", "--against", "half.json", "--video", "[0]"], 65, "half.json"),
        (["demo.json", "--against", "other.json", "--video", "[0]"], 65, "skillet.order/1"),
        (["demo.json", "--against", "double.json", "--video", "[0]"], 65, "twice"),
        (["demo.json"], 64, "--against"),
        (["demo.json", "--against", "usual.json", "--sure", "2"], 64, "--sure"),
      ] {
        let run = try Tool.run(["order", "check"] + arguments, in: box)
        #expect(run.code == code && run.err.contains(word), "\(run.story)")
      }
    }
  }
}
