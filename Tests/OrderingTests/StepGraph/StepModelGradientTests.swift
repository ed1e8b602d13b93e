import LinearAlgebra
@testable import Ordering
import Testing

@Suite struct StepModelGradientTests {
  @Test(arguments: 0..<3) func `the gradient is the slope`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let paths = StepPaths(
      stepCount: 3, madePaths(steps: 3, count: 12, repeats: true, using: &generator))
    let rows = StepModelRows(paths, counts: StepCounts(paths))
    let size = 1 + (2 + 2 * 3) * 4
    let point = generator.normals(size).map { Double($0) * 0.3 }
    var (gradient, unused) = (
      [Double](repeating: 0, count: size), [Double](repeating: 0, count: size)
    )
    _ = rows.objective(point, &gradient, precision: 3)
    for index in 0..<size {
      var (low, high) = (point, point)
      low[index] -= 1e-5
      high[index] += 1e-5
      let slope =
        (rows.objective(high, &unused, precision: 3) - rows.objective(low, &unused, precision: 3))
        / 2e-5
      #expect(abs(slope - gradient[index]) < 1e-4, "seed \(seed), weight \(index)")
    }
  }

  @Test func `counts without a path are those of the other paths`() {
    var generator = SplitMix64(seed: 4)
    let sequences = madePaths(steps: 4, count: 20, repeats: true, using: &generator)
    let all = StepCounts(StepPaths(stepCount: 4, sequences), contexts: StepContext.allCases)
    for (index, path) in sequences.enumerated() {
      var others = sequences
      others.remove(at: index)
      let paths = StepPaths(stepCount: 4, others)
      // Where the path alone shows how often a step may be done, the limits differ.
      guard paths.mostOften == StepPaths(stepCount: 4, sequences).mostOften else { continue }
      let without = StepCounts(paths, contexts: StepContext.allCases)
      for place in 0...path.count {
        let (one, two) = (
          all.smoothed(path[..<place], withoutPath: path),
          without.probabilities(after: Array(path[..<place]))
        )
        #expect(zip(one, two).allSatisfy { abs($0 - $1) < 1e-12 }, "path \(path), \(place)")
      }
    }
  }

  @Test func `the search finds the minimum of a stretched bowl`() {
    let result = QuasiNewton(tolerance: 1e-8).minimise(from: [3, -2, 8]) { point, gradient in
      let scales = [1.0, 100, 0.01]
      for index in 0..<3 { gradient[index] = scales[index] * (point[index] - Double(index)) }
      var value = 0.0
      for index in 0..<3 {
        let away = point[index] - Double(index)
        value += scales[index] * away * away / 2
      }
      return value
    }
    #expect(result.converged)
    #expect(zip(result.point, [0.0, 1, 2]).allSatisfy { abs($0 - $1) < 1e-5 }, "\(result)")
  }
}
