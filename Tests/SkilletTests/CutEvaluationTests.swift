import Evaluation
import Skillet
import Testing

@Suite struct CutEvaluationTests {
  static let shots = """
    {"a": {"fps": 25, "frames": 500, "hard_cuts": [100], "soft_transitions": [[200, 220]],
           "ambiguous": [300]}}
    """

  @Test func `transitions are asked for, doubtful places are not`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "truth.json": Self.shots,
      "p/a.json": BoundaryEvaluationTests.document("a", frames: 500, cuts: [101, 210, 300]),
    ])
    let scores = try CutEvaluation(
      predicted: [root + "/p"], truth: [root + "/truth.json"], method: .trecvid(ShotProtocol())
    ).scores
    #expect(scores.value("f1HardAt0") == 0 && scores.value("f1HardAt1") == 100)
    #expect(scores.value("f1Gradual") == 100 && scores.value("precisionHardAt1") == 100)
  }

  @Test func `times and change points are predictions, too`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "truth.json": Self.shots, "times.json": "{\"a.mp4\": [4, 8.4]}",
      "points.txt": "a,5,100,210\n",
    ])
    for file in ["times.json", "points.txt"] {
      let scores = try CutEvaluation(
        predicted: ["\(root)/\(file)"], truth: [root + "/truth.json"],
        method: .trecvid(ShotProtocol())
      ).scores
      #expect(scores.value("f1HardAt0") == 100 && scores.value("f1Gradual") == 100, "\(file)")
    }
  }

  @Test func `lengths come from the series beside a list`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "set/desc.txt": "s,5,40\n", "set/s.txt": String(repeating: "0.5\n", count: 100),
      "p.txt": "s,5,50\n", "lonely/desc.txt": "s,5,40\n",
    ])
    let scores = try CutEvaluation(
      predicted: [root + "/p.txt"], truth: [root + "/set"], method: .covering(CoveringProtocol())
    ).scores
    #expect(scores.value("hausdorff") == 10)
    #expect(scores.value("covering").map { abs($0 - (0.4 * 0.8 + 0.6 * 50 / 60)) < 1e-12 } == true)
    let error = #expect(throws: SkilletError.self) {
      try CutEvaluation(
        predicted: [root + "/p.txt"], truth: [root + "/lonely"],
        method: .covering(CoveringProtocol()))
    }
    #expect(error?.description.contains("how long s is") == true)
  }

  @Test func `a frame rate may be told`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "t/v.txt": LabelEvaluationTests.frames([("a", 100), ("b", 200)]),
      "p/v.txt": LabelEvaluationTests.frames([("a", 110), ("b", 190)]),
    ])
    func scores(_ rate: Double?) throws -> ScoreReport {
      try CutEvaluation(
        predicted: [root + "/p"], truth: [root + "/t"], frameRate: rate,
        method: .rates(SamplingRates(rates: [50], tolerance: 0.2))
      ).scores
    }
    #expect(throws: SkilletError.self) { try scores(nil) }
    #expect(try scores(50).value("f1") == 1)
    #expect(try scores(25).value("f1") == 0)
  }
}

@Suite struct EventEvaluationTests {
  static let raters = """
    {"v": {"fps": 10, "video_duration": 10.0, "f1_consis_avg": 0.9,
           "substages_timestamps": [[2.0, 5.0], [8.0]]},
     "w": {"fps": 10, "video_duration": 10.0, "f1_consis_avg": 0.1,
           "substages_timestamps": [[2.0], [8.0]]}}
    """

  @Test func `raters come from one file or from several`() throws {
    let root = try BoundaryEvaluationTests.folder([
      "k.json": Self.raters, "p.json": "{\"v\": [8.1], \"w\": [5]}",
      "one/v.txt": LabelEvaluationTests.frames([("a", 20), ("b", 30), ("c", 50)]),
      "two/v.txt": LabelEvaluationTests.frames([("a", 80), ("b", 20)]), "q.json": "{\"v\": [8.1]}",
      "frames/v.txt": LabelEvaluationTests.frames([("x", 81), ("y", 19)]),
    ])
    func f1(_ predicted: String, _ truth: [String], rate: Double? = nil) throws -> Double? {
      try EventEvaluation(
        predicted: ["\(root)/\(predicted)"], truth: truth.map { "\(root)/\($0)" }, frameRate: rate
      ).scores.value("f1At0.05")
    }
    #expect(try f1("p.json", ["k.json"]) == 100)
    #expect(try f1("frames", ["k.json"]) == 100)
    #expect(try f1("frames", ["one", "two"]) == 100)
    #expect(try f1("q.json", ["one", "two"], rate: 10) == 100)
    #expect(try f1("q.json", ["one"], rate: 10) == 0)
    #expect(throws: SkilletError.self) { try f1("q.json", ["one", "two"]) }
    let unknown = #expect(throws: SkilletError.self) { try f1("p.json", ["one"]) }
    #expect(unknown?.description.contains("\"w\"") == true)
  }
}
