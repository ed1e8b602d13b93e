internal import Segmentation

extension PredictorSettings {
  /// Why the settings cannot be those of a file with so many numbers; nil where they can.
  ///
  /// Asked before anything of the sizes is allocated.
  func absurdity(numbers: Int) -> String? {
    if let inputAbsurdity { return inputAbsurdity }
    guard (0...10_000).contains(lookAhead) else { return "it looks \(lookAhead) rows ahead" }
    for rule in [rule, streamingRule] {
      guard (0...1 << 20).contains(rule.gap), (0...100).contains(rule.smoothing),
        rule.threshold.isFinite
      else {
        return "its rule has a gap of \(rule.gap) and a smoothing of \(rule.smoothing) rows, "
          + "and a threshold of \(rule.threshold)"
      }
    }
    guard kind == .actionChange || (1...256).contains(members) else {
      return "it has \(members) members"
    }
    var needed = 0
    if let mixture {
      if let reason = mixture.absurdity { return reason }
      needed = max(needed, mixture.numbers)
    }
    if let action {
      if let reason = action.absurdity { return reason }
      needed = max(needed, action.numbers)
    }
    if let spread {
      if let reason = spread.absurdity { return reason }
      needed = max(needed, spread.numbers)
    }
    if let feature {
      if let reason = feature.absurdity { return reason }
      needed = max(needed, feature.numbers)
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
    guard gap.isFinite, (1...64).contains(window) else {
      return "its rule has a gap of \(gap) nats and a window of \(window) rows"
    }
    return nil
  }

  /// Weights of a member.
  fileprivate var numbers: Int {
    let encoder =
      (positions > 0 ? vocabulary * tokenWidth : 0)
      + max(1, positions * tokenWidth + features) * hidden
    // A state space gives as many columns as it takes, a gated memory its own width.
    return memory == ActionPredictor.Shape.Memory.stateSpace.rawValue
      ? encoder + 4 * hidden * width + hidden * codes
      : encoder + 3 * (hidden + width) * width + width * codes
  }
}

extension PredictorSettings.Feature {
  /// Why no feature predictor has these sizes; nil where one may.
  fileprivate var absurdity: String? {
    for (name, value) in [("columns", columns), ("width", width), ("states", states)]
    where !(1...PredictorSettings.largest).contains(value) {
      return "its size \(name) is \(value)"
    }
    let isRising = zip(horizons, horizons.dropFirst()).allSatisfy { $0 < $1 }
    guard horizons.first == 1, isRising, horizons.count <= 64, horizons.last ?? 0 <= 100_000
    else { return "its horizons are \(horizons)" }
    return nil
  }

  /// Weights of a member.
  fileprivate var numbers: Int {
    2 * columns * width + 4 * width * states + 2 * width * 2 * columns * horizons.count
  }
}
