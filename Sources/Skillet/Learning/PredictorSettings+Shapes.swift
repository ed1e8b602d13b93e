internal import Segmentation

extension PredictorSettings.Mixture {
  init(_ shape: SkillMixture.Shape, eventWeight: Float, exits: [Int]?) {
    let encoder = shape.encoder
    self.init(
      positions: encoder.positions, vocabulary: encoder.vocabulary, tokenWidth: encoder.tokenWidth,
      features: encoder.features, codes: encoder.codes, hidden: encoder.hidden,
      seesPreviousAction: encoder.seesPreviousAction, skills: shape.skills,
      policyWidth: shape.policyWidth, initiationWidth: shape.initiationWidth,
      switchCost: shape.switchCost, eventWeight: eventWeight, exits: exits)
  }

  var shape: SkillMixture.Shape {
    var encoder = ObservationEncoder.Shape(
      positions: positions, vocabulary: vocabulary, features: features, codes: codes)
    encoder.tokenWidth = tokenWidth
    encoder.hidden = hidden
    encoder.seesPreviousAction = seesPreviousAction
    var shape = SkillMixture.Shape(encoder: encoder)
    shape.skills = skills
    shape.policyWidth = policyWidth
    shape.initiationWidth = initiationWidth
    shape.switchCost = switchCost
    return shape
  }
}

extension PredictorSettings.Action {
  init(_ shape: ActionPredictor.Shape, gap: Double, window: Int) {
    let encoder = shape.encoder
    self.init(
      positions: encoder.positions, vocabulary: encoder.vocabulary, tokenWidth: encoder.tokenWidth,
      features: encoder.features, codes: encoder.codes, hidden: encoder.hidden,
      memory: shape.memory.rawValue, width: shape.width, gap: gap, window: window)
  }

  var shape: ActionPredictor.Shape? {
    guard let memory = ActionPredictor.Shape.Memory(rawValue: memory) else { return nil }
    var encoder = ObservationEncoder.Shape(
      positions: positions, vocabulary: vocabulary, features: features, codes: codes)
    encoder.tokenWidth = tokenWidth
    encoder.hidden = hidden
    var shape = ActionPredictor.Shape(encoder: encoder)
    shape.memory = memory
    shape.width = width
    return shape
  }
}

extension PredictorSettings.Spread {
  init(_ shape: SpreadPredictor.Shape) {
    self.init(
      moves: shape.moves, features: shape.features, width: shape.width, horizons: shape.horizons,
      readsCodes: shape.readsCodes ? true : nil)
  }

  var shape: SpreadPredictor.Shape {
    var shape = SpreadPredictor.Shape(moves: moves)
    shape.features = features
    shape.width = width
    shape.horizons = horizons
    shape.readsCodes = readsCodes ?? false
    return shape
  }
}

extension PredictorSettings.Feature {
  init(_ shape: FeaturePredictor.Shape) {
    self.init(
      columns: shape.columns, width: shape.width, states: shape.states, horizons: shape.horizons)
  }

  var shape: FeaturePredictor.Shape {
    var shape = FeaturePredictor.Shape(columns: columns)
    shape.width = width
    shape.states = states
    shape.horizons = horizons
    return shape
  }
}
