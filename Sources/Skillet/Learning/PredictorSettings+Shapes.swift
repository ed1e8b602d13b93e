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
    if let inputAbsurdity { return inputAbsurdity }
    guard lookAhead >= 0, lookAhead <= 1 << 20 else { return "it looks \(lookAhead) rows ahead" }
    for rule in [rule, streamingRule] {
      guard rule.gap >= 0, rule.gap <= 1 << 20, (0...1000).contains(rule.smoothing) else {
        return "its rule has a gap of \(rule.gap) and a smoothing of \(rule.smoothing) rows"
      }
    }
    guard kind == .actionChange || (1...256).contains(members) else {
      return "it has \(members) members"
    }
    var needed = 0
    if let mixture {
      if let reason = mixture.absurdity { return reason }
      needed = mixture.numbers
    }
    if let action {
      if let reason = action.absurdity { return reason }
      needed = max(needed, action.numbers)
    }
    if let spread {
      if let reason = spread.absurdity { return reason }
      needed = max(needed, spread.numbers)
    }
    guard kind == .actionChange || needed <= numbers / members else {
      return "its sizes need more numbers than the \(numbers) it has"
    }
    return nil
  }

  /// The largest of the sizes; products of three of them, and their sums, are whole numbers still.
  fileprivate static let largest = 1 << 20
}

extension PredictorSettings.Mixture {
  /// Why no mixture has these sizes; nil where one may.
  fileprivate var absurdity: String? {
    let least = positions > 0 ? 1 : 0
    let sizes: [(name: String, value: Int, least: Int)] = [
      ("positions", positions, 0), ("vocabulary", vocabulary, least),
      ("tokenWidth", tokenWidth, least), ("features", features, 0), ("codes", codes, 1),
      ("hidden", hidden, 1), ("skills", skills, 1), ("policyWidth", policyWidth, 1),
      ("initiationWidth", initiationWidth, 1),
    ]
    for size in sizes where size.value < size.least || size.value > PredictorSettings.largest {
      return "its size \(size.name) is \(size.value)"
    }
    if let exits, !exits.allSatisfy({ (0..<skills).contains($0) }) {
      return "its chosen skills are \(exits) of \(skills)"
    }
    guard (0...1000).contains(switchCost), eventWeight.isFinite else {
      return "a hand-over costs \(switchCost) and an event weighs \(eventWeight)"
    }
    return nil
  }

  /// Weights of a member.
  fileprivate var numbers: Int {
    let seen = hidden + (seesPreviousAction ? codes : 0)
    return (positions > 0 ? vocabulary * tokenWidth : 0)
      + max(1, positions * tokenWidth + features) * hidden + seen * policyWidth
      + policyWidth * skills * codes + seen * skills + seen * initiationWidth
      + initiationWidth * skills
  }
}

extension PredictorSettings.Spread {
  /// Why no spread predictor has these sizes; nil where one may.
  fileprivate var absurdity: String? {
    let sizes = [("moves", moves, 1), ("features", features, 0), ("width", width, 1)]
    for (name, value, least) in sizes where value < least || value > PredictorSettings.largest {
      return "its size \(name) is \(value)"
    }
    guard !horizons.isEmpty, horizons.count <= 64,
      horizons.allSatisfy({ (1...100_000).contains($0) })
    else { return "its horizons are \(horizons)" }
    return nil
  }

  /// Weights of a member.
  fileprivate var numbers: Int {
    (4 * moves + features) * 3 * width + 3 * width * width + width * 2 * moves * horizons.count
  }
}

extension PredictorSettings.Action {
  /// Why no action predictor has these sizes; nil where one may.
  fileprivate var absurdity: String? {
    let least = positions > 0 ? 1 : 0
    let sizes: [(name: String, value: Int, least: Int)] = [
      ("positions", positions, 0), ("vocabulary", vocabulary, least),
      ("tokenWidth", tokenWidth, least), ("features", features, 0), ("codes", codes, 1),
      ("hidden", hidden, 1), ("width", width, 1),
    ]
    for size in sizes where size.value < size.least || size.value > PredictorSettings.largest {
      return "its size \(size.name) is \(size.value)"
    }
    guard gap.isFinite, (1...1000).contains(window) else {
      return "its rule has a gap of \(gap) nats and a window of \(window) rows"
    }
    return nil
  }

  /// Weights of a member; of a state space's memory only those that every memory has.
  fileprivate var numbers: Int {
    (positions > 0 ? vocabulary * tokenWidth : 0)
      + max(1, positions * tokenWidth + features) * hidden + hidden * width + width * codes
      + (memory == ActionPredictor.Shape.Memory.gated.rawValue ? 3 * width * width : 0)
  }
}
