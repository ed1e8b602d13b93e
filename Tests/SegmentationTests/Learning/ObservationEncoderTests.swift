import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Segmentation

@Suite struct ObservationEncoderTests {
  private func encoder(seesPreviousAction: Bool = true) -> ObservationEncoder {
    var shape = ObservationEncoder.Shape(positions: 2, vocabulary: 40, features: 4, codes: 30)
    shape.tokenWidth = 3
    shape.hidden = 8
    shape.seesPreviousAction = seesPreviousAction
    var generator = SplitMix64(seed: 5)
    return ObservationEncoder(shape, using: &generator)
  }

  private let batch = SeriesBatch(SeriesBatchTests.series(12, from: 10), rows: 0..<12)

  @Test func theActionBeforeStandsBesideTheHiddenVector() {
    let (seeing, blind) = (encoder(), encoder(seesPreviousAction: false))
    let (a, b) = (seeing.infer(batch), blind.infer(batch))
    #expect(a.columns == seeing.outputs && a.columns == 38 && b.columns == blind.outputs)
    #expect(b.columns == 8)
    for row in 0..<12 {
      #expect(Array(a.values[row * 38..<row * 38 + 8]) == Array(b.values[row * 8..<row * 8 + 8]))
      let shown = (0..<30).filter { a[row, 8 + $0] != 0 }
      #expect(shown == (row == 0 ? [] : [9 + row]))
    }
    #expect(b.values.allSatisfy { $0 >= 0 } && b.values.contains { $0 > 0 })
  }

  @Test func onlyTrainingDropsPatches() {
    let encoder = encoder()
    #expect(encoder.infer(batch) == encoder.infer(batch))
    var (one, other, same) = (SplitMix64(seed: 1), SplitMix64(seed: 2), SplitMix64(seed: 1))
    let (first, cache) = encoder.forward(batch, using: &one)
    #expect(first != encoder.infer(batch))
    #expect(first != encoder.forward(batch, using: &other).0)
    #expect(first == encoder.forward(batch, using: &same).0)
    // A dropped patch is nothing, a kept one is scaled so that the mean stays.
    let whole = encoder.parameters[0].values
    for (place, isKept) in cache.kept.enumerated() {
      let (row, position) = (place / 2, place % 2)
      for j in 0..<3 {
        let value = cache.input[row, 3 * position + j]
        let full = whole[batch.tokens[place] * 3 + j]
        #expect(abs(value - (isKept ? full / 0.7 : 0)) <= 1e-6 * abs(value))
      }
      #expect(cache.input[row, 6] == batch.features[row, 0], "numbers are never dropped")
    }
  }

  @Test func aboutThreeInTenPatchesAreDropped() {
    let encoder = encoder()
    var generator = SplitMix64(seed: 9)
    var (kept, count) = (0, 0)
    for _ in 0..<200 {
      let cache = encoder.forward(batch, using: &generator).1
      kept += cache.kept.count { $0 }
      count += cache.kept.count
    }
    // Four deviations of a share of 4800.
    #expect(abs(Double(kept) / Double(count) - 0.7) < 0.027, "seed 9: \(kept) of \(count)")
  }

  @Test func nothingSeenIsStillAnEncoder() {
    // Continuous actions without pictures: there is the action before, and nothing else.
    var generator = SplitMix64(seed: 6)
    let encoder = ObservationEncoder(
      ObservationEncoder.Shape(positions: 0, vocabulary: 1, features: 0, codes: 3),
      using: &generator)
    let bare = SeriesBatch(DemonstrationSeries(codes: [0, 1, 2]), rows: 0..<3)
    #expect(encoder.infer(bare).columns == encoder.outputs)
    let (output, cache) = encoder.forward(bare, using: &generator)
    encoder.backward(output, cache)
  }
}
