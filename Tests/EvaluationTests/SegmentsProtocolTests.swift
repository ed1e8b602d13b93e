import Annotations
import Evaluation
import Foundation
import Testing

@Suite struct SegmentsProtocolTests {
  @Test func `the toy example has its published scores`() throws {
    let video = LabelledVideo(
      name: "toy", predicted: labels("AABBBBBBCB"), truth: labels("AAAABBBBCC"))
    let report = try SegmentsProtocol(ious: [0.1, 0.25, 0.5, 0.75]).score([video])
    for (key, value) in [
      ("accuracy", 70), ("edit", 75), ("f1At10", 600.0 / 7), ("f1At25", 600.0 / 7),
      ("f1At50", 600.0 / 7), ("f1At75", 0),
    ] {
      #expect(abs(try #require(report.value(key)) - value) < 1e-9, "\(key)")
    }
  }

  @Test func `labels that agree score 100 and empty ones do not crash`() {
    let runs = LabelledSegments.runs(of: ["a", "a", "b", "c", "c"])
    #expect(LabelledSegments.frames(predicted: runs, truth: runs).value == 1)
    #expect(LabelledSegments.edit(predicted: runs, truth: runs) == 100)
    #expect(LabelledSegments.edit(predicted: [], truth: runs) == 0)
    #expect(LabelledSegments.edit(predicted: [], truth: []) == 100)
    #expect(LabelledSegments.frames(predicted: [], truth: runs).value == 0)
    #expect(LabelledSegments.frames(predicted: runs, truth: []).value == 0)
    #expect(LabelledSegments.score(predicted: [], truth: [], iou: 0.5).f1 == 1)
    #expect(LabelledSegments.score(predicted: runs, truth: runs, iou: 1).f1 == 1)
    #expect(
      LabelledSegments.runs(of: ["a", "b", "c"], background: ["a"]).map(\.label) == ["b", "c"])
  }

  @Test func `background has no segments, and its frames count in one accuracy only`() throws {
    let video = LabelledVideo(name: "v", predicted: labels("__AA__BB"), truth: labels("_AAA_BBB"))
    let report = try SegmentsProtocol(background: ["_"]).score([video])
    #expect(report.value("edit") == 100 && report.value("f1At50") == 100)
    #expect(report.value("accuracy") == 75)
    #expect(report.value("accuracyWithoutBackground").map { abs($0 - 400.0 / 6) < 1e-9 } == true)
    let all = try SegmentsProtocol(background: []).score([video])
    #expect(all.value("accuracyWithoutBackground") == 75)
    #expect(report.rules.contains { $0.contains("2 of 8 true frames") })
  }

  @Test func `a segment may be found once, and the one it overlaps most decides`() {
    let truth = LabelledSegments.runs(of: labels("AAAAAAAABBBB"))
    let split = LabelledSegments.runs(of: labels("AAAAACAABBBB"))
    let score = LabelledSegments.score(predicted: split, truth: truth, iou: 0.1)
    #expect(score == DetectionScore(matched: 2, predicted: 4, truth: 2))
  }

  @Test func `neighbours of one label are one segment`() throws {
    let runs = [
      LabelledSegments.Run(0..<2, "A"), .init(2..<4, "A"), .init(4..<4, "C"), .init(4..<6, "B"),
    ]
    #expect(LabelledSegments.merged(runs) == [.init(0..<4, "A"), .init(4..<6, "B")])
    #expect(LabelledSegments.merged([.init(0..<2, "A"), .init(3..<4, "A")]).count == 2)
  }

  @Test func `F1 is pooled over videos, edit is their mean`() throws {
    let videos = [
      LabelledVideo(name: "long", predicted: labels("ABABABAB"), truth: labels("ABABABAB")),
      LabelledVideo(name: "short", predicted: labels("CC"), truth: labels("AA")),
    ]
    let report = try SegmentsProtocol().score(videos)
    #expect(report.value("edit") == 50)
    #expect(report.value("f1At50").map { abs($0 - 1600.0 / 18) < 1e-9 } == true)
    #expect(report.value("accuracy") == 50 && report.value("accuracyPooled") == 80)
    #expect(throws: EvaluationError.self) { try SegmentsProtocol().score([]) }
    #expect(throws: EvaluationError.self) {
      try SegmentsProtocol().score([LabelledVideo(name: "e", predicted: [String](), truth: [])])
    }
  }

  @Test func `plain Python finds the same figures on made labels`() throws {
    for golden in try EvaluationGoldens.cases("labels") {
      let background = try #require(golden["background"]?.string)
      let videos = try #require(golden["videos"]?.array).enumerated().map { index, pair in
        LabelledVideo(
          name: "\(index)", predicted: labels(pair.array?[0].string ?? ""),
          truth: labels(pair.array?[1].string ?? ""))
      }
      let report = try SegmentsProtocol(background: [background], randomDraws: 1).score(videos)
      for figure in try #require(golden["figures"]?.members) {
        let value = try #require(report.value(figure.key), "\(figure.key)")
        #expect(abs(value - (figure.value.number ?? -1)) < 1e-9, "\(figure.key): \(videos)")
      }
    }
  }
}
