import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct Convolution2DTests {
  static let shapes = [
    Convolution2D.Shape(height: 4, width: 5, channels: 2, size: 3, stride: 1, padding: 1),
    Convolution2D.Shape(height: 5, width: 4, channels: 1, size: 2, stride: 2, padding: 0),
    Convolution2D.Shape(height: 3, width: 6, channels: 3, size: 3, stride: 2, padding: 2),
    Convolution2D.Shape(height: 2, width: 2, channels: 1, size: 5, stride: 1, padding: 2),
    Convolution2D.Shape(height: 1, width: 1, channels: 2, size: 1),
  ]

  private func layer(_ shape: Convolution2D.Shape, seed: UInt64) -> Convolution2D {
    var generator = SplitMix64(seed: seed)
    let layer = Convolution2D("c", shape: shape, filters: 3, using: &generator)
    layer.bias.values = generator.normals(3)
    return layer
  }

  @Test(arguments: shapes) func `the output is the sum over the window`(
    shape: Convolution2D.Shape
  ) {
    let layer = layer(shape, seed: 1)
    let input = Matrix.normal(2, shape.height * shape.width * shape.channels, seed: 2)
    let output = layer.infer(input)
    let weight = layer.weight.values
    #expect(output.columns == shape.outputHeight * shape.outputWidth * 3)
    for (sample, top, left, filter) in places(shape) {
      var sum = Double(layer.bias.values[filter])
      for row in 0..<shape.size {
        for column in 0..<shape.size {
          let y = top * shape.stride - shape.padding + row
          let x = left * shape.stride - shape.padding + column
          guard (0..<shape.height).contains(y), (0..<shape.width).contains(x) else { continue }
          for channel in 0..<shape.channels {
            let pixel = Double(input[sample, (y * shape.width + x) * shape.channels + channel])
            let tap = (row * shape.size + column) * shape.channels + channel
            sum += pixel * Double(weight[tap * 3 + filter])
          }
        }
      }
      let place = (top * shape.outputWidth + left) * 3 + filter
      #expect(abs(Double(output[sample, place]) - sum) < 1e-5, "\(sample) \(top) \(left)")
    }
  }

  private func places(_ shape: Convolution2D.Shape) -> [(Int, Int, Int, Int)] {
    (0..<2).flatMap { sample in
      (0..<shape.outputHeight).flatMap { top in
        (0..<shape.outputWidth).flatMap { left in (0..<3).map { (sample, top, left, $0) } }
      }
    }
  }

  @Test(arguments: shapes, [UInt64(3), 4])
  func `gradients are those of finite differences`(shape: Convolution2D.Shape, seed: UInt64) {
    let input = Matrix.normal(2, shape.height * shape.width * shape.channels, seed: seed)
    let faults = GradientCheck.faults(layer(shape, seed: seed), input, seed: seed)
    #expect(faults == [], "seed \(seed)")
  }

  @Test func `many samples give what each gives alone`() {
    let shape = Convolution2D.Shape(height: 40, width: 40, channels: 2, size: 5)
    let layer = layer(shape, seed: 5)
    // Patches of one sample are 64,800 values, so seven samples take three rounds.
    let input = Matrix.normal(7, 3200, seed: 6)
    let output = layer.infer(input)
    for i in 0..<7 {
      let alone = layer.infer(input.rows(i..<(i + 1)))
      let difference = zip(alone.values, output.rows(i..<(i + 1)).values).map { abs($0 - $1) }
      #expect(difference.allSatisfy { $0 < 1e-5 }, "sample \(i)")
    }
  }
}
