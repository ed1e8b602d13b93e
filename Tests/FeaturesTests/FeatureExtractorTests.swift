import Foundation
import Frames
import Testing

@testable import Features

@Suite struct FeatureExtractorTests {
  private func run(
    _ samples: [(time: Double, picture: SmallPicture, change: PictureChange)]
  ) -> [FeatureExtractor.Vector] {
    var extractor = FeatureExtractor()
    var vectors = samples.flatMap { extractor.process($0.picture, $0.change, at: $0.time) }
    vectors += extractor.finish()
    return vectors
  }

  private func flat(_ luma: UInt8 = 102) -> SmallPicture {
    var picture = SmallPicture(width: 64, height: 36, luma: luma)
    for i in 0..<2304 { (picture.blue[i], picture.red[i]) = (51, 204) }
    return picture
  }

  private func moving(_ dx: Float, _ dy: Float) -> PictureChange {
    var change = PictureChange()
    for cell in 0..<32 { (change.vectors[2 * cell], change.vectors[2 * cell + 1]) = (dx, dy) }
    return change
  }

  @Test func aVectorHoldsColourThenOrientationThenMotion() {
    let vectors = run((0..<7).map { (Double($0) / 30, flat(), moving(1, -2)) })
    #expect(vectors.count == 3)
    for vector in vectors {
      #expect(vector.values.count == FeatureLayout.dimensions && vector.values.count == 68)
      for (range, value) in [
        (0..<12, Float(4)), (12..<24, 2), (24..<36, 8), (36..<52, 0),
      ] {
        #expect(vector.values[range].allSatisfy { abs($0 - value) < 1e-5 }, "\(range)")
      }
      for i in 0..<8 {
        #expect(abs(vector.values[52 + 2 * i] - log(Float(2)) / 0.5) < 1e-5)
        #expect(abs(vector.values[53 + 2 * i] + log(Float(3)) / 0.5) < 1e-5)
      }
    }
  }

  @Test func cellsLieInRows() {
    var picture = flat(0)
    // The second cell of the last row: columns 16..<32, rows 24..<36.
    for y in 24..<36 { for x in 16..<32 { picture.luma[y * 64 + x] = 51 } }
    let values = FeatureLayout.appearance(picture)
    #expect(values[..<12].enumerated().allSatisfy { abs($1 - ($0 == 9 ? 2 : 0)) < 1e-5 })
  }

  @Test(arguments: [(0, 3, 0), (1, 0, 3), (2, 2, 2), (3, 2, -2)])
  func gradientsFallIntoTheirOrientation(
    orientation: Int, dx: Int, dy: Int
  ) {
    var picture = flat()
    for y in 0..<36 {
      for x in 0..<64 { picture.luma[y * 64 + x] = UInt8(100 + dx * x / 2 + dy * (y - 18)) }
    }
    if dx == 3 { for i in 0..<2304 { picture.luma[i] = UInt8(i % 64 * 3) } }
    let values = FeatureLayout.appearance(picture)[36...].map { $0 }
    for other in 0..<4 {
      let sum = values[(4 * other)..<(4 * other + 4)].reduce(0, +)
      #expect((sum > 0.1) == (other == orientation), "\(other): \(sum)")
    }
    if dx == 3 {
      // Each quadrant has 31 x 17 inner pixels of gradient 6, of 32 x 18.
      let expected = Float(6 * 31 * 17) / (32 * 18) / 64 / 0.15
      #expect(values[..<4].allSatisfy { abs($0 - expected) < 1e-5 })
    }
  }

  @Test func hopsComeEveryTenthOfASecondAndShowTheSampleBefore() {
    let times = (0...30).map { 5 + Double($0) / 24 }
    let vectors = run(times.map { ($0, flat(), PictureChange()) })
    #expect(vectors.count == 13)
    for (hop, vector) in vectors.enumerated() {
      #expect(abs(vector.time - 0.1 * Double(hop)) < 1e-9)
      let shown = times.lastIndex { $0 - 5 <= 0.1 * Double(hop) + 1e-6 }
      #expect(vector.sample == shown)
    }
  }

  @Test func aVectorOfOnePictureIsThatOfAHopWithOneSample() {
    var change = PictureChange()
    for i in change.vectors.indices { change.vectors[i] = Float(i % 7) - 3 }
    change.persistence = 0.5
    let pictures = (0..<5).map { flat(UInt8(20 * $0)) }
    let hops = run(pictures.indices.map { (0.1 * Double($0), pictures[$0], change) })
    #expect(hops.count == 5)
    for i in 1..<5 {
      let vector = FeatureLayout.vector(pictures[i], change, elapsed: 0.1)
      #expect(vector.count == FeatureLayout.dimensions)
      #expect(zip(vector, hops[i].values).allSatisfy { abs($0 - $1) <= 1e-5 })
    }
  }

  @Test func aGapInTimeRepeatsTheLastPicture() {
    let times = [0, 0.03, 0.5, 0.53, 0.62]
    let pictures = (0..<5).map { flat(UInt8(20 * $0)) }
    let vectors = run(times.indices.map { (times[$0], pictures[$0], PictureChange()) })
    #expect(vectors.map(\.sample) == [0, 1, 1, 1, 1, 2, 3])
    for vector in vectors {
      #expect(abs(vector.values[0] - Float(20 * vector.sample) / 25.5) < 1e-4)
    }
  }

  @Test func motionIsPerThirtiethOfASecond() {
    // The same speed at 30 and at 60 samples a second, and through a gap.
    for times in [(0...30).map { Double($0) / 30 }, (0...60).map { Double($0) / 60 }, [0, 0.5, 1]] {
      let samples = times.indices.map { i in
        let step = Float(i == 0 ? 1 : 30 * (times[i] - times[i - 1]))
        return (times[i], flat(), moving(3 * step, 0))
      }
      for vector in run(samples) {
        #expect(abs(vector.values[52] - log(Float(4)) / 0.5) < 1e-4, "\(times.count) samples")
      }
    }
  }

  @Test func oneSampleGivesOneVectorAndNoneGivesNone() {
    #expect(run([(3, flat(), PictureChange())]).map(\.time) == [0])
    #expect(run([]).isEmpty)
  }
}
