public import Annotations
public import Evaluation

/// Scores of items against reference scores: `skillet evaluate rating`.
public struct RatingEvaluation: Sendable {
  /// The figures.
  public let report: RatingReport
  /// What a person should know beside them, a sentence each.
  public private(set) var notes: [String] = []

  /// What items are compared within.
  public enum Sets: String, Sendable, Hashable, CaseIterable {
    /// Executions of a group, such as from one start.
    case group
    /// All items of a skill.
    case skill
    /// All items.
    case all
  }

  /// Joins scores and truth by the items' names, and scores them.
  ///
  /// - Parameters:
  ///   - scores: items with scores.
  ///   - truth: items with reference scores.
  ///   - sets: what is compared; nil for groups where the items have them, else skills, else all.
  ///   - measured: clips that duration and motion are taken from, with what was measured of each;
  ///     without them they are those that the files state.
  ///   - bootstrap: how intervals are found.
  public init(
    scores: RatedItems, truth: RatedItems, sets: Sets? = nil,
    measured: (clips: ClipList, measurements: ClipMeasurements)? = nil, bootstrap: Bootstrap
  ) throws(SkilletError) {
    let truths = Dictionary(truth.items.map { ($0.name, $0) }) { first, _ in first }
    var measurements: [String: ClipMeasurement] = [:]
    if let measured {
      for (clip, one) in zip(measured.clips.clips, measured.measurements.clips) {
        measurements[clip.name] = one
      }
    }
    var joined: [(item: RatedItems.Item, truth: RatedItems.Item)] = []
    for item in scores.items {
      guard let known = truths[item.name] else {
        throw SkilletError(
          .badData,
          "\(scores.file): \(item.written.printable) is no item of \(truth.file); names "
            + "join scores and truth")
      }
      guard item.score != nil else {
        throw SkilletError(.badData, "\(scores.file): \(item.written.printable) has no score")
      }
      guard known.score != nil else {
        throw SkilletError(
          .badData, "\(truth.file): \(item.written.printable) has no reference score")
      }
      if measured != nil, measurements[item.name] == nil {
        throw SkilletError(
          .noInput, "\(scores.file): there is no clip called \(item.name.printable)")
      }
      joined.append((item, known))
    }
    if truth.items.count > joined.count {
      notes.append("\(truth.items.count - joined.count) items of \(truth.file) have no score")
    }
    func group(_ pair: (item: RatedItems.Item, truth: RatedItems.Item)) -> String? {
      pair.truth.group ?? pair.item.group
    }
    func skill(_ pair: (item: RatedItems.Item, truth: RatedItems.Item)) -> String? {
      pair.truth.skill ?? pair.item.skill
    }
    let hasGroups = joined.allSatisfy { group($0) != nil }
    let hasSkills = joined.contains { skill($0) != nil }
    let chosen = sets ?? (hasGroups ? .group : hasSkills ? .skill : .all)
    let items = joined.map { pair in
      let one = measurements[pair.item.name]
      let name =
        switch chosen {
        case .group: group(pair) ?? "no group"
        case .skill: skill(pair) ?? "no skill"
        case .all: "all"
        }
      return RatingProtocol.Item(
        name: pair.item.name, set: name, truth: pair.truth.score ?? 0, score: pair.item.score ?? 0,
        duration: one.map { Double($0.frames) } ?? pair.item.frames ?? pair.truth.frames,
        motion: one?.motion ?? pair.item.motion ?? pair.truth.motion)
    }
    for (name, isThere) in [
      ("duration", items.allSatisfy { $0.duration != nil }),
      ("mean motion", items.allSatisfy { $0.motion != nil }),
    ] where !isThere {
      notes.append("no \(name) is known of every item; give --clips to measure it")
    }
    do {
      report = try RatingProtocol(bootstrap: bootstrap).report(items)
    } catch {
      throw SkilletError(error)
    }
  }
}
