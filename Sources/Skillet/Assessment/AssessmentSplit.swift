internal import Assessment
internal import LinearAlgebra

/// How clips are told apart into halves that share no performer, group or clip.
public enum SplitUnit: String, Sendable, Hashable, CaseIterable {
  /// Who did it; a clip of which nobody knows it stands for its group, else for itself.
  case performer
  /// The group; a clip of none stands for itself.
  case group
  /// What is done.
  case skill
  /// Each clip by itself.
  case clip

  /// The unit that a clip belongs to.
  func unit(of clip: ClipList.Clip) -> String {
    switch self {
    case .performer: clip.performer ?? clip.group ?? clip.name
    case .group: clip.group ?? clip.name
    case .skill: clip.skill ?? ""
    case .clip: clip.name
    }
  }
}

extension AssessmentPairs {
  /// The units of clips, sorted.
  func units(_ clips: [Int], by unit: SplitUnit) -> [String] {
    Set(clips.map { unit.unit(of: self.clips[$0]) }).sorted()
  }

  /// Deals the units out to folds, in an order that the seed decides; with each fold its clips.
  func folds(_ count: Int, by unit: SplitUnit, seed: UInt64) throws(SkilletError) -> [[Int]] {
    let units = self.units(Array(clips.indices), by: unit)
    guard units.count >= 2, count <= units.count else {
      throw SkilletError(
        .badData,
        "\(file): the clips are of \(units.count) \(unit.rawValue)(s), which cannot be dealt out to "
          + "\(max(2, count)) folds; give fewer --folds or another --split-by")
    }
    var generator = SplitMix64(seed: seed)
    var folds: [String: Int] = [:]
    for (place, i) in generator.permutation(units.count).enumerated() {
      folds[units[i]] = place % count
    }
    return (0..<count).map { fold in
      clips.indices.filter { folds[unit.unit(of: clips[$0])] == fold }
    }
  }

  /// The pairs within some clips, and the clips among them that stop the training.
  struct Halves {
    var learning: [JudgedPair] = []
    var validation: [JudgedPair] = []
    /// What is held out, by name.
    var heldOut: [String] = []
    /// What they were told apart by.
    var unit = SplitUnit.group
    /// The clips that are learned from.
    var clips: [Int] = []
  }

  /// Holds some of the clips out, to stop the training.
  ///
  /// Performers where there are five or more, else groups, else clips. Pairs across both halves are
  /// left out.
  func halves(of clips: [Int], share: Double, seed: UInt64) -> Halves {
    var halves = Halves()
    let kinds: [SplitUnit] = [.performer, .group, .clip]
    halves.unit =
      kinds.first { self.units(clips, by: $0).count >= 5 } ?? .clip
    let units = self.units(clips, by: halves.unit)
    let count =
      share == 0 ? 0 : min(units.count - 1, max(1, Int((share * Double(units.count)).rounded())))
    var generator = SplitMix64(seed: seed &+ 0x5EED)
    let held = Set(generator.permutation(units.count).prefix(count).map { units[$0] })
    func isHeld(_ clip: Int) -> Bool { held.contains(halves.unit.unit(of: self.clips[clip])) }
    let all = Set(clips)
    for pair in pairs where all.contains(pair.left) && all.contains(pair.right) {
      switch (isHeld(pair.left), isHeld(pair.right)) {
      case (false, false): halves.learning.append(pair)
      case (true, true): halves.validation.append(pair)
      default: break
      }
    }
    // A half without a decided pair cannot stop anything.
    if !halves.validation.contains(where: { $0.leftShare != 0.5 }) {
      halves.validation = []
      halves.learning = pairs.filter { all.contains($0.left) && all.contains($0.right) }
      halves.clips = clips
      return halves
    }
    halves.heldOut = held.sorted()
    halves.clips = clips.filter { !isHeld($0) }
    return halves
  }
}
