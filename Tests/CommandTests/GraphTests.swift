import Foundation
import Testing

/// `skillet graph` and `skillet evaluate graph` as a person uses them.
@Suite struct GraphTests {
  /// Forty demonstrations of tea: boiling and cupping in either order, sugar in a quarter.
  static let tea: String = {
    let orders = [
      ["boil", "cup", "bag", "pour"], ["cup", "boil", "bag", "pour"],
      ["boil", "cup", "bag", "pour"], ["cup", "bag", "boil", "pour", "sugar"],
    ]
    let rows = (0..<40).map { orders[$0 % 4].joined(separator: ",") }
    return rows.joined(separator: "\n") + "\n"
  }()

  @Test func theTableSaysWhatFollowsWhat() throws {
    try inSandbox { box in
      try box.write("tea.csv", Array(Self.tea.utf8))
      let run = try Tool.run(["graph", "build", "tea.csv"], in: box)
      #expect(run.code == 0 && run.err == "", "\(run.story)")
      #expect(run.out.contains("40 sequences, 5 steps"), "\(run.out)")
      #expect(run.out.contains("sugar  [in 25 %, optional]"), "\(run.out)")
      #expect(run.out.contains("either order"), "\(run.out)")
    }
  }

  @Test func everyFormIsWrittenAndTheGraphReadsBack() throws {
    try inSandbox { box in
      try box.write("tea.csv", Array(Self.tea.utf8))
      for (format, mark) in [
        ("json", "skillet.graph/1"), ("dot", "digraph"), ("mermaid", "flowchart TD"),
        ("svg", "<svg "), ("table", "start ->"),
      ] {
        let run = try Tool.run(
          ["graph", "build", "tea.csv", "--format", format, "--out", "g.\(format)"], in: box)
        #expect(run.code == 0, "\(run.story)")
        #expect(try box.text("g.\(format)").contains(mark))
        let again = try Tool.run(["graph", "build", "tea.csv", "--format", format], in: box)
        #expect(again.out == (try box.text("g.\(format)")), "\(again.story)")
      }
      let svg = XMLDocumentCheck.isWellFormed(try box.data("g.svg"))
      #expect(svg)
      let stored = try Tool.run(["graph", "build", "g.json", "--json"], in: box)
      #expect(stored.out == (try box.text("g.json")))
      let taken = try Tool.run(["graph", "build", "tea.csv", "--out", "g.dot"], in: box)
      #expect(taken.code == 73 && taken.err.contains("--force"), "\(taken.story)")
      let beams = try Tool.run(
        ["graph", "build", "tea.csv", "--source", "beams", "--json"], in: box)
      #expect(beams.code == 0 && beams.out.contains("\"beams\""), "\(beams.story)")
    }
  }

  @Test func theNextStepAndTheRestArePredicted() throws {
    try inSandbox { box in
      try box.write("tea.csv", Array(Self.tea.utf8))
      for method in ["linear", "bigram", "visited", "prefix", "counts", "learned"] {
        let next = try Tool.run(
          ["graph", "next", "tea.csv", "--after", "cup", "boil", "bag", "--method", method],
          in: box)
        #expect(next.code == 0 && next.out.contains("  pour\n"), "\(next.story)")
        if method != "bigram" {
          #expect(next.out.split(separator: "\n")[0].hasSuffix("pour"), "\(next.story)")
        }
      }
      let rest = try Tool.run(
        ["graph", "complete", "tea.csv", "--after", "cup", "boil", "--json"], in: box)
      let json = try rest.json()
      let ways = try #require(json["completions"] as? [[String: Any]], "\(rest.story)")
      #expect(ways[0]["steps"] as? [String] == ["bag", "pour"], "\(rest.story)")
      let model = try #require(json["model"] as? [String: Any])
      #expect(model["converged"] as? Bool == true)
      let again = try Tool.run(
        ["graph", "complete", "tea.csv", "--after", "cup", "boil", "--json"], in: box)
      #expect(again.out == rest.out)
    }
  }

  @Test func severalTasksAreListedAndChosen() throws {
    try inSandbox { box in
      let text = #"[{"task": "A", "steps": ["x", "y"]}, {"task": "B", "steps": ["y", "x"]}]"#
      try box.write("s.json", Array(text.utf8))
      let list = try Tool.run(["graph", "tasks", "s.json"], in: box)
      #expect(list.code == 0 && list.out.contains("A: x, …"), "\(list.story)")
      let which = try Tool.run(["graph", "build", "s.json"], in: box)
      #expect(which.code == 64 && which.err.contains("\"A\", \"B\""), "\(which.story)")
      let one = try Tool.run(["graph", "build", "s.json", "--task", "B"], in: box)
      #expect(one.code == 0 && one.out.hasPrefix("B: 1 sequence"), "\(one.story)")
    }
  }

