import Annotations
import Foundation
import Testing

@Suite struct StepSequenceTests {
  private func read(
    _ text: String, _ file: String = "s.json", scripts: String? = nil
  ) throws -> StepSequenceList {
    try StepSequenceReader().read(text, file: file, scripts: scripts.map { ($0, "in.json") })
  }

  private func fault(_ text: String, _ file: String = "s.json", scripts: String? = nil) -> String {
    do {
      return "no fault: \(try read(text, file, scripts: scripts))"
    } catch { return "\(error)" }
  }

  @Test func `COIN's two shapes read alike`() throws {
    let video = """
      {"class": "MakeTea", "annotation": [{"id": "2", "segment": [4.0, 9.0], "label": "pour"},
       {"id": "1", "segment": [0.5, 4.0], "label": " boil "}]}
      """
    let whole = try read("{\"database\": {\"v1\": \(video)}}")
    #expect(try read("[{\"v1\": \(video)}]") == whole)
    #expect(whole.sequences[0].task == "MakeTea")
    #expect(
      whole.sequences[0].steps == [
        StepSequence.Step("boil", seconds: 0.5..<4), StepSequence.Step("pour", seconds: 4..<9),
      ])
  }

  @Test func `CrossTask's paths take their tasks from the scripts`() throws {
    let list = try read(
      #"["b. <-> a. <-> ", "a. <-> ", "x <-> y <-> "]"#,
      scripts: #"["a. <-> b. <-> ", "a. <-> b. <-> ", "y <-> x <-> "]"#)
    #expect(list.sequences.map(\.labels) == [["b.", "a."], ["a."], ["x", "y"]])
    #expect(list.sequences.map(\.task) == ["task 1", "task 1", "task 2"])
    #expect(list.scripts == ["task 1": ["a.", "b."], "task 2": ["y", "x"]])
    #expect(try read(#"["b. <-> a. <-> "]"#).sequences[0].task == nil)
  }

  @Test func `CaptainCook4D's recordings are read in time`() throws {
    let list = try read(
      """
      {"annotations": {"1_14": {"activity_name": "Egg", "segments": [
        {"step_id": 3, "start_time": 9, "end_time": 12, "step_name": "Coat"},
        {"step_id": 12, "start_time": 0.8, "end_time": 8, "step_name": "Cut"}]}}}
      """)
    #expect(list.sequences[0].labels == ["Cut", "Coat"])
    #expect(list.sequences[0].task == "Egg")
  }

  @Test(arguments: [
    #"[["a", "b"], ["b, \"c\" 🥚 <-> d"]]"#,
    #"{"sequence 0": ["a", "b"], "sequence 1": ["b, \"c\" 🥚 <-> d"]}"#,
    #"[{"steps": ["a", {"label": "b"}]}, {"steps": [{"step": "b, \"c\" 🥚 <-> d"}]}]"#,
  ]) func `plain JSON keeps odd labels`(text: String) throws {
    let list = try read(text)
    #expect(list.sequences.map(\.labels) == [["a", "b"], ["b, \"c\" 🥚 <-> d"]])
    #expect(list.sequences.map(\.name) == ["sequence 0", "sequence 1"])
  }

  @Test func `a table has a row a step or a row a sequence`() throws {
    let table = try read(
      "video,step,task,start\nv1,\"b, or c\",t,4\nv2,a,t,0\nv1,a,t,1.5\n", "t.csv")
    #expect(table.sequences.map(\.name) == ["v1", "v2"])
    #expect(table.sequences[0].labels == ["a", "b, or c"])
    #expect(table.sequences[0].task == "t")
    let rows = try read("a,b,\"c, \"\"d\"\"\"\nb,a,\n", "rows.csv")
    #expect(rows.sequences.map(\.labels) == [["a", "b", "c, \"d\""], ["b", "a"]])
  }

  @Test func `frames become runs without the background`() throws {
    let list = try read("SIL\nSIL\ncut\ncut\nmix\ncut\nSIL\n", "P1_tea.txt")
    #expect(
      list.sequences == [
        StepSequence(
          name: "P1_tea",
          steps: [StepSequence.Step("cut"), StepSequence.Step("mix"), StepSequence.Step("cut")])
      ])
  }

  @Test func `a fault names its place`() {
    #expect(fault(#"["a <-> ", " <-> "]"#).contains("[1]: the demonstration has no step"))
    #expect(
      fault(#"["a <-> "]"#, scripts: #"["b <-> "]"#).contains("\"a\" is no step of the script"))
    #expect(fault(#"["a <-> "]"#, scripts: "[]").hasPrefix("in.json: "))
    #expect(fault(#"[["a"], []]"#).contains("sequence 1: the demonstration has no step"))
    #expect(fault(#"[["a"], ["b", 3]]"#).contains("[1][1]: should be a label"))
    #expect(fault(#"{"v": ["a", " "]}"#).contains("v[1]: the label is empty"))
    #expect(fault(#"{"database": {"v": {"class": "T"}}}"#).contains("v: should be a list"))
    #expect(fault(#"{"database": {"v": {"annotation": []}}}"#).contains("has no step"))
    #expect(
      fault(#"{"database": {"v": {"class": 3, "annotation": []}}}"#).contains("should be a name"))
    #expect(fault(#"{"database": []}"#).contains("should be an object"))
    #expect(fault("[]").contains("there is no demonstration"))
    #expect(fault("[1]").contains("[0]: should be a list of steps"))
    #expect(fault(#"{"schema": "skillet.skills/1"}"#).contains("holds no step sequences"))
    #expect(
      fault(#"[{"steps": [{"label": "a", "start": 3, "end": 1}]}]"#).contains("[0].steps[0]"))
    #expect(fault("video,step\nv,\n", "t.csv").contains("line 2: the label is empty"))
    #expect(fault("video,step\nv\n", "t.csv").contains("line 2: there are 1 fields, not 2"))
    #expect(fault("video,step\n", "t.csv").contains("there is no demonstration"))
    #expect(fault("a,,b\n", "rows.csv").contains("line 1: the label is empty"))
    #expect(fault("SIL\nSIL\n", "v.txt").contains("v: the demonstration has no step"))
  }

  @Test(.enabled(if: sharedData != nil, "../shared/data is absent"))
  func `the public data sets are read whole`() throws {
    let steps = try #require(sharedData).appendingPathComponent("steps")
    func text(_ name: String) throws -> String {
      try String(contentsOf: steps.appendingPathComponent(name), encoding: .utf8)
    }
    let cross = "crosstask/crosstask_wikihow_"
    let paths = try read(
      text(cross + "output_sequences.json"), scripts: text(cross + "input_sequences.json"))
    #expect(paths.sequences.count == 2610)
    #expect(paths.scripts.count == 17)
    let cook = try read(text("captaincook4d/recordings.json"))
    #expect(cook.sequences.count == 102)
    #expect(Set(cook.sequences.map(\.task)).count == 12)
    let salad = try read(text("50salads/groundTruth/rgb-01-1.txt"), "rgb-01-1.txt")
    #expect(salad.sequences[0].labels.first == "cut_tomato")
  }
}
