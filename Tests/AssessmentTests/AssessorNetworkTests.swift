import Assessment
import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct AssessorNetworkTests {
  static func clips(_ count: Int, columns: Int, summary: Int, seed: UInt64) -> [AssessedClip] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { i in
      let rows = 2 + i % 4
      return AssessedClip(
        rows: Matrix(rows: rows, columns: columns, values: generator.normals(rows * columns)),
        summary: generator.normals(summary))
    }
  }

  /// Central differences of the pair loss, in steps that keep truncation and rounding apart.
  @Test(arguments: [0, 1, 3], [1, 9] as [UInt64])
  func everyGradientIsThatOfFiniteDifferences(hidden: Int, seed: UInt64) {
    let network = AssessorNetwork(.init(columns: 3, summary: 2, hidden: hidden), seed: seed)
    let clips = Self.clips(4, columns: 3, summary: 2, seed: seed)
    // A query of zeros would hide the part of the gradient that goes through the shares.
    for parameter in network.parameters where parameter.name == "pooling.query" {
      var generator = SplitMix64(seed: seed &+ 5)
      parameter.values = generator.normals(parameter.count)
    }
    let weights: [Float] = [1.5, -0.75, 2, -1.25]
    func loss() -> Double {
      zip(network.scores(clips), weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let (scores, cache) = network.forward(clips)
    #expect(scores == network.scores(clips))
    network.clearGradients()
    network.backward(weights, cache)
    for parameter in network.parameters {
      let (values, gradient) = (parameter.values, parameter.gradient)
      for i in values.indices {
        func difference(_ step: Float) -> Double {
          var moved = values
          moved[i] = values[i] + step
          parameter.values = moved
          let right = loss()
          moved[i] = values[i] - step
          parameter.values = moved
          defer { parameter.values = values }
          return (right - loss()) / Double(2 * step)
        }
        let near = difference(0x1p-6)
        let allowed = abs(near - difference(0x1p-5)) + 1e-4
        #expect(
          abs(near - Double(gradient[i])) <= allowed,
          "\(parameter.name)[\(i)] of seed \(seed): \(gradient[i]), not \(near)")
      }
    }
  }

  @Test func aClipHasTheSameScoreAloneAndAmongOthers() {
    let network = AssessorNetwork(.init(columns: 3, summary: 2, hidden: 4), seed: 3)
    let clips = Self.clips(5, columns: 3, summary: 2, seed: 3)
    let together = network.scores(clips)
    for (i, clip) in clips.enumerated() {
      #expect(abs(network.scores([clip])[0] - together[i]) < 1e-5, "clip \(i)")
    }
  }
}
