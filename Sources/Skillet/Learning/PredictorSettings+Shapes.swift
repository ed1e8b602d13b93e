internal import Segmentation

extension PredictorSettings.Mixture {
  init(_ shape: SkillMixture.Shape, eventWeight: Float) {
    let encoder = shape.encoder
    self.init(
      positions: encoder.positions, vocabulary: encoder.vocabulary, tokenWidth: encoder.tokenWidth,
      features: encoder.features, codes: encoder.codes, hidden: encoder.hidden,
      seesPreviousAction: encoder.seesPreviousAction, skills: shape.skills,
      policyWidth: shape.policyWidth, initiationWidth: shape.initiationWidth,
      switchCost: shape.switchCost, eventWeight: eventWeight)
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
      moves: shape.moves, features: shape.features, width: shape.width, horizons: shape.horizons)
  }

  var shape: SpreadPredictor.Shape {
    var shape = SpreadPredictor.Shape(moves: moves)
    shape.features = features
    shape.width = width
    shape.horizons = horizons
    return shape
  }
}

extension PredictorSettings {
  /// Why the settings cannot be those of a file with so many numbers; nil where they can.
  ///
  /// Asked before anything of the sizes is allocated.
  func absurdity(numbers: Int) -> String? {
    guard rate.isFinite, rate > 0, rate <= 1000 else { return "its rate is \(rate)" }
    guard lookAhead >= 0, lookAhead <= 1 << 20 else { return "it looks \(lookAhead) rows ahead" }
    for rule in [rule, streamingRule] {
      guard rule.gap >= 0, rule.gap <= 1 << 20, (0...1000).contains(rule.smoothing) else {
        return "its rule has a gap of \(rule.gap) and a smoothing of \(rule.smoothing) rows"
      }
    }
    if let grid, grid.count != 2 || !grid.allSatisfy({ (1...1024).contains($0) }) {
      return "its grid is \(grid)"
    }
    guard kind == .actionChange || (1...256).contains(members) else {
      return "it has \(members) members"
    }
    var sizes: [[Int]] = []
    if let m = mixture {
      guard m.switchCost.isFinite, m.eventWeight.isFinite else { return "a weight is not finite" }
      guard m.positions >= 0, m.features >= 0, m.positions + m.features > 0 || m.codes > 0 else {
        return "it sees nothing"
      }
      sizes += [[max(1, m.positions * m.tokenWidth + m.features), m.hidden]]
      sizes += [[m.skills, m.codes, m.policyWidth], [m.hidden, m.initiationWidth]]
      if m.positions > 0 { sizes += [[m.vocabulary, m.tokenWidth]] }
    }
    if let a = action {
      guard a.gap.isFinite, (1...1000).contains(a.window) else {
        return "its rule has a gap of \(a.gap) nats and a window of \(a.window) rows"
      }
      guard a.positions >= 0, a.features >= 0 else { return "it sees nothing" }
      sizes += [[max(1, a.positions * a.tokenWidth + a.features), a.hidden]]
      sizes += [[a.codes, a.width], [a.hidden, a.width]]
      if a.positions > 0 { sizes += [[a.vocabulary, a.tokenWidth]] }
    }
    if let s = spread {
      guard s.features >= 0, !s.horizons.isEmpty, s.horizons.count <= 64,
        s.horizons.allSatisfy({ (1...100_000).contains($0) })
      else { return "its horizons are \(s.horizons)" }
      sizes += [[s.width, s.width, 3], [s.moves, s.horizons.count, s.width]]
    }
    for size in sizes {
      var product = 1
      for factor in size {
        guard factor > 0, factor <= 1 << 20 else { return "a size of it is \(factor)" }
        product *= factor
        if product > numbers { return "its sizes need more numbers than the \(numbers) it has" }
      }
    }
    return nil
  }
}
