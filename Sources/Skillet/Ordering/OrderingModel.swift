internal import Features
internal import Foundation
internal import LinearAlgebra
internal import NeuralNetworks
internal import Ordering

/// A trained model that says in which order clips come.
public struct OrderingModel: Sendable {
  /// Everything but the weights.
  public var settings: OrderingSettings
  /// The encoder and the head.
  var network: OrderingNetwork

  private static let kind = ModelContents.Kind(
    noun: "ordering model", schema: OrderingSettings.currentSchema,
    command: "skillet train ordering")

  /// How pictures are laid out for a trained encoder.
  static let patchLayout = "patches-4x4-YCbCr/1"

  /// The patches that are looked at; nil for the built-in features.
  var grid: PatchGrid? {
    settings.patches.map { PatchGrid(columns: $0.columns, rows: $0.rows) }
  }

  /// A network with fresh weights, drawn from the seed.
  static func network(
    _ patches: PatchEncoder.Shape?, _ head: OrderingHead.Shape, means: [Float], scales: [Float],
    contrast: ItemContrast? = nil, seed: UInt64
  ) -> OrderingNetwork {
    var generator = SplitMix64(seed: seed)
    let encoder: OrderingNetwork.Encoder =
      patches.map { .patches(PatchEncoder($0, using: &generator)) }
      ?? .fixed(means: means, scales: scales)
    return OrderingNetwork(
      encoder: encoder, head: OrderingHead(head, using: &generator), contrast: contrast)
  }

  /// The model as it was before training.
  var untrained: OrderingNetwork {
    guard case .fixed(let means, let scales) = network.encoder else {
      return Self.network(
        settings.patches, settings.head, means: [], scales: [], contrast: network.contrast,
        seed: settings.seed)
    }
    return Self.network(
      nil, settings.head, means: means, scales: scales, seed: settings.seed)
  }

  /// The model as safetensors, weights in half precision and the settings in the metadata.
  public func bytes(file: String) throws(SkilletError) -> [UInt8] {
    try ModelContents.bytes(settings: settings, tensors: tensors, file: file)
  }

  private var tensors: [(name: String, value: SafetensorsFile.Tensor)] {
    var tensors: [(name: String, value: SafetensorsFile.Tensor)] = []
    if case .fixed(let means, let scales) = network.encoder {
      for (name, values) in [("means", means), ("scales", scales)] {
        let row = Matrix(rows: 1, columns: values.count, values: values)
        tensors.append(("inputs.\(name)", .matrix(row)))
      }
    }
    if let deviations = network.contrast?.deviations {
      let row = Matrix(rows: 1, columns: deviations.count, values: deviations)
      tensors.append(("items.deviations", .matrix(row)))
    }
    return tensors + ModelContents.tensors(of: [network.parameters])
  }

  /// Reads a model that ``bytes(file:)`` made.
  public init(path: String) throws(SkilletError) {
    self = try ModelContents.read(path) { bytes throws(ArrayFileError) in
      try OrderingModel(bytes: bytes, file: path)
    }
  }

  init(bytes: [UInt8], file: String) throws(ArrayFileError) {
    let contents = try ModelContents(bytes, file: file, kind: Self.kind)
    settings = try contents.settings(OrderingSettings.self)
    let layout = settings.encoder == .patches ? Self.patchLayout : FeatureLayout.name
    guard settings.features == layout else {
      throw contents.fault(
        "it was trained on other features, \(settings.features); this version has \(layout)")
    }
    if let reason = settings.absurdity(numbers: contents.numbers) { throw contents.fault(reason) }
    var (means, scales): ([Float], [Float]) = ([], [])
    if settings.patches == nil {
      guard let m = contents.tensors.tensors["inputs.means"]?.floats,
        let s = contents.tensors.tensors["inputs.scales"]?.floats,
        m.count == FeatureLayout.dimensions, s.count == m.count, s.allSatisfy({ $0 > 0 })
      else { throw contents.fault("its scales of features are missing or have another shape") }
      (means, scales) = (m, s)
    }
    var contrast: ItemContrast?
    if let patches = settings.patches {
      guard let deviations = contents.tensors.tensors["items.deviations"]?.floats,
        deviations.count == 2 * patches.width,
        deviations.allSatisfy({ $0 >= ItemContrast.least && $0.isFinite })
      else { throw contents.fault("its deviations of items are missing or have another shape") }
      contrast = ItemContrast(deviations: deviations)
    }
    network = Self.network(
      settings.patches, settings.head, means: means, scales: scales, contrast: contrast, seed: 0)
    try contents.load(network.parameters, member: 0)
    try contents.refuseStrangers(to: tensors)
  }

  init(settings: OrderingSettings, network: OrderingNetwork) {
    self.settings = settings
    self.network = network
  }

  /// The scores of items of readings, all one set; a higher score is earlier.
  func scores(_ items: [(reading: MomentReading, rows: Range<Int>)]) -> [Double] {
    var sampler = ListSampler()
    sampler.framesAnItem = settings.framesAnItem
    var values: [Float] = []
    for item in items { values += item.reading.rows.gather(sampler.rows(in: item.rows)).values }
    let count = items.count * settings.framesAnItem
    guard count > 0 else { return [] }
    let frames = Matrix(rows: count, columns: values.count / count, values: values)
    return network.scores(frames, framesAnItem: settings.framesAnItem).map { Double($0) }
  }
}

extension OrderingSettings {
  /// Why no model of so many numbers has such settings; nil where one may.
  func absurdity(numbers: Int) -> String? {
    guard (encoder == .patches) == (patches != nil) else {
      return "its encoder is \(encoder.rawValue), its sizes say otherwise"
    }
    let featureWidth = patches?.width ?? FeatureLayout.dimensions
    var bounds: [(String, Int, ClosedRange<Int>)] = [
      ("framesAnItem", framesAnItem, 1...64), ("head.width", head.width, 2...4096),
      ("head.depth", head.depth, 1...64), ("head.heads", head.heads, 1...64),
      ("head.inputs", head.inputs, (2 * featureWidth)...(2 * featureWidth)),
    ]
    if let patches {
      bounds += [
        ("patches.columns", patches.columns, 1...64), ("patches.rows", patches.rows, 1...64),
        ("patches.width", patches.width, 2...4096), ("patches.depth", patches.depth, 1...64),
        ("patches.heads", patches.heads, 1...64),
      ]
    }
    for (name, value, range) in bounds where !range.contains(value) {
      return "its size \(name) is \(value)"
    }
    guard head.width % head.heads == 0, patches.map({ $0.width % $0.heads == 0 }) ?? true else {
      return "its widths are not whole numbers of heads"
    }
    let least =
      head.inputs * head.width + head.width * head.width
      + (patches.map { $0.depth * 8 * $0.width * $0.width + $0.patches * $0.width } ?? 0)
    return least <= numbers ? nil : "its sizes need more numbers than the \(numbers) it has"
  }
}
