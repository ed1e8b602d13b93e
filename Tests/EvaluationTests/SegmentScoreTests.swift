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
}
