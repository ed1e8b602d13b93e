import Features
import Foundation
import LinearAlgebra
import Segmentation

@testable import Skillet

/// A tiny untrained model of each kind, and a demonstration that it can read.
enum SmallModel {
  static func make(_ kind: PredictorSettings.Kind) -> PredictorModel {
    let rule = PredictorSettings.Rule(PeakRule(smoothing: 1, threshold: 0.1, gap: 3))
    var settings = PredictorSettings(
      kind: kind, version: "0", seed: 7, rate: 25, moves: "none", seesHistory: false, members: 2,
      rule: rule,
      streamingRule: .init(PeakRule(smoothing: 0, threshold: 0.2, gap: 4)), lookAhead: 3,
      training: .init(
        command: "skillet train predictor", demonstrations: 3, rows: 120, validation: ["a", "b"],
        losses: [0.5, 0.25], hasTruth: true, level: "skill",
        figures: .init(f1Within3: 0.5, f1Within5: 0.75, segmentalF1: 1)))
    switch kind {
    case .actionChange:
      (settings.members, settings.moves) = (0, "actions")
      return PredictorModel(
        settings: settings, inputs: SeriesInputs(rate: 25, moves: .actions),
        detector: .actionChange(ActionChange()))
    case .spread:
      settings.moves = "actions"
      var shape = SpreadPredictor.Shape(moves: 2)
      (shape.width, shape.horizons) = (6, [2, 4])
      settings.spread = .init(shape)
      var inputs = SeriesInputs(rate: 25, moves: .actions)
      inputs.moveWidth = 2
      let members = [1, 2].map { SpreadPredictor(shape, seed: $0) }
      return PredictorModel(
        settings: settings, inputs: inputs, detector: .spread(SpreadDetector(members: members)))
    case .feature:
      settings.moves = "features"
      var shape = FeaturePredictor.Shape(columns: 2)
      (shape.width, shape.states, shape.horizons) = (5, 3, [1, 3])
      settings.feature = .init(shape)
      var inputs = SeriesInputs(rate: 25, moves: .features)
      inputs.components = PrincipalComponents(
        means: Array(repeating: 0.5, count: 68), scales: Array(repeating: 2, count: 68),
        directions: Matrix(rows: 68, columns: 2, values: Array(repeating: 0.125, count: 136)))
      let members = [1, 2].map { FeaturePredictor(shape, seed: $0) }
      return PredictorModel(
        settings: settings, inputs: inputs, detector: .feature(FeatureSurprise(members: members)))
    case .skillMixture, .action, .likelihoodRatio:
      return makeWithPatches(kind, settings)
    }
  }

  private static func makeWithPatches(
    _ kind: PredictorSettings.Kind, _ settings: PredictorSettings
  ) -> PredictorModel {
    var settings = settings
    settings.grid = [2, 2]
    var generator = SplitMix64(seed: 3)
    let means = Matrix(rows: 3, columns: 48, values: generator.normals(3 * 48).map { 20 * $0 })
    let inputs = SeriesInputs(
      rate: 25, codebook: PatchCodebook(grid: PatchGrid(columns: 2, rows: 2), centroids: means),
      vocabulary: .identity(choices: 4))
    var encoder = ObservationEncoder.Shape(positions: 4, vocabulary: 3, features: 4, codes: 4)
    (encoder.hidden, encoder.tokenWidth) = (6, 2)
    if kind != .skillMixture {
      var shape = ActionPredictor.Shape(encoder: encoder)
      shape.width = 5
      settings.action = .init(shape, gap: 1.5, window: 6)
      let members = [1, 2].map { ActionPredictor(shape, seed: $0) }
      guard kind == .action else {
        return PredictorModel(
          settings: settings, inputs: inputs,
          detector: .likelihoodRatio(LikelihoodRatio(members: members, window: 6)))
      }
      settings.members = 1
      return PredictorModel(
        settings: settings, inputs: inputs,
        detector: .action(PublishedSegmentation(model: members[0], gap: 1.5)))
    }
    var shape = SkillMixture.Shape(encoder: encoder)
    (shape.skills, shape.policyWidth, shape.initiationWidth) = (3, 5, 4)
    settings.mixture = .init(shape, eventWeight: 0.5, exits: nil)
    var lift = Matrix(rows: 4, columns: 4)
    for i in 0..<16 { lift.values[i] = Float(i) / 4 }
    let detector = SkillMixtureDetector(
      members: [1, 2].map { SkillMixture(shape, seed: $0) }, events: EventEvidence(lift: lift),
      eventWeight: 0.5)
    return PredictorModel(
      settings: settings, inputs: inputs, detector: .skillMixture(detector))
  }

  /// Forty rows of four patches, four choices and two moves.
  static let series: DemonstrationSeries = {
    var generator = SplitMix64(seed: 5)
    return DemonstrationSeries(
      tokens: (0..<160).map { _ in UInt16(generator.next(below: 3)) }, positions: 4,
      changes: (0..<160).map { _ in UInt8(generator.next(below: 2)) },
      codes: (0..<40).map { _ in Int32(generator.next(below: 4)) },
      moves: Matrix(rows: 40, columns: 2, values: generator.normals(80)))
  }()
}

/// The file of a model, taken apart so that one thing of it can be changed.
struct ModelParts {
  var settings: [String: Any]
  var tensors: [String: NumberArray]
  var metadataKey = "skillet"

  init(_ model: PredictorModel) throws {
    let contents = try SafetensorsFile.read(try model.bytes(file: "m"), file: "m")
    let text = contents.metadata["skillet"] ?? ""
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    settings = object as? [String: Any] ?? [:]
    tensors = contents.tensors
  }

  /// Sets a member of the settings, such as `mixture.hidden`; nil takes it away.
  mutating func set(_ path: String, _ value: Any?) {
    let names = path.split(separator: ".").map(String.init)
    guard names.count == 2 else {
      settings[path] = value
      return
    }
    var inner = settings[names[0]] as? [String: Any] ?? [:]
    inner[names[1]] = value
    settings[names[0]] = inner
  }

  func bytes() throws -> [UInt8] {
    let text = try JSONSerialization.data(withJSONObject: settings, options: [.sortedKeys])
    return SafetensorsFile.bytes(
      tensors: tensors.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value)) },
      metadata: [(metadataKey, String(decoding: text, as: UTF8.self))])
  }
}
