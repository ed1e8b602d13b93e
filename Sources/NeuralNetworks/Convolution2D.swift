public import LinearAlgebra

/// A convolution over pictures whose channels lie together, as a product with gathered patches.
///
/// Shapes: a row of the input is `height x width x channels`, one of the output
/// `outputHeight x outputWidth x filters`; `W` is `(size size channels) x filters`. Beyond its edge
/// a picture is 0. Cost: `outputHeight outputWidth size^2 channels filters` multiply-adds a sample
/// forward, twice that backward; patches are gathered for a few samples at a time, never stored.
public struct Convolution2D: Layer {
  /// The geometry of a convolution.
  public struct Shape: Sendable, Hashable {
    /// Rows of pixels of the input.
    public var height: Int
    /// Columns of pixels of the input.
    public var width: Int
    /// Values of a pixel.
    public var channels: Int
    /// Rows and columns of a patch.
    public var size: Int
    /// Pixels from a patch to the next.
    public var stride: Int
    /// Pixels of zeros around the picture.
    public var padding: Int

    /// Describes a convolution.
    public init(
      height: Int, width: Int, channels: Int, size: Int, stride: Int = 1, padding: Int = 0
    ) {
      self.height = height
      self.width = width
      self.channels = channels
      self.size = size
      self.stride = stride
      self.padding = padding
      precondition(
        channels > 0 && size > 0 && stride > 0 && padding >= 0
          && min(height, width) + 2 * padding >= size,
        "no patch of \(size) pixels fits \(height) x \(width) with \(padding) around it")
    }

    /// Rows of pixels of the output.
    public var outputHeight: Int { (height + 2 * padding - size) / stride + 1 }
    /// Columns of pixels of the output.
    public var outputWidth: Int { (width + 2 * padding - size) / stride + 1 }
    /// Values of an input picture.
    var inputs: Int { height * width * channels }
    /// Values of a patch.
    var patch: Int { size * size * channels }
    /// Patches of a picture.
    var patches: Int { outputHeight * outputWidth }
  }

  /// The geometry.
  public let shape: Shape
  /// `W`, `(size size channels) x filters`.
  public let weight: Parameter
  /// One value a filter.
  public let bias: Parameter

  /// Values of an output pixel.
  public var filters: Int { bias.shape[0] }

  /// Draws `W` from a normal distribution of deviation `gain / sqrt(size size channels)`.
  public init(
    _ name: String, shape: Shape, filters: Int, gain: Float = 1,
    using generator: inout SplitMix64
  ) {
    precondition(filters > 0, "\(name) has no filter")
    self.shape = shape
    let deviation = gain / Float(shape.patch).squareRoot()
    let values = generator.normals(shape.patch * filters).map { $0 * deviation }
    weight = Parameter("\(name).weight", shape: [shape.patch, filters], values: values)
    bias = Parameter(
      "\(name).bias", shape: [filters], values: Array(repeating: 0, count: filters))
  }

  /// The weight and the bias.
  public var parameters: [Parameter] { [weight, bias] }

  /// The filtered pictures.
  public func infer(_ input: Matrix) -> Matrix {
    let filters = filters
    precondition(
      input.columns == shape.inputs, "\(input.columns) columns, not \(shape.inputs)")
    var output = Matrix(rows: input.rows, columns: shape.patches * filters)
    let values = weight.values
    eachGroup(of: input.rows) { samples, patches in
      gather(input.values, samples, &patches)
      let rows = samples.count * shape.patches
      multiplyMatrices(
        patches, Block(rows: rows, columns: shape.patch), by: values, weightBlock,
        into: &output.values,
        Block(rows: rows, columns: filters, offset: samples.lowerBound * output.columns))
    }
    Rows.add(bias.values, toEachOf: &output.values)
    return output
  }

  /// The filtered pictures, and the input.
  public func forward(_ input: Matrix) -> (output: Matrix, cache: Matrix) { (infer(input), input) }

  /// `dW += patches' dy`, `db += sum of dy`; spreads `dy W'` over the pixels of each patch.
  public func backward(_ outputGradient: Matrix, _ input: Matrix) -> Matrix {
    let filters = filters
    precondition(
      outputGradient.rows == input.rows && outputGradient.columns == shape.patches * filters,
      "a gradient of \(outputGradient.rows) x \(outputGradient.columns) does not fit")
    bias.addGradient { Rows.addSum(of: outputGradient.values, to: &$0) }
    var result = Matrix(rows: input.rows, columns: input.columns)
    let values = weight.values
    eachGroup(of: input.rows) { samples, patches in
      let rows = samples.count * shape.patches
      let block = Block(rows: rows, columns: shape.patch)
      let gradient = Block(
        rows: rows, columns: filters, offset: samples.lowerBound * outputGradient.columns)
      gather(input.values, samples, &patches)
      weight.addGradient {
        multiplyMatrices(
          patches, block.transposed, by: outputGradient.values, gradient, into: &$0, weightBlock,
          keeping: 1)
      }
      multiplyMatrices(
        outputGradient.values, gradient, by: values, weightBlock.transposed, into: &patches, block)
      scatter(patches, samples, &result.values)
    }
    return result
  }

  private var weightBlock: Block { Block(rows: shape.patch, columns: filters) }

  /// Takes so many samples at a time that their patches stay within the processor's cache.
  private func eachGroup(of samples: Int, _ body: (Range<Int>, inout [Float]) -> Void) {
    let values = shape.patches * shape.patch
    let group = max(1, min(samples, (1 << 18) / values))
    var patches = [Float](repeating: 0, count: group * values)
    for first in Swift.stride(from: 0, to: samples, by: group) {
      body(first..<min(first + group, samples), &patches)
    }
  }
}
