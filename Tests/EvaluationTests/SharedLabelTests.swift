import Annotations
import Evaluation
import Foundation
import Testing

/// Real labels beside the checkout, against published figures and those of plain Python.
@Suite(.enabled(if: sharedData != nil, "needs ../shared/data")) struct SharedLabelTests {
  private func lines(_ path: String) throws -> [String] {
    let file = try #require(sharedData).appendingPathComponent(path)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  // Accuracy counts background frames and is a mean over videos; F1 and edit leave background out.
  @Test(arguments: [
    ("video_DilatedTCN_L5_B2", 59.8, 53.1, 39.1, 52.9, 61.3),
    ("video_ED-TCN_L2_C25", 72.0, 67.2, 54.7, 69.9, 63.7),
    ("video_SVM", 41.9, 35.6, 25.7, 35.7, 53.7),
    ("video_tCNN_C30", 55.1, 50.6, 38.8, 54.0, 60.6),
  ]) func `the scores of GTEA's models are reproduced`(
    model: String, at10: Double, at25: Double, at50: Double, edit: Double, accuracy: Double
  ) throws {
    let folder = try #require(sharedData).appendingPathComponent("signals/gtea/\(model)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let videos = try names.map { name in
      let fields = try lines("signals/gtea/\(model)/\(name)").dropFirst().map {
        $0.split(separator: ",", maxSplits: 2).map(String.init)
      }
      return LabelledVideo(name: name, predicted: fields.map { $0[1] }, truth: fields.map { $0[0] })
    }
    let report = try SegmentsProtocol(background: ["0"], randomDraws: 1).score(videos)
    for (key, published) in [
      ("f1At10", at10), ("f1At25", at25), ("f1At50", at50), ("edit", edit), ("accuracy", accuracy),
    ] {
      let value = try #require(report.value(key))
      #expect(abs(value - published) < 0.0501, "\(model), \(key): \(value)")
    }
  }

  @Test func `labels that come late score what plain Python says`() throws {
    for golden in try EvaluationGoldens.value("real")["shifted"]?.array ?? [] {
      let truth = try lines("steps/" + #require(golden["file"]?.string))
      let shift = try #require(golden["frames"]?.integer)
      let late = Array(repeating: truth[0], count: shift) + truth.dropLast(shift)
      let report = try SegmentsProtocol(randomDraws: 1).score([
        LabelledVideo(name: "v", predicted: late, truth: truth)
      ])
      for figure in try #require(golden["figures"]?.members) {
        let value = try #require(report.value(figure.key))
        #expect(abs(value - (figure.value.number ?? -1)) < 1e-9, "\(figure.key): \(value)")
      }
    }
  }

  // The reference beside the data states these for this very video.
  @Test func `the salad that comes 60 frames late has its published scores`() throws {
    let truth = try lines("steps/breakfast/groundTruth/P36_cam01_P36_salat.txt")
    let late = Array(repeating: truth[0], count: 60) + truth.dropLast(60)
    let report = try SegmentsProtocol().score([
      LabelledVideo(name: "salad", predicted: late, truth: truth)
    ])
    for (key, value) in [
      ("accuracy", 93.4618), ("edit", 85.7143), ("f1At10", 92.3077), ("f1At25", 92.3077),
      ("f1At50", 76.9231),
    ] {
      #expect(abs(try #require(report.value(key)) - value) < 5e-5, "\(key)")
    }
  }
}
