internal import Features
internal import LinearAlgebra
internal import Segmentation

extension SafetensorsFile.Tensor {
  /// A matrix in half precision.
  static func half(_ matrix: Matrix) -> SafetensorsFile.Tensor {
    .half(matrix.values, shape: [matrix.rows, matrix.columns])
  }
}

extension SeriesInputs {
  /// What was fitted, as tensors of a model's file.
  var tensors: [(name: String, value: SafetensorsFile.Tensor)] {
    var tensors: [(name: String, value: SafetensorsFile.Tensor)] = []
    if let codebook { tensors.append(("inputs.codebook", .half(codebook.centroids))) }
    for (name, value) in vocabulary?.tensors ?? [] {
      tensors.append(("inputs.vocabulary.\(name)", .matrix(value)))
    }
    for (name, value) in latent?.vocabulary.tensors ?? [] {
      tensors.append(("inputs.latent.\(name)", .matrix(value)))
    }
    if let components {
      let prefix = "inputs.\(moves.rawValue)"
      for (name, values) in [("means", components.means), ("scales", components.scales)] {
        let row = Matrix(rows: 1, columns: values.count, values: values)
        tensors.append(("\(prefix).\(name)", .matrix(row)))
      }
      tensors.append(("\(prefix).directions", .half(components.directions)))
    }
    return tensors
  }

  /// Takes up what ``tensors`` gave.
  init(
    _ settings: some InputSettings, _ contents: SafetensorsFile.Contents,
    _ fault: (String) -> ArrayFileError
  ) throws(ArrayFileError) {
    guard let moves = Moves(rawValue: settings.moves) else {
      throw fault("it moves by \"\(settings.moves)\", which is unknown")
    }
    self.init(rate: settings.rate, moves: moves)
    seesHistory = settings.seesHistory
    if let grid = settings.grid {
      guard let means = contents.tensors["inputs.codebook"]?.matrix,
        means.columns == PatchGrid.width, means.rows > 0, means.rows <= 1 << 16
      else { throw fault("its codebook is missing or has another shape") }
      codebook = PatchCodebook(
        grid: PatchGrid(columns: grid[0], rows: grid[1]), centroids: means)
    }
    components = try Self.components(moves, contents, fault)
    vocabulary = try Self.vocabulary("inputs.vocabulary.", contents, fault)
    if seesHistory, moves != .actions || vocabulary?.isContinuous != true {
      throw fault("it sees moving averages of actions that it is not given")
    }
    if let stated = settings.latent {
      guard let codes = try Self.vocabulary("inputs.latent.", contents, fault), !codes.isContinuous,
        let grid = codebook?.grid, codes.width == stated.rarePatches.count + 1,
        stated.rarePatches.allSatisfy({ (0..<grid.count).contains($0) }),
        (0...16).contains(stated.reach), stated.explained.isFinite, stated.much.isFinite
      else { throw fault("its latent actions are missing or do not fit its patches") }
      latent = stated.latent(columns: grid.columns, vocabulary: codes)
    }
  }

  private static func components(
    _ moves: Moves, _ contents: SafetensorsFile.Contents, _ fault: (String) -> ArrayFileError
  ) throws(ArrayFileError) -> PrincipalComponents? {
    let prefix = "inputs.\(moves.rawValue)"
    guard let columns = moves.measuredColumns,
      let directions = contents.tensors["\(prefix).directions"]
    else { return nil }
    guard let directions = directions.matrix, directions.rows == columns,
      (1...columns).contains(directions.columns),
      let means = contents.tensors["\(prefix).means"]?.floats,
      let scales = contents.tensors["\(prefix).scales"]?.floats,
      means.count == directions.rows, scales.count == directions.rows,
      scales.allSatisfy({ $0 > 0 })
    else { throw fault("its components of \(moves.rawValue) are missing or have another shape") }
    return PrincipalComponents(means: means, scales: scales, directions: directions)
  }

  private static func vocabulary(
    _ prefix: String, _ contents: SafetensorsFile.Contents, _ fault: (String) -> ArrayFileError
  ) throws(ArrayFileError) -> ActionVocabulary? {
    var tensors: [String: Matrix] = [:]
    for (name, tensor) in contents.tensors where name.hasPrefix(prefix) {
      guard let matrix = tensor.matrix else { throw fault("'\(name)' has no two dimensions") }
      tensors[String(name.dropFirst(prefix.count))] = matrix
    }
    if tensors.isEmpty { return nil }
    do throws(ActionVocabularyError) {
      return try ActionVocabulary(tensors: tensors)
    } catch { throw fault("its vocabulary: \(error)") }
  }

  /// Whether an encoder reads what these inputs give.
  func suit(_ shape: ObservationEncoder.Shape) -> Bool {
    let positions = codebook?.grid.count ?? 0
    let history = seesHistory ? (vocabulary?.width ?? 0) * ActionHistory.usualDecays.count : 0
    return shape.positions == positions && shape.features == positions + history
      && shape.vocabulary >= codebook?.centroids.rows ?? 0 && shape.codes == codes
  }
}

extension PredictorSettings.Latent {
  init(_ latent: LatentActions) {
    let settings = latent.settings
    self.init(
      count: settings.count, least: settings.least, reach: settings.reach,
      explained: settings.explained, much: settings.much, rare: settings.rare,
      rarePatches: latent.rarePatches)
  }

  func latent(columns: Int, vocabulary: ActionVocabulary) -> LatentActions {
    var settings = LatentActions.Settings()
    settings.count = count
    settings.least = least
    settings.reach = reach
    settings.explained = explained
    settings.much = much
    settings.rare = rare
    return LatentActions(
      settings: settings, columns: columns, rarePatches: rarePatches, vocabulary: vocabulary)
  }
}
