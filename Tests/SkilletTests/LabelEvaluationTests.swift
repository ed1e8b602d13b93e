import Annotations
import Evaluation
import Foundation
import Skillet
import Testing

@Suite struct LabelEvaluationTests {
  static func frames(_ runs: [(String, Int)]) -> String {
    runs.map { String(repeating: $0.0 + "\n", count: $0.1) }.joined()
  }

  private func value(
    _ predicted: String, _ truth: String, _ key: String, mapping: String? = nil,
    _ method: LabelEvaluation.Method = .segments(SegmentsProtocol(randomDraws: 1))
  ) throws -> Double? {
    let evaluation = try LabelEvaluation(
      predicted: [predicted], truth: [truth], mapping: mapping, method: method)
    return evaluation.scores.value(key)
  }

  @Test func `labels of three formats mean the same`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "truth/v.txt": Self.frames([("a", 10), ("b", 20)]),
      "txt/v.txt": Self.frames([("a", 12), ("b", 18)]),
      "mstcn/v": "### Frame level recognition: ###\n"
        + Self.frames([("a", 12), ("b", 18)]).replacingOccurrences(of: "\n", with: " "),
      "csv/v.csv": "start,end,label\n0,12,a\n12,30,b\n",
    ])
    for form in ["txt", "mstcn", "csv"] {
      let accuracy = try #require(try value("\(root)/\(form)", root + "/truth", "accuracy"))
      #expect(abs(accuracy - 2800.0 / 30) < 1e-9, "\(form)")
    }
  }

  @Test func `a document's skills are its labels`() throws {
    var text = try BoundaryEvaluationTests.document("v", frames: 30, cuts: [10])
    let none = try BoundaryEvaluationTests.folder(["v.json": text, "truth.json": text])
    #expect(throws: SkilletError.self) {
      try self.value(none + "/v.json", none + "/truth.json", "edit")
    }
    for skill in [4, 7] {
      if let range = text.range(of: "\"skill\": null") {
        text.replaceSubrange(range, with: "\"skill\": \(skill)")
      }
    }
    let root = try BoundaryEvaluationTests.folder([
      "p/v.json": text, "truth/v.txt": Self.frames([("a", 10), ("b", 20)]),
    ])
    let mof = LabelEvaluation.Method.mof(MoFProtocol(randomDraws: 1))
    #expect(try value(root + "/p", root + "/truth", "mofPerVideo", mof) == 100)
    #expect(try value(root + "/p", root + "/p", "edit") == 100)
  }

  @Test func `a mapping joins classes and refuses unknown names`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "truth/v.txt": Self.frames([("cut_tomato", 10), ("pour", 20)]),
      "p/v.txt": Self.frames([("cut_cheese", 10), ("1", 20)]),
      "bad/v.txt": Self.frames([("cut_cheese", 10), ("stir", 20)]),
      "mapping.txt": "0 cut_tomato\n0 cut_cheese\n1 pour\n",
    ])
    let mapping = root + "/mapping.txt"
    #expect(try value(root + "/p", root + "/truth", "accuracy", mapping: mapping) == 100)
    let error = #expect(throws: SkilletError.self) {
      try self.value(root + "/bad", root + "/truth", "accuracy", mapping: mapping)
    }
    #expect(error?.code == .badData && error?.description.contains("\"stir\"") == true)
    #expect(error?.description.contains("frame 10") == true)
  }

  @Test func `sides of different lengths are refused, or cut when that is allowed`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "truth/v.txt": Self.frames([("a", 10), ("b", 20)]),
      "p/v.txt": Self.frames([("a", 10), ("b", 22)]),
    ])
    let error = #expect(throws: SkilletError.self) {
      try self.value(root + "/p", root + "/truth", "accuracy")
    }
    #expect(error?.description.contains("32 frames") == true)
    for (predicted, truth) in [("p", "truth"), ("truth", "p")] {
      let cut = try LabelEvaluation(
        predicted: ["\(root)/\(predicted)"], truth: ["\(root)/\(truth)"], lengthSlack: 2,
        method: .segments(SegmentsProtocol()))
      #expect(cut.scores.value("accuracy") == 100 && cut.scores.value("edit") == 100)
    }
  }

  @Test func `a data set's folder holds its grains`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "set/groundTruth/v.txt": Self.frames([("a", 10), ("b", 20)]),
      "set/groundTruth_stage/v.txt": Self.frames([("a/x", 5), ("a/y", 5), ("b/x", 20)]),
      "p/v.txt": Self.frames([("a/x", 5), ("a/y", 5), ("b/x", 20)]),
    ])
    func f1(_ truth: String, _ level: String) throws -> Double {
      try BoundaryEvaluation(
        predicted: [root + "/p"], truth: ["\(root)/\(truth)"],
        level: #require(.init(rawValue: level)), settings: BoundaryProtocol(tolerance: .frames(0))
      ).report.pooled.precision
    }
    #expect(try f1("set", "skill") == 0.5)
    #expect(try f1("set", "stage") == 1)
    let missing = #expect(throws: SkilletError.self) { try f1("set", "stage3") }
    #expect(missing?.code == .noInput)
    let wrong = #expect(throws: SkilletError.self) { try f1("set/groundTruth", "stage") }
    #expect(wrong?.code == .usage)
  }
}

/// GTEA's tables through the reader of files, both sides from one table.
@Suite(.enabled(if: sharedData != nil, "needs ../shared/data")) struct SharedEvaluationTests {
  @Test func `GTEA's tables hold both sides`() throws {
    let folder = try #require(sharedData).appendingPathComponent("signals/gtea/video_ED-TCN_L2_C25")
    let evaluation = try LabelEvaluation(
      predicted: [folder.path], truth: [folder.path],
      method: .segments(SegmentsProtocol(background: ["0"], randomDraws: 1)))
    for (key, value) in [
      ("f1At10", 72.0), ("f1At25", 67.2), ("f1At50", 54.7), ("edit", 69.9), ("accuracy", 63.7),
    ] {
      #expect(abs(try #require(evaluation.scores.value(key)) - value) < 0.0501, "\(key)")
    }
  }

  @Test func `MS-TCN's own predictions score what plain Python says`() throws {
    let salads = try #require(sharedData).appendingPathComponent("steps/50salads").path
    let evaluation = try LabelEvaluation(
      predicted: [salads + "/mstcn_recognition_split1"], truth: [salads],
      mapping: salads + "/mapping.txt", lengthSlack: 1,
      method: .segments(SegmentsProtocol(randomDraws: 1)))
    // `real.mstcn` of Tests/Goldens/evaluation.json.
    for (key, value) in [
      ("f1At10", 73.180873), ("f1At25", 71.101871), ("f1At50", 63.617464), ("edit", 66.998028),
      ("accuracy", 77.821771), ("accuracyPooled", 77.454732),
    ] {
      #expect(abs(try #require(evaluation.scores.value(key)) - value) < 1e-5, "\(key)")
    }
  }

  @Test func `TSSB's list takes lengths from its series`() throws {
    let folder = try #require(sharedData).appendingPathComponent("signals/tssb").path
    let evaluation = try CutEvaluation(
      predicted: [folder], truth: [folder], method: .covering(CoveringProtocol(randomDraws: 1)))
    #expect(evaluation.scores.videos.count == 40)
    #expect(evaluation.scores.value("covering") == 1)
  }
}
