import LinearAlgebra
import NeuralNetworks
import Testing

/// Compares gradients with central finite differences of the loss `sum of weights * outputs`.
///
/// With the step h a difference `D(h)` is off by the rounding of two losses over `2 h` and by a
/// truncation `c h^2`. The roundings of different outputs are independent, so the first is below
/// `roundings * 2^-24 * root of sum of squared weights * largest output / h`; the second is at most
/// `|D(h) - D(2h)|`, of which it is a third where h is small.
struct GradientCheck {
  /// What the outputs are multiplied by, so that no error cancels.
  let weights: [Float]
  /// Roundings that an output may have met, in units in the last place of the largest one.
  var roundings = 40.0
  var step: Float = 0x1p-6

  init(outputs: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed &+ 77)
    weights = generator.normals(outputs)
  }

  func loss(_ outputs: [Float]) -> Double {
    zip(weights, outputs).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  private func size(_ outputs: [Float]) -> Double {
    let largest = outputs.reduce(0) { max($0, abs(Double($1))) }
    return weights.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot() * largest
  }

  /// The places where a gradient is not what the differences say, in words.
  func faults(
    _ name: String, at values: [Float], gradient: [Float], outputs: ([Float]) -> [Float]
  ) -> [String] {
    guard gradient.count == values.count, !values.isEmpty else {
      return ["\(name): \(gradient.count) derivatives of \(values.count) values"]
    }
    let rounding = roundings * 0x1p-24 * size(outputs(values)) / Double(step)
    return values.indices.compactMap { i in
      func difference(_ step: Float) -> Double {
        var (left, right) = (values, values)
        left[i] -= step
        right[i] += step
        return (loss(outputs(right)) - loss(outputs(left))) / Double(right[i] - left[i])
      }
      let near = difference(step)
      let truncation = abs(near - difference(2 * step))
      let missed = abs(near - Double(gradient[i]))
      return missed <= rounding + truncation
        ? nil : "\(name)[\(i)] is \(gradient[i]), not \(near) within \(rounding + truncation)"
    }
  }

  /// Checks all parameters and the input of a layer.
  static func faults<Network: Layer>(
    _ layer: Network, _ input: Matrix, seed: UInt64
  ) -> [String] {
    let (output, cache) = layer.forward(input)
    guard output == layer.infer(input) else { return ["infer and forward differ"] }
    let check = GradientCheck(outputs: output.values.count, seed: seed)
    layer.clearGradients()
    let inputGradient = layer.backward(
      Matrix(rows: output.rows, columns: output.columns, values: check.weights), cache)
    var faults = check.faults("input", at: input.values, gradient: inputGradient.values) {
      layer.infer(Matrix(rows: input.rows, columns: input.columns, values: $0)).values
    }
    for parameter in layer.parameters {
      faults += check.faults(parameter) { layer.infer(input).values }
    }
    return faults
  }

  /// Checks one parameter, whose gradient has been added.
  func faults(_ parameter: Parameter, outputs: () -> [Float]) -> [String] {
    let values = parameter.values
    defer { parameter.values = values }
    return faults(parameter.name, at: values, gradient: parameter.gradient) {
      parameter.values = $0
      return outputs()
    }
  }
}

extension Matrix {
  /// Standard normal numbers that repeat for a seed.
  static func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SplitMix64(seed: seed)
    return Matrix(rows: rows, columns: columns, values: generator.normals(rows * columns))
  }
}
