import Foundation
import Testing

/// `skillet order fit` as a person runs it.
@Suite struct OrderFitTests {
  static let csv = #"""
    boil water,"add tea, green",pour ☕,"say ""done"""
    boil water,pour ☕,"add tea, green","say ""done"""
    "add tea, green",boil water,pour ☕,"say ""done"""
    boil water,"add tea, green","say ""done""",pour ☕

    """#

  static func fit(
    _ arguments: [String], in box: Sandbox, code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> Tool.Outcome {
    let run = try Tool.run(["order", "fit"] + arguments, in: box)
    #expect(run.code == code, "\(run.story)", sourceLocation: location)
    return run
  }

  private func list(_ run: Tool.Outcome) throws -> [[String: Any]] {
    try #require(try run.json()["items"] as? [[String: Any]], "\(run.story)")
  }

  private func refuse(
    _ arguments: [String], _ code: Int32, _ words: [String], in box: Sandbox,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try box.contents()
    let run = try Self.fit(arguments, in: box, code: code, location: location)
    #expect(run.out == "", "\(run.story)", sourceLocation: location)
    if code != 64 {
      #expect(run.complaints.count == 1, "\(run.story)", sourceLocation: location)
    }
    for word in words {
      #expect(run.err.contains(word), "no \(word): \(run.story)", sourceLocation: location)
    }
    try box.expectUntouched(before, run.story, location: location)
  }

  @Test func aTableOfRankingsBecomesAnOrder() throws {
    try inSandbox { box in
      try box.write("tea.csv", Array(Self.csv.utf8))
      let run = try Self.fit(["tea.csv"], in: box)
      let steps = ["boil water", "add tea, green", "pour ☕", "say \"done\""]
      let places = try steps.map { step in
        try #require(run.out.range(of: step)?.lowerBound, "no \(step): \(run.story)")
      }
      #expect(places == places.sorted(), "\(run.story)")
      #expect(run.out.contains("converged") && run.out.contains("95 % interval"), "\(run.story)")

      let json = try Self.fit(["tea.csv", "--json"], in: box)
      let document = try json.json()
      let items = try list(json)
      #expect(items.compactMap { $0["item"] as? String } == steps)
      #expect(items.compactMap { $0["rank"] as? Int } == [1, 2, 3, 4])
      let worths = items.compactMap { $0["worth"] as? Double }
      #expect(worths.count == 4 && (worths.reduce(0, +) - 1).magnitude < 1e-9)
      let logs = items.compactMap { $0["logWorth"] as? Double }
      #expect(logs.reduce(0, +).magnitude < 1e-9)
      #expect(items.allSatisfy { ($0["standardError"] as? Double ?? 0) > 0 }, "\(json.story)")
      #expect(document["converged"] as? Bool == true)
      #expect((document["iterations"] as? Int ?? 0) > 0)
      #expect((document["logLikelihood"] as? Double ?? 0) < 0)
      #expect(document["ties"] is [Any] && document["components"] is [[String]])
      let again = try Self.fit(["tea.csv", "--json"], in: box)
      #expect(again.out == json.out)
    }
  }

  @Test func otherFormsOfTheSameRankingsGiveTheSameOrder() throws {
    try inSandbox { box in
      try box.write("r.csv", Array("a,b,c\nb,a,c\nb,c,a\nc,a,b\na,c,b\na,b,c\n".utf8))
      try box.write(
        "r.soc",
        Array(
          ("# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n"
            + "# ALTERNATIVE NAME 3: c\n2: 1,2,3\n1: 2,1,3\n1: 2,3,1\n1: 3,1,2\n1: 1,3,2\n").utf8))
      try box.write(
        "r.json",
        Array(
          """
          [["a","b","c"],["b","a","c"],["b","c","a"],["c","a","b"],["a","c","b"],["a","b","c"]]
          """.utf8))
      try box.write(
        "counted.csv",
        Array("count,rank 1,rank 2,rank 3\n2,a,b,c\n1,b,a,c\n1,b,c,a\n1,c,a,b\n1,a,c,b\n".utf8))
      var orders: [[Double]] = []
      for name in ["r.csv", "r.soc", "r.json", "counted.csv"] {
        let found = try list(try Self.fit([name, "--json"], in: box))
        #expect(found.compactMap { $0["item"] as? String }.first == "a", "\(name)")
        orders.append(found.compactMap { $0["logWorth"] as? Double })
      }
      for order in orders {
        #expect(zip(order, orders[0]).allSatisfy { ($0 - $1).magnitude < 1e-7 }, "\(orders)")
      }
      let text = try box.text("r.csv")
      let piped = try Tool.run(["order", "fit", "-", "--json"], in: box, input: text)
      #expect(piped.code == 0, "\(piped.story)")
    }
  }

  @Test func tiesPairsAndRestsAreRead() throws {
    try inSandbox { box in
      try box.write(
        "ties.csv",
        Array(
          ("ranking,item,rank\n1,a,1\n1,b,2\n1,c,2\n2,b,1\n2,a,2\n2,c,3\n3,c,1\n3,a,2\n3,b,3\n"
            + "4,a,1\n4,c,2\n4,b,3\n").utf8))
      let ties = try Self.fit(["ties.csv", "--json"], in: box).json()["ties"] as? [[String: Any]]
      #expect(ties?.first?["order"] as? Int == 2)
      try box.write("pairs.csv", Array("winner,loser,count\na,b,3\nb,a,1\n".utf8))
      let pairs = try list(try Self.fit(["pairs.csv", "--json"], in: box))
      let gap = try #require(pairs[0]["logWorth"] as? Double) * 2
      #expect((gap - log(3)).magnitude < 1e-7)
      try box.write(
        "top.json",
        Array(
          """
          {"rankings": [{"order": ["a"], "rest": ["b", "c"], "count": 2},
            {"order": ["b"], "rest": ["a", "c"]}, {"order": ["c"], "rest": ["a", "b"]}]}
          """.utf8))
      let top = try list(try Self.fit(["top.json", "--json"], in: box))
      #expect((try #require(top[0]["worth"] as? Double) - 0.5).magnitude < 1e-7)
      // Top of three against sub-rankings: items that are not named are absent, or below.
      try box.write("short.csv", Array("a,b\nb,a\nc,a\na,c\na,b\n".utf8))
      let absent = try Self.fit(["short.csv", "--json"], in: box)
      let below = try Self.fit(["short.csv", "--json", "--unranked", "below"], in: box)
      #expect(absent.out != below.out)
    }
  }

  @Test func choixsOwnCasesAreFitted() throws {
    try inSandbox { box in
      for (name, data) in [
        ("rankings", "[[0, 1, 2], [1, 2, 0], [2, 0, 1]]"),
        ("pairwise", "[[0, 1], [1, 2], [2, 0]]"),
        ("top1", "[[0, [1, 2]], [1, [0, 2]], [2, [0, 1]]]"),
      ] {
        try box.write("\(name).json", Array(#"{"n_items": 3, "data": \#(data)}"#.utf8))
        let items = try list(try Self.fit(["\(name).json", "--json"], in: box))
        #expect(items.compactMap { $0["item"] as? String }.sorted() == ["0", "1", "2"])
        for item in items {
          #expect((item["logWorth"] as? Double ?? 1).magnitude < 1e-6, "\(name): \(item)")
        }
      }
    }
  }

  @Test func whatIsNotConnectedIsSaidAndRefusedOnRequest() throws {
    try inSandbox { box in
      try box.write("fixed.csv", Array("a,b,c\na,c,b\n".utf8))
      let run = try Self.fit(["fixed.csv", "--json"], in: box)
      #expect(run.err.contains("do not connect") && run.err.contains("{\"a\"}"), "\(run.story)")
      #expect(try run.json()["npseudo"] as? Double == 0.5)
      #expect(try run.json()["components"] as? [[String]] == [["a"], ["b", "c"]])
      try refuse(
        ["fixed.csv", "--npseudo", "0"], 65, ["fixed.csv", "{\"a\"}", "--npseudo"], in: box)
      let ridge = try Self.fit(["fixed.csv", "--ridge", "0.1", "--json"], in: box)
      #expect(try ridge.json()["ridge"] as? Double == 0.1)
    }
  }

  @Test func demonstrationsOfSeveralTasksAreToldApart() throws {
    try inSandbox { box in
      let coin = """
        [{"v1": {"class": "MakeTea", "annotation": [
            {"label": "pour", "segment": [5, 9]}, {"label": "boil", "segment": [0, 4]},
            {"label": "pour", "segment": [10, 12]}]}},
         {"v2": {"class": "MakeTea", "annotation": [
            {"label": "boil", "segment": [0, 4]}, {"label": "pour", "segment": [5, 9]}]}},
         {"w": {"class": "FryEgg", "annotation": [{"label": "crack", "segment": [0, 4]}]}}]
        """
      try box.write("coin.json", Array(coin.utf8))
      try refuse(["coin.json"], 64, ["2 tasks", "MakeTea", "FryEgg"], in: box)
      try refuse(
        ["coin.json", "--task", "FryEgg"], 65, ["coin.json", "FryEgg", "one sequence"], in: box)
      try refuse(["coin.json", "--task", "Sing"], 64, ["Sing"], in: box)
      let run = try Self.fit(["coin.json", "--task", "maketea", "--out", "tea.json"], in: box)
      #expect(run.err.contains("repeated"), "\(run.story)")
      #expect(try box.json("tea.json")["task"] as? String == "MakeTea")
      try refuse(
        ["coin.json", "--task", "MakeTea", "--repeats", "refuse"], 65, ["v1", "pour"], in: box)
    }
  }

  @Test func badInputNamesItsRow() throws {
    try inSandbox { box in
      for (name, text, words) in [
        ("twice.csv", "a,b\nb,a,b\n", ["line 2", "\"b\"", "twice"]),
        ("hole.csv", "a,b\na,,b\n", ["line 2", "field 2"]),
        ("none.csv", "a,b\n,,\n", ["line 2", "empty"]), ("empty.csv", "", ["empty"]),
        ("one.csv", "a,b,c\n", ["one sequence"]), ("alone.csv", "a\nb\na\n", ["compares two"]),
        ("pairs.csv", "winner,loser\na,b\na,\n", ["line 3", "missing"]),
        ("count.csv", "count,rank 1,rank 2\n-1,a,b\n", ["line 2", "above 0"]),
        ("a.json", "[[\"a\",\"b\"],[]]", ["[1]", "empty"]),
        ("b.json", "[[\"a\",\"b\"],[\"a\",[]]]", ["[1][1]", "empty"]),
        ("c.json", "[[\"a\",\"b\"]", ["c.json", "line 1"]),
        ("d.json", "{\"rankings\": 3}", ["d.json"]),
        ("e.soc", "2\n1,a\n2,b\n1,1,1\n1,1,3\n", ["line 5", "3"]),
        ("scenes.csv", "Timecode List:,00:00:01\nScene Number,Start\n1,2\n", ["no steps"]),
      ] {
        try box.write(name, Array(text.utf8))
        try refuse([name], 65, [name] + words, in: box)
      }
      try refuse(["gone.csv"], 66, ["gone.csv"], in: box)
      try refuse([], 64, ["rankings"], in: box)
      try refuse(["one.csv", "--ridge", "-1"], 64, ["--ridge"], in: box)
      try box.write("good.csv", Array("a,b\nb,a\n".utf8))
      try refuse(["good.csv", "--out", "one.csv"], 73, ["one.csv", "--force"], in: box)
      try refuse(["good.csv", "--out", "x.json", "--report", "x.json"], 64, ["same name"], in: box)
    }
  }

  @Test func theReportIsCompleteInItself() throws {
    try inSandbox { box in
      try box.write("t.csv", Array("<b>x</b>,\"y \"\"q\"\"\",z\nz,<b>x</b>,\"y \"\"q\"\"\"\n".utf8))
      _ = try Self.fit(["t.csv", "--report", "r.html", "--out", "f.json"], in: box)
      let page = try box.text("r.html")
      #expect(page.contains("&lt;b&gt;x&lt;/b&gt;") && !page.contains("<b>x</b>"))
      for word in ["<script", "http:", "https:", "{{"] { #expect(!page.contains(word), "\(word)") }
      #expect(page.contains("Which before which") && page.contains("class=\"dot\""))
      #expect(try box.names().filter { $0.hasPrefix(".") } == [])
    }
  }
}
