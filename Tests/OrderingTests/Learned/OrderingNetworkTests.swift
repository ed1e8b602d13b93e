import LinearAlgebra
import NeuralNetworks
import Ordering
import Testing

@Suite struct OrderingNetworkTests {
  private func network(seed: UInt64) -> (OrderingNetwork, PatchEncoder) {
    var generator = SplitMix64(seed: seed)
    var shape = PatchEncoder.Shape()
    (shape.columns, shape.rows, shape.width, shape.depth, shape.heads) = (2, 1, 4, 1, 2)
    let encoder = PatchEncoder(shape, using: &generator)
    var head = OrderingHead.Shape(inputs: 8)
    (head.width, head.depth, head.heads) = (4, 1, 2)
    let network = OrderingNetwork(
      encoder: .patches(encoder), head: OrderingHead(head, using: &generator))
    for parameter in network.parameters where parameter.name.contains("score") {
      parameter.values = generator.normals(parameter.count)
    }
    return (network, encoder)
  }

  private func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SplitMix64(seed: seed)
    return Matrix(rows: rows, columns: columns, values: generator.normals(rows * columns))
  }

  /// Checks every fifth number of all parameters against central differences.
  private func check(_ parameters: [Parameter], _ story: String, _ loss: () -> Double) {
    let step: Float = 0x1p-7
    // Some losses add to the gradients whenever they are asked.
    let gradients = parameters.map(\.gradient)
    for (parameter, found) in zip(parameters, gradients) {
      let values = parameter.values
      defer { parameter.values = values }
      for i in stride(from: 0, to: values.count, by: 5) {
        func at(_ value: Float) -> Double {
          var changed = values
          changed[i] = value
          parameter.values = changed
          return loss()
        }
        func slope(_ step: Float) -> Double {
          (at(values[i] + step) - at(values[i] - step)) / Double(2 * step)
        }
        let (near, far) = (slope(step), slope(2 * step))
        #expect(
          abs(near - Double(found[i])) <= 3e-4 + abs(near - far),
          "\(story) \(parameter.name)[\(i)]: \(found[i]), \(near)")
      }
    }
  }

  @Test(arguments: [UInt64(1), 2]) func gradientsReachTheEncoder(seed: UInt64) {
    let (network, _) = network(seed: seed)
    let frames = normal(10, 96, seed: seed)
    func loss(learns: Bool) -> Double {
      Double(
        network.loss(
          .plackettLuce, frames: frames, framesAnItem: 2, sizes: [3, 2], learns: learns))
    }
    network.clearGradients()
    _ = loss(learns: true)
    check(network.parameters, "seed \(seed)") { loss(learns: false) }
  }

  @Test(arguments: [UInt64(1), 2]) func gradientsOfTheJigsawAreTheDifferences(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let jigsaw = Jigsaw(width: 4, heads: 2, using: &generator)
    for parameter in jigsaw.parameters where parameter.name.contains("score") {
      parameter.values = generator.normals(parameter.count)
    }
    let (queries, around) = (normal(6, 4, seed: seed), normal(12, 4, seed: seed + 1))
    jigsaw.clearGradients()
    let gradient = jigsaw.loss(queries: queries, around: around, patches: 3, weight: 1).gradient
    let flow = Parameter("queries", shape: [6, 4], values: queries.values)
    flow.addGradient { $0 = gradient.values }
    let found = jigsaw.parameters.map(\.gradient)
    check(jigsaw.parameters + [flow], "seed \(seed)") {
      Double(
        jigsaw.loss(
          queries: Matrix(rows: 6, columns: 4, values: flow.values), around: around, patches: 3,
          weight: 1
        ).loss)
    }
    #expect(found.contains { $0.contains { $0 != 0 } })
  }

  @Test func anItemIsTheMeanOfItsFramesAndTheirChange() {
    var generator = SplitMix64(seed: 1)
    var shape = OrderingHead.Shape(inputs: 4)
    (shape.width, shape.heads) = (4, 2)
    let network = OrderingNetwork(
      encoder: .fixed(means: [1, 0], scales: [2, 1]),
      head: OrderingHead(shape, using: &generator))
    let frames = Matrix(rows: 3, columns: 2, values: [1, 0, 3, 3, 5, 0])
    let features = network.features(.features(frames), rows: [2, 0])
    #expect(features.values == [2, 0, 0, 0])
    // Another order of the frames within an item is another change.
    let turned = Matrix(rows: 3, columns: 2, values: [5, 0, 3, 3, 1, 0])
    let scores = [frames, turned].map { network.scores($0, framesAnItem: 3) }
    #expect(scores[0] != scores[1])
  }
}
