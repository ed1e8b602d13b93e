import Evaluation
import Foundation
import LinearAlgebra
import Testing

/// The shared data beside the checkout; nil where it is absent.
let sharedData: URL? = {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let beside = here.appendingPathComponent("../../../shared/data").standardizedFileURL
  let stated = ProcessInfo.processInfo.environment["SKILLET_SHARED"]
    .map { URL(fileURLWithPath: $0).appendingPathComponent("data") }
  return [stated, beside].compactMap { $0 }
    .first { FileManager.default.fileExists(atPath: $0.path) }
}()

@Suite struct SegmentScoreTests {
  @Test func `the toy example has its published scores`() {
    let truth = "AAAABBBBCC".map { String($0) }
    let predicted = "AABBBBBBCB".map { String($0) }
    #expect(LabelledSegments.accuracy(predicted: predicted, truth: truth) == 70)
    #expect(LabelledSegments.edit(predicted: predicted, truth: truth) == 75)
    for (iou, f1) in [(0.1, 6.0 / 7), (0.25, 6.0 / 7), (0.5, 6.0 / 7), (0.75, 0)] {
      let score = LabelledSegments.score(predicted: predicted, truth: truth, iou: iou)
      #expect(abs(score.f1 - f1) < 1e-12, "at \(iou)")
    }
  }

  @Test func `labels that agree score 100 and empty ones do not crash`() {
    let labels = ["a", "a", "b", "c", "c"]
    #expect(LabelledSegments.accuracy(predicted: labels, truth: labels) == 100)
    #expect(LabelledSegments.edit(predicted: labels, truth: labels) == 100)
    #expect(LabelledSegments.edit(predicted: [], truth: labels) == 0)
    #expect(LabelledSegments.edit(predicted: [], truth: []) == 100)
    #expect(LabelledSegments.accuracy(predicted: [], truth: []) == 100)
    #expect(LabelledSegments.score(predicted: [], truth: [], iou: 0.5).f1 == 1)
    #expect(LabelledSegments.score(predicted: labels, truth: labels, iou: 0.99).f1 == 1)
    #expect(LabelledSegments.runs(of: labels, background: ["a"]).map(\.label) == ["b", "c"])
  }

  // Truth with the lengths of a salad video's steps, against itself 60 frames later.
  @Test func `segments tile and unknown boundaries cut nothing`() {
    #expect(SegmentalF1.segments(boundaries: [0, 3, 3, 9, 12], frames: 9) == [0..<3, 3..<9])
    #expect(SegmentalF1.segments(boundaries: [], frames: 5) == [0..<5])
    #expect(SegmentalF1.segments(boundaries: [], frames: 0).isEmpty)
  }

  /// The most pairs at an overlap, by trying everything.
  static func exhaustive(
    _ predicted: ArraySlice<Range<Int>>, _ truth: [Range<Int>], _ used: Set<Int>, _ iou: Double
  ) -> Int {
    guard let first = predicted.first else { return 0 }
    var best = exhaustive(predicted.dropFirst(), truth, used, iou)
    for (index, other) in truth.enumerated() where !used.contains(index) {
      let both = first.clamped(to: other).count
      let union = first.count + other.count - both
      if both > 0, Double(both) / Double(union) >= iou {
        best = max(best, 1 + exhaustive(predicted.dropFirst(), truth, used.union([index]), iou))
      }
    }
    return best
  }

  @Test(arguments: 0..<300) func `segments are paired as often as possible`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    func cut() -> [Range<Int>] {
      let boundaries = (0..<generator.next(below: 7)).map { _ in generator.next(below: 30) }
      return SegmentalF1.segments(boundaries: boundaries.sorted(), frames: 30)
    }
    let (predicted, truth) = (cut(), cut())
    for iou in [0.1, 0.25, 1.0 / 3, 0.5, 0.75, 1] {
      let score = SegmentalF1.score(predicted: predicted, truth: truth, iou: iou)
      #expect(
        score.matched == Self.exhaustive(predicted[...], truth, [], iou),
        "seed \(seed), iou \(iou): \(predicted) \(truth)")
    }
  }

  @Test(
    .enabled(if: sharedData != nil, "needs ../shared/data"),
    arguments: [
      ("video_DilatedTCN_L5_B2", 59.8, 53.1, 39.1, 52.9, 61.3),
      ("video_ED-TCN_L2_C25", 72.0, 67.2, 54.7, 69.9, 63.7),
      ("video_SVM", 41.9, 35.6, 25.7, 35.7, 53.7),
      ("video_tCNN_C30", 55.1, 50.6, 38.8, 54.0, 60.6),
    ])
  func `the scores of GTEA's models are reproduced`(
    model: String, at10: Double, at25: Double, at50: Double, edit: Double, accuracy: Double
  ) throws {
    let folder = try #require(sharedData).appendingPathComponent("signals/gtea/\(model)")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    let nothing = DetectionScore(matched: 0, predicted: 0, truth: 0)
    var pooled = [nothing, nothing, nothing]
    var (edits, accuracies) = (0.0, 0.0)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      let fields = lines.map { $0.split(separator: ",", maxSplits: 2).map(String.init) }
      let (truth, predicted) = (fields.map { $0[0] }, fields.map { $0[1] })
      for (index, iou) in [0.1, 0.25, 0.5].enumerated() {
        pooled[index] =
          pooled[index]
          + LabelledSegments.score(
            predicted: predicted, truth: truth, iou: iou, background: ["0"])
      }
      edits += LabelledSegments.edit(predicted: predicted, truth: truth, background: ["0"])
      accuracies += LabelledSegments.accuracy(predicted: predicted, truth: truth)
    }
    let count = Double(files.count)
    let found = pooled.map { 100 * $0.f1 } + [edits / count, accuracies / count]
    for (value, published) in zip(found, [at10, at25, at50, edit, accuracy]) {
      #expect(abs(value - published) < 0.051, "\(model): \(found)")
    }
  }
}
