internal import Annotations
internal import Features
internal import LinearAlgebra
internal import Segmentation

extension ActionLabeller {
  private static let kind = ModelContents.Kind(
    noun: "inverse dynamics model", schema: LabellerSettings.currentSchema,
    command: "skillet train inverse-dynamics")

  /// The model as safetensors, weights in half precision and the settings in the metadata.
  public func bytes(file: String) throws(SkilletError) -> [UInt8] {
    try ModelContents.bytes(settings: settings, tensors: tensors, file: file)
  }

  private var tensors: [(name: String, value: SafetensorsFile.Tensor)] {
    inputs.tensors + ModelContents.tensors(of: members.map(\.parameters))
  }

  /// Reads a model that ``bytes(file:)`` made.
  public init(path: String) throws(SkilletError) {
    self = try ModelContents.read(path) { bytes throws(ArrayFileError) in
      try ActionLabeller(bytes: bytes, file: path)
    }
  }

  init(bytes: [UInt8], file: String) throws(ArrayFileError) {
    let contents = try ModelContents(bytes, file: file, kind: Self.kind)
    settings = try contents.settings(LabellerSettings.self)
    if let reason = settings.inputAbsurdity ?? settings.absurdity { throw contents.fault(reason) }
    inputs = try SeriesInputs(settings, contents.tensors, contents.fault)
    guard let space = settings.space.space else {
      throw contents.fault("its actions are none: \(settings.space.kind)")
    }
    guard inputs.vocabulary?.suits(space) == true else {
      throw contents.fault("its codes do not fit its actions")
    }
    guard let shape = InverseDynamics.Shape(inputs, settings.sizes) else {
      throw contents.fault("what it sees is missing or has another shape")
    }
    guard settings.sizes.numbers(shape) <= contents.numbers / settings.members else {
      throw contents.fault("its sizes need more numbers than the \(contents.numbers) it has")
    }
    self.space = space
    members = (0..<settings.members).map { _ in InverseDynamics(shape, seed: 0) }
    for (i, member) in members.enumerated() { try contents.load(member.parameters, member: i) }
    try contents.refuseStrangers(to: tensors)
  }
}

extension LabellerSettings {
  /// Why no model has such settings; nil where one may.
  fileprivate var absurdity: String? {
    guard (1...256).contains(members) else { return "it has \(members) members" }
    let bounds: [(String, Int, ClosedRange<Int>)] = [
      ("reach", sizes.reach, 0...16), ("context", sizes.context, 0...16),
      ("tokenWidth", sizes.tokenWidth, 1...1024), ("hidden", sizes.hidden, 1...1 << 20),
    ]
    for (name, value, range) in bounds where !range.contains(value) {
      return "its size \(name) is \(value)"
    }
    return nil
  }
}

extension LabellerSettings.Sizes {
  /// The sizes of a member.
  init(_ shape: InverseDynamics.Shape) {
    self.init(
      reach: shape.reach, context: shape.context, tokenWidth: shape.tokenWidth,
      hidden: shape.hidden)
  }

  /// Weights of a member, at least.
  fileprivate func numbers(_ shape: InverseDynamics.Shape) -> Int {
    let offsets = (2 * reach + 1) * (2 * reach + 1)
    let seen =
      shape.positions * (2 * tokenWidth + 1) + (2 * context + 1) * 2 * offsets + 2 * shape.moves
    return shape.vocabulary * tokenWidth + seen * hidden + hidden * hidden + hidden * shape.codes
  }
}

extension InverseDynamics.Shape {
  /// The shape of a member that sees these inputs; nil where they lack something.
  init?(_ inputs: SeriesInputs, _ sizes: LabellerSettings.Sizes? = nil) {
    guard let codebook = inputs.codebook, let vocabulary = inputs.vocabulary,
      inputs.moves == .none || inputs.moves == .motion && inputs.components != nil
    else { return nil }
    let grid = codebook.grid
    let empty = DemonstrationSeries(tokens: [], positions: grid.count, codes: [])
    self.init(
      empty, columns: grid.columns, vocabulary: codebook.centroids.rows, codes: vocabulary.count)
    marksChanges = true
    moves = inputs.moves == .motion ? inputs.components?.directions.columns ?? 0 : 0
    guard let sizes else { return }
    (reach, context, tokenWidth, hidden) =
      (sizes.reach, sizes.context, sizes.tokenWidth, sizes.hidden)
  }
}

extension ActionVocabulary {
  /// Whether every code stands for an action of a space.
  fileprivate func suits(_ space: ActionSpace) -> Bool {
    guard width == space.width, isContinuous == (space.kind == .continuous) else { return false }
    switch rule {
    case .identity(let choices): return space.kind == .discrete && space.choices == [choices]
    case .combinations(let rows):
      return space.kind == .multiDiscrete
        && rows.allSatisfy { zip($0, space.choices).allSatisfy { $0 >= 0 && $0 < $1 } }
    case .clusters:
      return (0..<count).allSatisfy { numbers(of: Int32($0)).allSatisfy(\.isFinite) }
    }
  }
}
