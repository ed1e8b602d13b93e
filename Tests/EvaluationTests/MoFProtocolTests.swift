import Annotations
import Evaluation
import Testing

@Suite struct MoFProtocolTests {
  private func video(_ predicted: String, _ truth: String, _ name: String = "v") -> LabelledVideo {
    LabelledVideo(name: name, predicted: labels(predicted), truth: labels(truth))
  }

  @Test func `clusters may be called anything`() throws {
    let report = try MoFProtocol().score([video("2211177", "AABBBCC")])
    for key in ["mofPerVideo", "iouPerVideo", "f1PerVideo", "segmentalF1PerVideo", "mofGlobal"] {
      #expect(report.value(key) == 100, "\(key)")
    }
  }

  @Test func `the matching is one to one`() throws {
    // Two clusters on A: only the longer one counts. By hand: 1 -> A (3), 2 -> none, 3 -> B (2).
    let report = try MoFProtocol().score([video("1112233", "AAAAABB")])
    #expect(report.value("mofPerVideo").map { abs($0 - 500.0 / 7) < 1e-9 } == true)
    // IoU: A 3/5, B 2/2, over 3 clusters; F1: A 6/8, B 1.
    #expect(report.value("iouPerVideo").map { abs($0 - 160.0 / 3) < 1e-9 } == true)
    #expect(report.value("f1PerVideo").map { abs($0 - 175.0 / 3) < 1e-9 } == true)
  }

  @Test func `there may be fewer clusters than labels, or one`() throws {
    let report = try MoFProtocol().score([video("1111", "ABCC")])
    #expect(report.value("mofPerVideo") == 50)
    #expect(report.value("iouPerVideo").map { abs($0 - 50.0 / 3) < 1e-9 } == true)
  }

  // The mistake of the literature: the same clusters, named anew in each video, look perfect per
  // video and poor over all videos.
  @Test func `per video and global are not the same`() throws {
    let videos = [video("1122", "AABB", "a"), video("2211", "AABB", "b")]
    let report = try MoFProtocol().score(videos)
    #expect(report.value("mofPerVideo") == 100)
    #expect(report.value("mofGlobal") == 50)
    #expect(report.figure("iouGlobal")?.averaging == .whole)
    #expect(report.figure("iouGlobal")?.estimate(report.bootstrap)?.low == nil)
  }

  @Test func `frames of background do not count`() throws {
    let with = try MoFProtocol().score([video("111222", "__AABB")])
    #expect(with.value("mofPerVideo").map { abs($0 - 400.0 / 6) < 1e-9 } == true)
    let without = try MoFProtocol(background: ["_"]).score([video("111222", "__AABB")])
    #expect(without.value("mofPerVideo") == 75)
    #expect(throws: EvaluationError.self) {
      try MoFProtocol(background: ["_"]).score([video("11", "__")])
    }
  }

  @Test func `SciPy's matching finds the same figures`() throws {
    for golden in try EvaluationGoldens.cases("clusters") {
      let report = try MoFProtocol(randomDraws: 1).score([
        video(golden["predicted"]?.string ?? "", golden["truth"]?.string ?? "")
      ])
      for (key, other) in [("mofPerVideo", "mof"), ("iouPerVideo", "iou"), ("f1PerVideo", "f1")] {
        let value = try #require(report.value(key))
        #expect(abs(value - (golden[other]?.number ?? -1)) < 1e-9, "\(key)")
      }
      let (global, own) = (report.value("mofGlobal") ?? 0, report.value("mofPerVideo") ?? 1)
      #expect(abs(global - own) < 1e-9)
    }
  }

  @Test func `uniform pieces with as many segments are the chance`() throws {
    let report = try MoFProtocol().score([video("1122", "AABB")])
    #expect(report.figure("mofPerVideo")?.chance.uniform == 100)
    #expect(report.figure("mofPerVideo")?.chance.random.map { $0 > 50 && $0 < 100 } == true)
  }
}
