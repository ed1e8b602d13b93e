import Annotations
import Foundation
import Testing

@Suite struct QuestionsExportTests {
  private static let tables = [
    "lmms-eval": "questions.jsonl", "vlmevalkit": "SkilletMCQ.tsv",
    "perceptioncomp": "benchmark/annotations/skillet.json", "mvbench": "json/skillet.json",
    "video-mme": "video-mme.jsonl", "jsonl": "questions.jsonl",
  ]

  @Test(arguments: QuestionExport.allCases)
  func `every form is a folder with its videos, and reads back`(form: QuestionExport) throws {
    let box = try QuestionSets.sandbox(20, hostile: true)
    let run = try Tool.run(
      ["questions", "export", "questions.json", "--to", form.rawValue, "--out", "out"], in: box)
    #expect(run.code == 0 && run.err.isEmpty, "\(run.story)")
    let table = try #require(Self.tables[form.rawValue])
    let set = try ChoiceQuestionSet(foreign: try box.text("out/\(table)"), file: table)
    let document = QuestionSets.document(20, path: nil, hostile: true)
    #expect(set.questions.map(\.text) == document.questions.map(\.text))
    for (read, made) in zip(set.questions, document.questions) {
      let answer = try #require(read.answer)
      #expect(read.choices[answer] == made.choices[made.answer], "\(made.key)")
      #expect(read.faults.isEmpty, "\(read.faults)")
    }
    for name in ["tea_1.mp4", "_i_2__i_.mp4"] {
      let link = box.path("out/\(form.videoFolder)/\(name)")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: link) == box.path("scenes.mp4"))
    }
    let names = try box.names()
    #expect(names.allSatisfy { !$0.contains(".part-") && !$0.contains("pwned") })
  }

  @Test func `videos that are missing are told, not invented`() throws {
    let box = try QuestionSets.sandbox(hasVideo: false)
    let run = try Tool.run(
      ["questions", "export", "questions.json", "--to", "mvbench", "--out", "out"], in: box)
    #expect(run.code == 0 && run.err.contains("2 of 2 videos were not found"), "\(run.story)")
    #expect(run.err.contains("--videos"))
    let cut = try Tool.run(
      ["questions", "export", "questions.json", "--to", "mvbench", "--out", "x", "--clips"], in: box
    )
    let names = try box.names()
    #expect(cut.code == 66 && !names.contains("x"), "\(cut.story)")
    let folder = try Tool.run(
      ["questions", "export", "questions.json", "--to", "mvbench", "--out", "y", "--videos", "no"],
      in: box)
    #expect(folder.code == 66, "\(folder.story)")
  }

  @Test func `clips show the evidence, exact to the frame`() throws {
    let box = try QuestionSets.sandbox(4)
    let run = try Tool.run(
      ["questions", "export", "questions.json", "--to", "jsonl", "--out", "out", "--clips"], in: box
    )
    #expect(run.code == 0, "\(run.story)")
    let lines = try box.lines("out/clips/clips.jsonl")
    #expect(lines.count == 8)
    // 0.2 s to 0.6 s at 25 frames a second are the frames 5 to 14; the other span states its own.
    #expect(lines[0].contains("\"clips/tea_1-5-15.mp4\""), "\(lines[0])")
    #expect(lines[1].contains("\"clips/tea_1-60-65.mp4\""), "\(lines[1])")
    for (name, frames) in [("tea_1-5-15", 10), ("tea_1-60-65", 5)] {
      let clip = try Tool.run(["inspect", "out/clips/\(name).mp4", "--json"], in: box)
      #expect(try clip.json()["frames"] as? Int == frames, "\(clip.story)")
    }
    let row = try JSONValue(parsing: try box.lines("out/questions.jsonl")[0])
    #expect(row["clips"]?.array?.count == 2)
  }

  @Test func `nothing is replaced without --force, and damage leaves nothing`() throws {
    let box = try QuestionSets.sandbox()
    let arguments = ["questions", "export", "questions.json", "--to", "jsonl", "--out", "out"]
    #expect(try Tool.run(arguments, in: box).code == 0)
    let before = try box.contents()
    let again = try Tool.run(arguments, in: box)
    #expect(again.code == 73 && again.err.contains("--force"), "\(again.story)")
    #expect(try Tool.run(arguments + ["--force"], in: box).code == 0)
    #expect(try box.contents() == before)
    var document = QuestionSets.document(3, path: nil)
    document.questions[1].choices = ["a", "b"]
    try box.write("bad.json", Array(try document.json.text().utf8))
    let bad = try Tool.run(
      ["questions", "export", "bad.json", "--to", "mvbench", "--out", "new"], in: box)
    #expect(bad.code == 65 && bad.err.contains("questions[1]"), "\(bad.story)")
    let names = try box.names()
    #expect(!names.contains("new"))
    try box.write("p.json", QuestionsLintTests.perceptionComp.utf8)
    let foreign = try Tool.run(
      ["questions", "export", "p.json", "--to", "mvbench", "--out", "new"], in: box)
    #expect(foreign.code == 65 && foreign.err.contains("perceptioncomp"), "\(foreign.story)")
  }

  @Test(.enabled(if: Python.isHere, "needs python3"))
  func `Python evaluates the candidates to the choices and runs nothing`() throws {
    let box = try QuestionSets.sandbox(30, hostile: true)
    let run = try Tool.run(
      ["questions", "export", "questions.json", "--to", "vlmevalkit", "--out", "out"], in: box)
    #expect(run.code == 0, "\(run.story)")
    try box.write(
      "check.py",
      """
      import ast, csv, json, os
      asked = json.load(open("questions.json", encoding="utf-8"))["questions"]
      rows = list(csv.DictReader(open("out/SkilletMCQ.tsv", encoding="utf-8", newline=""),
                                 delimiter="\\t"))
      assert len(rows) == len(asked) == 30
      for row, question in zip(rows, asked):
          assert ast.literal_eval(row["candidates"]) == question["choices"], row
          assert eval(row["candidates"]) == question["choices"], row
          assert row["answer"] == question["choices"][question["answer"]], row
          assert row["question"] == question["text"], row
      assert not os.path.exists("pwned")

      """.utf8)
    let check = try Tool.shell("exec python3 check.py", [], in: box)
    #expect(check.code == 0, "\(check.story)")
  }

  @Test(.enabled(if: Python.isHere, "needs python3"))
  func `the task for lmms-eval finds answers as Skillet does`() throws {
    let box = try QuestionSets.sandbox(5)
    let run = try Tool.run(
      ["questions", "export", "questions.json", "--to", "lmms-eval", "--out", "out"], in: box)
    #expect(run.code == 0, "\(run.story)")
    let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Goldens/answers.json").standardizedFileURL
    try box.copy(table.path, as: "answers.json")
    try box.write(
      "check.py",
      """
      import json, sys
      sys.path.insert(0, "out")
      import utils
      table = json.load(open("answers.json", encoding="utf-8"))
      for row in table["answers"]:
          found = utils.choice_in(row["said"], table["choices"])
          assert found == row["choice"], (row, found)
      doc = json.loads(open("out/questions.jsonl", encoding="utf-8").readline())
      assert utils.skillet_doc_to_target(doc) == "A"
      assert "A. do 0 0\\n" in utils.skillet_doc_to_text(doc)
      assert utils.skillet_doc_to_visual(doc)[0].endswith("out/videos/tea_1.mp4")
      assert utils.skillet_doc_to_messages(doc)[0]["content"][0]["type"] == "video"
      for said, score, lost in [("A", 1, 0), ("B", 0, 0), ("what?", 0, 1), ("", 0, 1)]:
          result = utils.skillet_process_results(doc, [said])
          assert result["accuracy"]["score"] == score and result["unparsable"]["score"] == lost
          assert result["accuracy"]["video_id"] == "tea_1"
      assert utils.skillet_mean([{"score": 1}, {"score": 0}]) == 0.5

      """.utf8)
    let check = try Tool.shell("exec python3 -B check.py", [], in: box)
    #expect(check.code == 0, "\(check.story)")
  }
}
