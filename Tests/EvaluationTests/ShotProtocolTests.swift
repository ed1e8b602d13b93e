import Evaluation
import Testing

@Suite struct ShotProtocolTests {
  // test_benchmark_result_aggregate_matches_sum_of_counts.
  @Test func `counts are pooled over videos`() throws {
    let videos = [
      ShotVideo(name: "a", frames: 200, predicted: [10, 20], hardCuts: [10, 21]),
      ShotVideo(name: "b", frames: 200, predicted: [50, 99], hardCuts: [50, 100]),
    ]
    let report = try ShotProtocol().score(videos)
    #expect(report.value("f1HardAt0") == 50 && report.value("recallHardAt0") == 50)
    #expect(report.value("f1HardAt1") == 100 && report.value("meanOffsetHardAt1") == 0.5)
  }

  // test_mean_abs_offset_only_hard_matches.
  @Test func `distances are those of hard cuts only`() throws {
    let video = ShotVideo(
      name: "x", frames: 400, predicted: [55, 100, 201, 302], hardCuts: [100, 200, 300],
      transitions: [50...60])
    let report = try ShotProtocol().score([video])
    #expect(report.value("meanOffsetHardAt0") == 0)
    #expect(report.value("meanOffsetHardAt1") == 0.5)
    #expect(report.value("recallHardAt0").map { abs($0 - 100.0 / 3) < 1e-9 } == true)
    #expect(report.value("recallHardAt1").map { abs($0 - 200.0 / 3) < 1e-9 } == true)
    #expect(report.value("f1Gradual") == 100)
  }

  // test_mean_abs_offset_nan_when_no_matches, also across videos.
  @Test func `without a hit there is no distance`() throws {
    let videos = [
      ShotVideo(name: "a", frames: 3000, predicted: [5], hardCuts: [1000]),
      ShotVideo(name: "b", frames: 3000, predicted: [7], hardCuts: [2000]),
    ]
    let report = try ShotProtocol(tolerances: [0]).score(videos)
    #expect(report.value("meanOffsetHardAt0") == nil)
    #expect(report.value("f1HardAt0") == 0)
  }

  // test_hard_empty_inputs and its neighbours: precision, recall and F1 are 0, not 1.
  @Test(arguments: [([], []), ([], [10, 20]), ([10], [])] as [([Int], [Int])])
  func `empty sides score 0`(predicted: [Int], hard: [Int]) throws {
    let report = try ShotProtocol().score([
      ShotVideo(name: "v", frames: 100, predicted: predicted, hardCuts: hard)
    ])
    for key in ["precision", "recall", "f1"] {
      #expect(report.value(key + "HardAt1") == 0, "\(key)")
    }
  }

  // test_evaluate_performance_matches_legacy_set_intersection_semantics.
  @Test func `within 0 frames it is the intersection of sets`() throws {
    let report = try ShotProtocol(tolerances: [0]).score([
      ShotVideo(name: "v", frames: 50, predicted: [10, 20, 32], hardCuts: [10, 20, 30])
    ])
    for key in ["precision", "recall", "f1"] {
      #expect(report.value(key + "HardAt0").map { abs($0 - 200.0 / 3) < 1e-9 } == true, "\(key)")
    }
  }

  @Test func `doubtful places are neither asked for nor wrong, but may be hits`() throws {
    let video = ShotVideo(
      name: "v", frames: 500, predicted: [99, 102, 300], hardCuts: [100],
      ambiguous: [101...105, 298...298])
    let report = try ShotProtocol(tolerances: [1]).score([video])
    #expect(report.value("precisionHardAt1") == 50)
    #expect(report.value("recallHardAt1") == 100)
  }
}
