internal import Features
internal import Foundation
internal import LinearAlgebra
internal import NeuralNetworks
internal import Segmentation

extension PredictorModel {
  private static let kind = ModelContents.Kind(
    noun: "predictor", schema: PredictorSettings.currentSchema, command: "skillet train predictor")

  /// The model as safetensors, weights in half precision and the settings in the metadata.
  public func bytes(file: String) throws(SkilletError) -> [UInt8] {
    try ModelContents.bytes(settings: settings, tensors: tensors, file: file)
  }

  /// The tensors of the file, in their order.
  private var tensors: [(name: String, value: SafetensorsFile.Tensor)] {
    var tensors = inputs.tensors
    if case .skillMixture(let detector) = detector, let events = detector.events {
      tensors.append(("events.lift", .half(events.lift)))
    }
    return tensors + ModelContents.tensors(of: detector.members)
  }

  /// Reads a model that ``bytes(file:)`` made.
  public init(path: String) throws(SkilletError) {
    self = try ModelContents.read(path) { bytes throws(ArrayFileError) in
      try PredictorModel(bytes: bytes, file: path)
    }
  }

  init(bytes: [UInt8], file: String) throws(ArrayFileError) {
    let contents = try ModelContents(bytes, file: file, kind: Self.kind)
    settings = try contents.settings(PredictorSettings.self)
    if let reason = settings.absurdity(numbers: contents.numbers) { throw contents.fault(reason) }
    inputs = try SeriesInputs(settings, contents.tensors, contents.fault)
    detector = try Self.detector(settings, contents, inputs)
    if case .spread(let detector) = detector, inputs.moves == .actions {
      inputs.moveWidth = detector.members[0].shape.moves
    }
    let readsCodes = settings.kind == .spread && inputs.moves == .none
    if inputs.codebook != nil, !readsCodes,
      [.spread, .feature, .actionChange].contains(settings.kind)
    {
      throw contents.fault("it looks at patches that it has no use for")
    }
    try contents.refuseStrangers(to: tensors)
  }

  private static func detector(
    _ settings: PredictorSettings, _ contents: ModelContents, _ inputs: SeriesInputs
  ) throws(ArrayFileError) -> Detector {
    switch settings.kind {
    case .actionChange:
      guard inputs.vocabulary != nil || inputs.moves != .none else {
        throw contents.fault("it sees nothing")
      }
      return .actionChange(ActionChange())
    case .skillMixture:
      guard let shape = settings.mixture?.shape else {
        throw contents.fault("its sizes are missing")
      }
      guard inputs.suit(shape.encoder) else {
        throw contents.fault("its sizes do not fit its inputs")
      }
      let members = (0..<settings.members).map { _ in SkillMixture(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try contents.load(member.parameters, member: i)
      }
      let lift = contents.tensors.tensors["events.lift"]?.matrix
      if let lift,
        lift.rows != shape.encoder.codes || lift.columns != shape.encoder.positions
      {
        throw contents.fault("its events do not fit its inputs")
      }
      var detector = SkillMixtureDetector(
        members: members, events: lift.map { EventEvidence(lift: $0) },
        eventWeight: settings.mixture?.eventWeight ?? 0)
      detector.exits = settings.mixture?.exits
      if let exits = detector.exits, exits.count != members.count {
        throw contents.fault("it has \(exits.count) chosen skills for \(members.count) members")
      }
      return .skillMixture(detector)
    case .action, .likelihoodRatio:
      guard let sizes = settings.action, let shape = sizes.shape else {
        throw contents.fault("its sizes are missing")
      }
      guard inputs.suit(shape.encoder) else {
        throw contents.fault("its sizes do not fit its inputs")
      }
      let members = (0..<settings.members).map { _ in ActionPredictor(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try contents.load(member.parameters, member: i)
      }
      return settings.kind == .action
        ? .action(PublishedSegmentation(model: members[0], gap: sizes.gap))
        : .likelihoodRatio(LikelihoodRatio(members: members, window: sizes.window))
    case .spread:
      guard let shape = settings.spread?.shape else {
        throw contents.fault("its sizes are missing")
      }
      let measured = inputs.components?.directions.columns ?? inputs.moves.measuredColumns
      guard shape.features == 0,
        shape.readsCodes
          ? inputs.moves == .none && shape.moves == inputs.codes
          : (inputs.moves == .actions || inputs.moves == .motion)
            && shape.moves == measured ?? shape.moves
      else { throw contents.fault("its sizes do not fit its inputs") }
      let members = (0..<settings.members).map { _ in SpreadPredictor(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try contents.load(member.parameters, member: i)
      }
      return .spread(SpreadDetector(members: members))
    case .feature:
      guard let shape = settings.feature?.shape else {
        throw contents.fault("its sizes are missing")
      }
      guard inputs.moves == .features,
        shape.columns == inputs.components?.directions.columns ?? FeatureLayout.dimensions
      else { throw contents.fault("its sizes do not fit its inputs") }
      let members = (0..<settings.members).map { _ in FeaturePredictor(shape, seed: 0) }
      for (i, member) in members.enumerated() {
        try contents.load(member.parameters, member: i)
      }
      return .feature(FeatureSurprise(members: members))
    }
  }
}
