public import LinearAlgebra
public import NeuralNetworks

/// An encoder of frames and a head over sets of items: what `skillet train ordering` trains.
///
/// An item is a few frames; its feature is the mean of theirs and the last less the first. Of a
/// trained encoder's features the head sees what sets the items of a list apart (``ItemContrast``).
public struct OrderingNetwork: Parameterized, Sendable {
  /// How frames become features.
  public enum Encoder: Sendable {
    /// Numbers as they are, each column shifted and divided; nothing is trained.
    case fixed(means: [Float], scales: [Float])
    /// A small vision transformer, trained.
    case patches(PatchEncoder)
  }

  /// The encoder.
  public let encoder: Encoder
  /// The head.
  public let head: OrderingHead
  /// How features of a trained encoder are set apart; nil for those of a fixed one.
  public private(set) var contrast: ItemContrast?

  /// Joins an encoder and a head, whose features have to be twice as wide as the encoder's.
  ///
  /// - Parameter contrast: of a trained encoder; by default lists are centred alone.
  public init(encoder: Encoder, head: OrderingHead, contrast: ItemContrast? = nil) {
    self.encoder = encoder
    self.head = head
    if case .patches(let encoder) = encoder {
      self.contrast = contrast ?? ItemContrast(width: 2 * encoder.shape.width)
    }
    precondition(
      head.shape.inputs == 2 * featureWidth, "\(head.shape.inputs) inputs for \(featureWidth)")
  }

  /// Values of a frame's feature.
  public var featureWidth: Int {
    switch encoder {
    case .fixed(let means, _): means.count
    case .patches(let encoder): encoder.shape.width
    }
  }

  /// Whether the encoder learns.
  public var hasTrainedEncoder: Bool {
    if case .patches = encoder { true } else { false }
  }

  /// All weights that are trained and stored.
  public var parameters: [Parameter] {
    switch encoder {
    case .fixed: head.parameters
    case .patches(let encoder): encoder.parameters + head.parameters
    }
  }

  /// Measures the deviations by which items of lists are set apart, with the weights as they are.
  ///
  /// - Parameters:
  ///   - frames: the rows of every item of every list, one after another.
  ///   - sizes: how many items each list has.
  public mutating func measureContrast(_ frames: Matrix, framesAnItem: Int, sizes: [Int]) {
    guard contrast != nil else { return }
    let items = Self.pool(encode(frames).output, framesAnItem)
    contrast = ItemContrast(within: items, sizes: sizes)
  }

  /// The features of rows, a few hundred at a time.
  public func features(_ frames: FrameRows, rows: [Int]) -> Matrix {
    var values: [Float] = []
    for start in stride(from: 0, to: rows.count, by: 256) {
      values +=
        encode(frames.gather(Array(rows[start..<min(rows.count, start + 256)]))).output.values
    }
    return Matrix(rows: rows.count, columns: featureWidth, values: values)
  }

  private func encode(_ rows: Matrix) -> (output: Matrix, cache: PatchEncoder.Cache?) {
    switch encoder {
    case .patches(let encoder):
      let (output, cache) = encoder.features(rows)
      return (output, cache)
    case .fixed(let means, let scales):
      precondition(rows.columns == means.count, "\(rows.columns) columns, not \(means.count)")
      var scaled = rows
      for i in scaled.values.indices {
        let column = i % means.count
        // What lies far out counts as far, not as further.
        let value = (scaled.values[i] - means[column]) / scales[column]
        scaled.values[i] = min(8, max(-8, value))
      }
      return (scaled, nil)
    }
  }

  /// The scores of items that are one set; a higher one is earlier.
  ///
  /// - Parameters:
  ///   - frames: the rows of every item, one after another.
  ///   - framesAnItem: how many each has.
  public func scores(_ frames: Matrix, framesAnItem: Int) -> [Float] {
    let pooled = Self.pool(encode(frames).output, framesAnItem)
    let items = contrast?.apply(pooled, sizes: [pooled.rows]) ?? pooled
    return head.scores(SetBatch(items, places: items.rows))
  }

  /// The loss of lists, with its gradient added to the weights' where `learns`.
  ///
  /// - Parameters:
  ///   - frames: the rows of every item of every list, one after another.
  ///   - sizes: how many items each list has, in their true order.
  public func loss(
    _ loss: ListLoss, frames: Matrix, framesAnItem: Int, sizes: [Int], learns: Bool = true
  ) -> Float {
    let (features, encoding) = encode(frames)
    let pooled = Self.pool(features, framesAnItem)
    let items = contrast?.apply(pooled, sizes: sizes) ?? pooled
    let places = sizes.max() ?? 0
    guard places > 0 else { return 0 }
    var batch = SetBatch(
      Matrix(rows: sizes.count * places, columns: items.columns), places: places,
      isPresent: Array(repeating: false, count: sizes.count * places))
    var (lists, rows): ([[Int]], [Int]) = ([], [])
    for (set, size) in sizes.enumerated() {
      lists.append((0..<size).map { set * places + $0 })
      rows += lists[set]
    }
    for (item, row) in rows.enumerated() {
      batch.isPresent[row] = true
      for j in 0..<items.columns { batch.values[row, j] = items[item, j] }
    }
    if !batch.isPresent.contains(false) { batch.isPresent = [] }
    let (scores, cache) = head.forward(batch)
    let (value, gradient) = loss.mean(scores: scores, lists: lists)
    guard learns else { return value }
    let flow = head.backward(gradient, cache)
    if case .patches(let encoder) = encoder, let encoding {
      var itemFlow = Matrix(rows: items.rows, columns: items.columns)
      for (item, row) in rows.enumerated() {
        for j in 0..<items.columns { itemFlow[item, j] = flow[row, j] }
      }
      let pooledFlow = contrast?.apply(itemFlow, sizes: sizes) ?? itemFlow
      encoder.addGradients(features: Self.unpool(pooledFlow, framesAnItem), encoding)
    }
    return value
  }

  /// The mean of each item's frames, and the last less the first.
  static func pool(_ features: Matrix, _ framesAnItem: Int) -> Matrix {
    let width = features.columns
    var items = Matrix(rows: features.rows / framesAnItem, columns: 2 * width)
    let share = 1 / Float(framesAnItem)
    for item in 0..<items.rows {
      let first = item * framesAnItem
      for frame in first..<first + framesAnItem {
        for j in 0..<width { items[item, j] += share * features[frame, j] }
      }
      for j in 0..<width {
        items[item, width + j] = features[first + framesAnItem - 1, j] - features[first, j]
      }
    }
    return items
  }

  private static func unpool(_ gradient: Matrix, _ framesAnItem: Int) -> Matrix {
    let width = gradient.columns / 2
    var result = Matrix(rows: gradient.rows * framesAnItem, columns: width)
    let share = 1 / Float(framesAnItem)
    for item in 0..<gradient.rows {
      let first = item * framesAnItem
      for j in 0..<width {
        for frame in first..<first + framesAnItem { result[frame, j] = share * gradient[item, j] }
        result[first + framesAnItem - 1, j] += gradient[item, width + j]
        result[first, j] -= gradient[item, width + j]
      }
    }
    return result
  }
}
