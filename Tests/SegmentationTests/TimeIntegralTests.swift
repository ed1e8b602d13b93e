import Testing

@testable import Segmentation

/// Ways to sample eight seconds; each contains every whole second.
enum Sampling: String, CaseIterable, Sendable {
  case film, video, fast, irregular

  var times: [Double] {
    switch self {
    case .film: (0...192).map { Double($0) / 24 }
    case .video: (0...240).map { Double($0) / 30 }
    case .fast: (0...480).map { Double($0) / 60 }
    case .irregular: irregular
    }
  }

  /// Steps between 1/60 s and 1/15 s that hit each whole second.
  private var irregular: [Double] {
    var generator = Seeded(7)
    var times = [0.0]
    for second in 0..<8 {
      var time = Double(second)
      while true {
        time += Double.random(in: 1 / 60.0...1 / 15.0, using: &generator)
        if time > Double(second) + 1 - 1 / 60.0 { break }
        times.append(time)
      }
      times.append(Double(second) + 1)
    }
    return times
  }
}

@Suite struct TimeIntegralTests {
  @Test(arguments: Sampling.allCases) func aStepHasTheSameMeansHoweverItIsSampled(
    sampling: Sampling
  ) {
    // 2 until second 3, then 5: a value holds from the sample before, so the step is exact.
    let times = sampling.times
    let integral = TimeIntegral(times.map { $0 <= 3 ? 2 : 5 }, at: times)
    for (start, end, mean) in [(0.0, 3.0, 2.0), (3, 8, 5), (2, 4, 3.5), (2.9, 3.05, 3)] {
      let found = integral.mean(from: start, to: end)
      // Sums of at most 481 exact products in Double.
      #expect(abs(found.value - mean) < 1e-11, "\(sampling) [\(start), \(end)]")
      #expect(abs(found.length - (end - start)) < 1e-12)
    }
  }

  @Test(arguments: Sampling.allCases) func aRampIsOffByAtMostHalfAStep(sampling: Sampling) {
    let times = sampling.times
    let integral = TimeIntegral(times.map { Float($0) }, at: times)
    let longest = zip(times.dropFirst(), times).map { $0 - $1 }.max() ?? 0
    for (start, end) in [(0.0, 8.0), (1, 2), (2.5, 4.5)] {
      let found = integral.mean(from: start, to: end).value
      // The right end of each step stands for the step: at most a step too much on a ramp.
      #expect(found >= (start + end) / 2 - 1e-6)
      #expect(found <= (start + end) / 2 + longest + 1e-6, "\(sampling) [\(start), \(end)]")
    }
  }

  @Test func windowsAreClippedToTheSignal() {
    let integral = TimeIntegral([0, 1, 1, 4], at: [10, 11, 12, 13])
    let found = integral.mean(from: 5, to: 11)
    #expect(found.value == 1 && found.length == 1)
    #expect(integral.mean(from: 12, to: 99).value == 4)
    #expect(integral.mean(from: 20, to: 30).length == 0)
  }

  @Test func oneSampleHasNoLength() {
    #expect(TimeIntegral([3], at: [1]).mean(from: 0, to: 2).length == 0)
    #expect(TimeIntegral([], at: []).mean(from: 0, to: 2).length == 0)
  }
}