  @Test func framesAndStandardInputAreRead() throws {
    try inSandbox { box in
      for (name, text) in [
        ("d/P1_tea.txt", "SIL\nboil\nboil\npour\n"), ("d/P2_tea.txt", "pour\nboil\nSIL\n"),
        ("d/P1_milk.txt", "cup\npour\n"),
      ] { try box.write(name, Array(text.utf8)) }
      let tasks = try Tool.run(["graph", "tasks", "d", "--task-in-name", "--json"], in: box)
      #expect(tasks.out.contains("\"tea\"") && tasks.out.contains("\"milk\""), "\(tasks.story)")
      let piped = try Tool.run(
        ["graph", "build", "-", "--json"], in: box, input: #"[["a", "b"], ["b", "a"]]"#)
      #expect(piped.code == 0 && piped.out.contains("skillet.graph/1"), "\(piped.story)")
    }
  }

  @Test func evaluationPrintsFiguresWithIntervals() throws {
    try inSandbox { box in
      try box.write("tea.csv", Array(Self.tea.utf8))
      let arguments = [
        "evaluate", "graph", "tea.csv", "--methods", "linear", "visited", "counts", "--bootstrap",
        "50",
      ]
      let run = try Tool.run(arguments + ["--json"], in: box)
      #expect(run.code == 0, "\(run.story)")
      let json = try run.json()
      let methods = try #require(json["methods"] as? [[String: Any]], "\(run.story)")
      #expect(methods.count == 3)
      let counts = try #require(methods[2]["exact"] as? [String: Any])
      let linear = try #require(methods[0]["exact"] as? [String: Any])
      #expect((counts["mean"] as? Double ?? 0) > (linear["mean"] as? Double ?? 1), "\(run.story)")
      #expect((json["differences"] as? [Any])?.count == 2)
      let text = try Tool.run(arguments, in: box)
      #expect(text.out.contains("counts - linear") && text.out.contains("F1@3"), "\(text.story)")
    }
  }

  @Test func whatCannotBeUsedIsOneLine() throws {
    try inSandbox { box in
      func expect(_ arguments: [String], _ code: Int32, _ words: String) throws {
        let before = try box.contents()
        let run = try Tool.run(arguments, in: box)
        #expect(run.code == code && run.out == "", "\(run.story)")
        if code != 64 { #expect(run.complaints.count == 1, "\(run.story)") }
        #expect(run.err.contains(words), "\(run.story)")
        try box.expectUntouched(before, run.story)
      }
      try box.write("one.csv", Array("a,b,c\n".utf8))
      try expect(["graph", "next", "one.csv", "--after", "a"], 65, "has one sequence")
      try expect(["evaluate", "graph", "one.csv"], 65, "no task has the 5 sequences")
      try box.write("tea.csv", Array(Self.tea.utf8))
      try expect(
        ["graph", "next", "tea.csv", "--after", "boil", "milk, 🥛"], 65,
        "\"milk, 🥛\", step 2 of --after, is no step")
      try expect(["graph", "build", "tea.csv", "--task", "coffee"], 65, "no task \"coffee\"")
      try expect(["graph", "build", "tea.csv", "--min-probability", "2"], 64, "0...1")
      try expect(["graph", "build", "gone.json"], 66, "gone.json")
      try box.write("empty.json", Array(#"[["a"], []]"#.utf8))
      try expect(["graph", "build", "empty.json"], 65, "empty.json")
      try box.write("deep.json", Array(String(repeating: "[", count: 5000).utf8))
      try expect(["graph", "build", "deep.json"], 65, "deep.json")
      try box.write(
        "g.json", Array(#"{"schema": "skillet.graph/1", "task": null, "steps": []}"#.utf8))
      try expect(["graph", "next", "g.json"], 65, "g.json: cannot read the step graph: method")
      try expect(["graph", "build", "tea.csv", "tea.csv"], 65, "give each sequence once")
      try expect(["graph", "build", "tea.csv", "--out", "no/g.svg"], 73, "no folder")
    }
  }

  @Test func oddLabelsSurvive() throws {
    try inSandbox { box in
      let label = "cut, \"dice\" & <chop> <-> 🥕"
      let json = try JSONSerialization.data(withJSONObject: [[label, "b"], ["b", label]])
      try box.write("s.json", json)
      let next = try Tool.run(["graph", "next", "s.json", "--after", "b", "--json"], in: box)
      #expect(next.out.contains("<-> 🥕"), "\(next.story)")
      let svg = try Tool.run(["graph", "build", "s.json", "--format", "svg"], in: box)
      #expect(svg.out.contains("&lt;chop&gt;") && !svg.out.contains("<chop>"), "\(svg.story)")
      #expect(XMLDocumentCheck.isWellFormed(Data(svg.out.utf8)))
    }
  }
}

/// Whether text is XML, by Python's reader where there is one.
enum XMLDocumentCheck {
  static func isWellFormed(_ data: Data) -> Bool {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("graph-\(UUID().uuidString).svg")
    defer { try? FileManager.default.removeItem(at: file) }
    guard (try? data.write(to: file)) != nil else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", file.path,
    ]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
