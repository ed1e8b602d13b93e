import Foundation
import LinearAlgebra
import NeuralNetworks

@testable import Segmentation

extension ActionPredictor {
  /// Two actions, one number seen, and a memory of one value: `h = keep h + (1 - keep) tanh(x)`; the
  /// loss of action 0 is `ln(1 + e^(1000 h - 20))`.
  static func made(keep: Float = 0) -> ActionPredictor {
    var encoder = ObservationEncoder.Shape(positions: 0, vocabulary: 0, features: 1, codes: 2)
    encoder.hidden = 1
    var shape = Shape(encoder: encoder)
    shape.width = 1
    let model = ActionPredictor(shape, seed: 1)
    let values: [String: [Float]] = [
      "encoder.dense.weight": [1], "encoder.dense.bias": [0],
      "memory.weight": [0, 0, 1], "memory.recurrent": [0, 0, 0],
      "memory.bias": [0, keep == 0 ? -60 : inverseSigmoid(keep), 0], "memory.inner": [0],
      "output.weight": [0, 1000], "output.bias": [0, -20],
    ]
    for parameter in model.parameters { parameter.values = values[parameter.name] ?? [] }
    return model
  }

  private static func inverseSigmoid(_ share: Float) -> Float {
    log(share / (1 - share))
  }

  /// Small, with weights that make the losses of a drawn series differ by nats.
  static func drawn(
    _ memory: Shape.Memory = .gated, seesPreviousAction: Bool = false, seed: UInt64
  ) -> ActionPredictor {
    var encoder = ObservationEncoder.Shape(positions: 3, vocabulary: 5, features: 2, codes: 4)
    (encoder.tokenWidth, encoder.hidden) = (2, 6)
    var shape = Shape(encoder: encoder)
    (shape.memory, shape.width) = (memory, 5)
    shape.encoder.seesPreviousAction = seesPreviousAction
    let model = ActionPredictor(shape, seed: seed)
    if let weight = model.parameters.first(where: { $0.name == "output.weight" }) {
      weight.values = weight.values.map { $0 * 8 }
    }
    return model
  }
}

extension DemonstrationSeries {
  /// What makes the losses of ``ActionPredictor/made(keep:)`` these numbers, 0 or from 5 to 900.
  static func losing(_ losses: [Float]) -> DemonstrationSeries {
    let seen = losses.map { loss -> Float in
      if loss == 0 { return 0 }
      let h = (loss + 20) / 1000
      return log((1 + h) / (1 - h)) / 2
    }
    return DemonstrationSeries(
      features: Matrix(rows: losses.count, columns: 1, values: seen),
      codes: Array(repeating: 0, count: losses.count))
  }

  /// A series for ``ActionPredictor/drawn(_:seesPreviousAction:seed:)``.
  static func drawn(_ count: Int, using generator: inout Seeded) -> DemonstrationSeries {
    DemonstrationSeries(
      tokens: (0..<count * 3).map { _ in .random(in: 0..<5, using: &generator) }, positions: 3,
      features: Matrix(rows: count, columns: 2, values: generator.normals(count * 2)),
      codes: (0..<count).map { _ in .random(in: -1..<4, using: &generator) })
  }
}
