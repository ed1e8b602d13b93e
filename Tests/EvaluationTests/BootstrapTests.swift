import Evaluation
import LinearAlgebra
import Testing

@Suite struct BootstrapTests {
  @Test func `the generator gives the published sequence`() {
    // First outputs of SplitMix64 with seed 1234567 (Rosetta Code, Vigna's reference in C).
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect((0..<3).map { _ in generator.next() } == expected)
  }

  @Test func `the same seed gives the same interval and another seed another`() throws {
    let values = (0..<20).map { Double($0 * $0 % 17) }
    let first = try #require(Bootstrap(seed: 7).interval(of: values))
    #expect(Bootstrap(seed: 7).interval(of: values) == first)
    #expect(Bootstrap(seed: 8).interval(of: values) != first)
    let (low, high) = (try #require(first.low), try #require(first.high))
    #expect(low < first.mean && first.mean < high)
  }

  @Test func `equal values have an interval without width, no values none`() {
    let interval = Bootstrap().interval(of: [0.5, 0.5, 0.5])
    #expect(interval?.low == 0.5 && interval?.high == 0.5 && interval?.mean == 0.5)
    #expect(Bootstrap().interval(of: []) == nil)
  }

  @Test func `one video has a mean and no interval`() throws {
    let interval = try #require(Bootstrap().interval(of: [3]))
    #expect(interval.mean == 3 && interval.low == nil && interval.high == nil)
    #expect(Bootstrap().interval(ofRatios: [Ratio(0, 0)]) == nil)
    #expect(Bootstrap().pairedDifference([1], [0.5])?.low == nil)
  }

  @Test func `ratios are drawn as wholes`() throws {
    // Numerators follow denominators, so that every draw has the same quotient.
    let ratios = (1...9).map { Ratio(Double($0), Double(2 * $0)) } + [Ratio(0, 0)]
    let interval = try #require(Bootstrap().interval(ofRatios: ratios))
    #expect(interval.mean == 0.5 && interval.low == 0.5 && interval.high == 0.5)
    let other = ratios.map { Ratio($0.numerator / 2, $0.denominator) }
    let difference = try #require(Bootstrap().pairedDifference(ofRatios: ratios, other))
    #expect(difference.low == 0.25 && difference.high == 0.25)
    let means = (0..<12).map { Double($0 % 5) }
    #expect(
      Bootstrap().interval(of: means)
        == Bootstrap().interval(ofRatios: means.map { Ratio($0, 1) }))
  }

  // Standard error of the mean of 100 uniform values is sqrt(1/12/100) = 0.0289, so the interval
  // is near mean ± 0.0566; the bounds allow a fifth for the sample and the resampling.
  @Test(arguments: 0..<5) func `the interval is as wide as theory says`(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let values = (0..<100).map { _ in Double(generator.next(below: 1_000_000)) / 1e6 }
    let interval = try #require(Bootstrap(seed: 1).interval(of: values))
    let width = try #require(interval.high) - #require(interval.low)
    #expect(width > 0.8 * 0.1132 && width < 1.2 * 0.1132, "seed \(seed): \(width)")
  }

  @Test func `a paired difference is narrower than its parts`() throws {
    let first = (0..<30).map { Double($0 % 7) }
    let second = first.enumerated().map { $1 - 0.1 - Double($0 % 2) / 100 }
    let interval = try #require(Bootstrap().pairedDifference(first, second))
    #expect(try #require(interval.low) > 0.09)
    #expect(try #require(interval.high) < 0.12)
  }
}

@Suite struct BaselinesTests {
  @Test func `uniform boundaries cut pieces of equal length`() {
    #expect(Baselines.uniformBoundaries(count: 3, frames: 100) == [25, 50, 75])
    #expect(Baselines.uniformBoundaries(count: 2, frames: 10) == [3, 7])
    #expect(Baselines.uniformBoundaries(count: 0, frames: 10).isEmpty)
    #expect(Baselines.uniformBoundaries(count: 9, frames: 3) == [1, 2])
    #expect(Baselines.uniformBoundaries(count: 1, frames: 0).isEmpty)
  }

  @Test(arguments: 0..<20) func `random boundaries are different, in order and repeatable`(
    seed: Int
  ) {
    let draws = Baselines.randomBoundaries(
      count: 12, frames: 40, seed: UInt64(seed), draws: 50)
    #expect(draws.count == 50)
    for draw in draws {
      #expect(draw.count == 12 && Set(draw).count == 12 && draw == draw.sorted(), "seed \(seed)")
      #expect(draw.allSatisfy { (1..<40).contains($0) }, "seed \(seed)")
    }
    #expect(
      draws == Baselines.randomBoundaries(count: 12, frames: 40, seed: UInt64(seed), draws: 50))
  }

  @Test func `each frame is drawn equally often`() {
    // 10,000 draws of 3 of 9 frames: each 3,333 times in the mean, standard deviation 47.
    let draws = Baselines.randomBoundaries(count: 3, frames: 10, seed: 5, draws: 10_000)
    for frame in 1...9 {
      let count = draws.count { $0.contains(frame) }
      #expect(abs(count - 3333) < 5 * 47, "frame \(frame): \(count)")
    }
    #expect(Baselines.randomBoundaries(count: 20, frames: 5, seed: 0, draws: 1) == [[1, 2, 3, 4]])
  }
}
