public import LinearAlgebra
public import NeuralNetworks

/// A small vision transformer: a picture of a few dozen patches to one feature.
///
/// Patches are embedded, get the learned vector of their place, pass blocks of attention and a norm;
/// the feature is their mean. Without places it is what the jigsaw needs. Cost: `patches (48 width +
/// depth (8 width^2 + 2 patches width))` multiply-adds a picture forward.
public struct PatchEncoder: Parameterized, Sendable {
  /// The sizes of an encoder.
  public struct Shape: Sendable, Hashable, Codable {
    /// Patches in a row.
    public var columns = 6
    /// Rows of patches.
    public var rows = 6
    /// Values of a patch within, and of the feature.
    public var width = 48
    /// Blocks of attention.
    public var depth = 2
    /// Heads of the attention.
    public var heads = 4

    /// The usual sizes.
    public init() {}

    /// Patches of a picture.
    public var patches: Int { columns * rows }
  }

  /// The sizes.
  public let shape: Shape
  private let embedding: Dense
  private let places: Parameter
  private let blocks: [TransformerBlock]
  private let norm: LayerNorm

  /// Draws the weights.
  public init(_ shape: Shape, using generator: inout SplitMix64) {
    self.shape = shape
    let width = shape.width
    embedding = Dense(
      "encoder.embedding", inputs: FrameRows.patchWidth, outputs: width, using: &generator)
    places = Parameter(
      "encoder.places", shape: [shape.patches, width],
      values: generator.normals(shape.patches * width).map { $0 * 0.3 }, decays: false)
    var blocks: [TransformerBlock] = []
    for i in 0..<shape.depth {
      blocks.append(
        TransformerBlock(
          "encoder.block\(i)", width: width, heads: shape.heads, using: &generator))
    }
    self.blocks = blocks
    norm = LayerNorm("encoder.norm", width: width)
  }

  /// All weights.
  public var parameters: [Parameter] {
    embedding.parameters + [places] + blocks.flatMap(\.parameters) + norm.parameters
  }

  /// What the forward pass computed.
  public struct Cache: Sendable {
    var patches: Matrix
    var arePlaced: Bool
    var blocks: [TransformerBlock.Cache]
    var norm: LayerNorm.Cache
  }

  /// A vector a patch, `pictures patches x width`; placed or not.
  public func tokens(_ pictures: Matrix, placed: Bool) -> (output: Matrix, cache: Cache) {
    precondition(
      pictures.columns == shape.patches * FrameRows.patchWidth,
      "a picture of \(pictures.columns) numbers has no \(shape.patches) patches")
    let patches = Matrix(
      rows: pictures.rows * shape.patches, columns: FrameRows.patchWidth, values: pictures.values)
    var embedded = embedding.infer(patches)
    if placed {
      var wide = Matrix(
        rows: pictures.rows, columns: shape.patches * shape.width, values: embedded.values)
      Rows.add(places.values, toEachOf: &wide.values)
      embedded.values = wide.values
    }
    var set = SetBatch(embedded, places: shape.patches)
    var caches: [TransformerBlock.Cache] = []
    for block in blocks {
      let (output, cache) = block.forward(set)
      set = output
      caches.append(cache)
    }
    let (output, normed) = norm.forward(set.values)
    return (output, Cache(patches: patches, arePlaced: placed, blocks: caches, norm: normed))
  }

  /// Adds the weights' gradients; the pictures need none.
  public func addGradients(_ tokenGradient: Matrix, _ cache: Cache) {
    var flow = norm.backward(tokenGradient, cache.norm)
    for (block, cache) in zip(blocks, cache.blocks).reversed() {
      flow = block.backward(flow, cache)
    }
    if cache.arePlaced { places.addGradient { Rows.addSum(of: flow.values, to: &$0) } }
    embedding.addGradients(flow, cache.patches)
  }

  /// The features of pictures, `pictures x width`.
  public func features(_ pictures: Matrix) -> (output: Matrix, cache: Cache) {
    let (tokens, cache) = tokens(pictures, placed: true)
    var mean = tokens.summed(shape.patches)
    let share = 1 / Float(shape.patches)
    for i in mean.values.indices { mean.values[i] *= share }
    return (mean, cache)
  }

  /// The backward pass of ``features(_:)``.
  public func addGradients(features gradient: Matrix, _ cache: Cache) {
    var tokens = gradient.repeated(shape.patches)
    let share = 1 / Float(shape.patches)
    for i in tokens.values.indices { tokens.values[i] *= share }
    addGradients(tokens, cache)
  }
}
