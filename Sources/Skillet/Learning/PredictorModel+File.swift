internal import Features
internal import Foundation
internal import LinearAlgebra
internal import NeuralNetworks
internal import Segmentation

extension PredictorModel {
  private static let settingsKey = "skillet"

  /// The model as safetensors, weights in half precision and the settings in the metadata.
  public func bytes(file: String) throws(SkilletError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let text = String(decoding: try encoder.encode(settings), as: UTF8.self)
      return SafetensorsFile.bytes(
        tensors: tensors, metadata: [(key: Self.settingsKey, value: text)])
    } catch {
      throw SkilletError(.failed, "\(file): cannot write the model: \(error)")
    }
  }

  /// The tensors of the file, in their order.
  private var tensors: [(name: String, value: SafetensorsFile.Tensor)] {
    var tensors: [(name: String, value: SafetensorsFile.Tensor)] = []
    tensors += inputs.tensors
    if case .skillMixture(let detector) = detector, let events = detector.events {
      tensors.append(("events.lift", .half(events.lift)))
    }
    for (i, member) in detector.members.enumerated() {
      for parameter in member {
        tensors.append(
          ("member\(i).\(parameter.name)", .half(parameter.values, shape: parameter.shape)))
      }
    }
    return tensors
  }

  /// Reads a model that ``bytes(file:)`` made.
  public init(path: String) throws(SkilletError) {
    do throws(ArrayFileError) {
      try self.init(bytes: WholeFile.read(path), file: path)
    } catch {
      let isMissing = !FileManager.default.fileExists(atPath: path)
      throw SkilletError(isMissing ? .noInput : .badData, "\(error)")
    }
  }

  init(bytes: [UInt8], file: String) throws(ArrayFileError) {
    func fault(_ reason: String) -> ArrayFileError {
      ArrayFileError(
        file: file, step: "read the predictor", reason: reason,
        advice: "give a model that `skillet train predictor` wrote")
    }
    let contents = try SafetensorsFile.read(bytes, file: file, requiringFinite: true)
    guard let text = contents.metadata[Self.settingsKey] else {
      throw fault("its metadata does not say \"\(Self.settingsKey)\": it is no predictor")
    }
    let settings: PredictorSettings
    do {
      settings = try JSONDecoder().decode(PredictorSettings.self, from: Data(text.utf8))
    } catch {
      throw fault("its settings cannot be understood: \(error)")
    }
    guard settings.schema == PredictorSettings.currentSchema else {
      throw fault("its schema is \(settings.schema), not \(PredictorSettings.currentSchema)")
    }
    if let reason = settings.absurdity(numbers: contents.tensors.values.reduce(0) { $0 + $1.count })
    {
      throw fault(reason)
    }
    self.settings = settings
    inputs = try SeriesInputs(settings, contents, fault)
    detector = try Self.detector(settings, contents, inputs, file: file, fault)
    if case .spread(let detector) = detector { inputs.moveWidth = detector.members[0].shape.moves }
    let names = Set(tensors.map(\.name))
    if let stranger = contents.tensors.keys.sorted().first(where: { !names.contains($0) }) {
      throw fault("nothing of it is called '\(stranger)'")
    }
  }

  private static func detector(
    _ settings: PredictorSettings, _ contents: SafetensorsFile.Contents, _ inputs: SeriesInputs,
    file: String, _ fault: (String) -> ArrayFileError
  ) throws(ArrayFileError) -> Detector {
    switch settings.kind {
    case .actionChange:
      guard inputs.vocabulary != nil || inputs.moves != .none else {
        throw fault("it sees nothing")
      }
      return .actionChange(ActionChange())
    case .skillMixture:
      guard let shape = settings.mixture?.shape else { throw fault("its sizes are missing") }
      guard inputs.suit(shape.encoder) else {
        throw fault("its sizes do not fit its inputs")
      }
      let members = (0..<settings.members).map { _ in SkillMixture(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try load(member.parameters, i, contents, file: file)
      }
      let lift = contents.tensors["events.lift"]?.matrix
      if let lift,
        lift.rows != shape.encoder.codes || lift.columns != shape.encoder.positions
      {
        throw fault("its events do not fit its inputs")
      }
      var detector = SkillMixtureDetector(
        members: members, events: lift.map { EventEvidence(lift: $0) },
        eventWeight: settings.mixture?.eventWeight ?? 0)
      detector.exits = settings.mixture?.exits
      if let exits = detector.exits, exits.count != members.count {
        throw fault("it has \(exits.count) chosen skills for \(members.count) members")
      }
      return .skillMixture(detector)
    case .action, .likelihoodRatio:
      guard let sizes = settings.action, let shape = sizes.shape else {
        throw fault("its sizes are missing")
      }
      guard inputs.suit(shape.encoder) else {
        throw fault("its sizes do not fit its inputs")
      }
      let members = (0..<settings.members).map { _ in ActionPredictor(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try load(member.parameters, i, contents, file: file)
      }
      return settings.kind == .action
        ? .action(PublishedSegmentation(model: members[0], gap: sizes.gap))
        : .likelihoodRatio(LikelihoodRatio(members: members, window: sizes.window))
    case .spread:
      guard let shape = settings.spread?.shape else { throw fault("its sizes are missing") }
      guard shape.features == 0, inputs.moves != .none,
        inputs.moves != .motion
          || shape.moves == inputs.motion?.directions.columns ?? MotionRows.columns
      else { throw fault("its sizes do not fit its inputs") }
      let members = (0..<settings.members).map { _ in SpreadPredictor(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try load(member.parameters, i, contents, file: file)
      }
      return .spread(SpreadDetector(members: members))
    }
  }

  private static func load(
    _ parameters: [Parameter], _ member: Int, _ contents: SafetensorsFile.Contents, file: String
  ) throws(ArrayFileError) {
    let prefix = "member\(member)."
    var own = contents
    own.tensors = [:]
    for (name, tensor) in contents.tensors where name.hasPrefix(prefix) {
      own.tensors[String(name.dropFirst(prefix.count))] = tensor
    }
    try ModelFile.load(own, file: file, into: parameters)
  }
}
