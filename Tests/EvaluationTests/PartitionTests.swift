import Annotations
import Evaluation
import Testing

@Suite struct PartitionTests {
  @Test func `ruptures gives the same distances and Rand indices`() throws {
    for golden in try EvaluationGoldens.cases("partitions") {
      let samples = try #require(golden["samples"]?.integer)
      let (predicted, truth) = (
        try #require(golden["predicted"]).integers, try #require(golden["truth"]).integers
      )
      let rand = PartitionScores.randIndex(predicted: predicted, truth: truth, samples: samples)
      #expect(abs(rand - (golden["randIndex"]?.number ?? -1)) < 1e-12, "\(golden)")
      let covering = PartitionScores.covering(
        predicted: predicted, truth: truth, samples: samples)
      #expect(abs(covering - (golden["covering"]?.number ?? -1)) < 1e-12, "\(golden)")
      guard !predicted.isEmpty, !truth.isEmpty else { continue }
      #expect(
        PartitionScores.hausdorff(predicted: predicted, truth: truth).map(Double.init)
          == golden["hausdorff"]?.number)
      let time = try #require(PartitionScores.meanTimeError(predicted: predicted, truth: truth))
      #expect(abs(time - (golden["meanTimeError"]?.number ?? -1)) < 1e-12, "\(golden)")
    }
  }

  // The examples in the documentation of the Turing change point benchmark's script.
  @Test(
    arguments: [
      ([3, 5], [3], 6, 5.0 / 6), ([4], [], 6, 2.0 / 3), ([2, 4], [3], 6, 2.0 / 3),
      ([], [1, 2, 3], 6, 1.0 / 3),
    ] as [([Int], [Int], Int, Double)])
  func `covering has its published values`(
    predicted: [Int], truth: [Int], samples: Int, value: Double
  ) {
    let covering = PartitionScores.covering(predicted: predicted, truth: truth, samples: samples)
    #expect(abs(covering - value) < 1e-12)
  }

  @Test func `what has no change points has stated scores`() throws {
    #expect(PartitionScores.hausdorff(predicted: [], truth: []) == 0)
    #expect(PartitionScores.hausdorff(predicted: [4], truth: []) == nil)
    #expect(PartitionScores.meanTimeError(predicted: [], truth: [4]) == nil)
    #expect(PartitionScores.randIndex(predicted: [], truth: [], samples: 1) == 1)
    let series = [
      EvaluatedVideo(name: "a", frames: 100, frameRate: nil, predicted: [], truth: [50]),
      EvaluatedVideo(name: "b", frames: 100, frameRate: nil, predicted: [50], truth: [50]),
    ]
    let report = try CoveringProtocol().score(series)
    #expect(report.value("hausdorff") == 50)
    #expect(report.value("meanTimeError") == 0)
    #expect(report.value("annotationError") == 0.5)
    #expect(report.value("covering") == 0.75)
    #expect(report.figure("hausdorff")?.isLoss == true)
    #expect(report.figure("covering")?.isLoss == false)
  }
}
