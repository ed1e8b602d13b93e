public import Annotations

/// What departs in one demonstration from the order in which a task is usually done.
///
/// The first occurrence of each step counts. Two steps are out of order where the model gives the
/// other order at least ``Settings/sure`` and the demonstrations, where they hold both, kept it as
/// often. Of the steps in such pairs as few as possible are blamed: again and again the one in most
/// pairs and, of equal ones, the one done first, for it was done before what should come before it.
public struct OrderCheck: Sendable {
  /// What counts as a departure.
  public struct Settings: Sendable, Hashable {
    /// How probable the other order of two steps must be.
    public var sure: Double
    /// The share of the demonstrations that a step is in, from which on its absence is told.
    public var usual: Double

    /// Chooses what counts.
    public init(sure: Double = 0.9, usual: Double = 0.5) {
      self.sure = sure
      self.usual = usual
    }
  }

  /// Something that departs.
  public struct Departure: Sendable, Hashable {
    /// What departs.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// A usual step is not done.
      case missing
      /// A step is done again.
      case repeated
      /// A step is done that the fit does not know.
      case extra
      /// A step is done before one that usually comes before it.
      case order
    }

    /// What departs.
    public var kind: Kind
    /// The step.
    public var step: String
    /// Its place among the steps of the demonstration; nil for one that is missing.
    public var place: Int?
    /// For a missing step, the place of the step that it should stand in front of; the number of
    /// steps where it should come last.
    public var expected: Int?
    /// For a step out of order, the others that it should stand behind or in front of.
    public var pairs: [Pair]
    /// The share of the demonstrations that hold, or repeat, the step; nil where it is unknown.
    public var share: Double?
  }

  /// Two steps whose order is unusual.
  public struct Pair: Sendable, Hashable {
    /// The other step.
    public var step: String
    /// Its place in the demonstration.
    public var place: Int
    /// Whether it usually comes before the step that departs.
    public var isUsuallyBefore: Bool
    /// The probability of the usual order.
    public var probability: Double
    /// The 95 % interval of that; nil where it is not known.
    public var interval: ClosedRange<Double>?
  }

  /// The demonstration.
  public let demonstration: StepSequence
  /// What it is held against.
  public let fit: OrderFit
  /// What counted.
  public let settings: Settings
  /// What departs, by place in the demonstration.
  public let departures: [Departure]

  /// Compares a demonstration with a fit.
  public init(_ demonstration: StepSequence, against fit: OrderFit, settings: Settings = Settings())
  {
    (self.demonstration, self.fit, self.settings) = (demonstration, fit, settings)
    let index = Dictionary(uniqueKeysWithValues: fit.items.enumerated().map { ($1.item, $0) })
    var departures: [Departure] = []
    var first: [Int: Int] = [:]
    var seen: Set<String> = []
    for (place, step) in demonstration.steps.enumerated() {
      guard let item = index[step.label] else {
        seen.insert(step.label)
        departures.append(
          Departure(kind: .extra, step: step.label, place: place, pairs: [], share: nil))
        continue
      }
      if !seen.insert(step.label).inserted {
        departures.append(
          Departure(
            kind: .repeated, step: step.label, place: place, pairs: [],
            share: fit.items[item].repeated / fit.rankings))
      } else {
        first[item] = place
      }
    }
    for (item, entry) in fit.items.enumerated() {
      guard first[item] == nil, entry.seen / fit.rankings >= settings.usual else { continue }
      // It should stand in front of the first step that usually comes behind it.
      let behind = first.filter { $0.key > item }.map(\.value).min()
      departures.append(
        Departure(
          kind: .missing, step: entry.item, expected: behind ?? demonstration.steps.count,
          pairs: [],
          share: entry.seen / fit.rankings))
    }
    departures += Self.outOfOrder(first, fit, settings)
    self.departures = departures.sorted {
      ($0.place ?? $0.expected ?? 0, $0.kind.rank, $0.step)
        < ($1.place ?? $1.expected ?? 0, $1.kind.rank, $1.step)
    }
  }

  private static func outOfOrder(
    _ first: [Int: Int], _ fit: OrderFit, _ settings: Settings
  ) -> [Departure] {
    let done = first.sorted { $0.value < $1.value }.map(\.key)
    // Positions in `done`: an earlier step, and a later one that should come before it.
    var pairs: [(early: Int, late: Int)] = []
    for early in done.indices {
      for late in done.indices.dropFirst(early + 1) {
        let (before, behind) = (done[late], done[early])
        guard fit.probability(of: before, before: behind) >= settings.sure else { continue }
        if let counts = fit.before {
          let both = counts[before][behind] + counts[behind][before]
          if both > 0, counts[before][behind] < settings.sure * both { continue }
        }
        pairs.append((early, late))
      }
    }
    var blamed: [(step: Int, pairs: [(early: Int, late: Int)])] = []
    while !pairs.isEmpty {
      var load = [Int](repeating: 0, count: done.count)
      for pair in pairs {
        load[pair.early] += 1
        load[pair.late] += 1
      }
      let most = load.max() ?? 0
      guard let step = load.firstIndex(of: most) else { break }
      blamed.append((step, pairs.filter { $0.early == step || $0.late == step }))
      pairs.removeAll { $0.early == step || $0.late == step }
    }
    return blamed.map { step, pairs in
      Departure(
        kind: .order, step: fit.items[done[step]].item, place: first[done[step]],
        pairs: pairs.map { pair in
          let other = pair.early == step ? pair.late : pair.early
          let (before, behind) = (done[pair.late], done[pair.early])
          return Pair(
            step: fit.items[done[other]].item, place: first[done[other]] ?? 0,
            isUsuallyBefore: other == pair.late,
            probability: fit.probability(of: before, before: behind),
            interval: fit.interval(of: before, before: behind))
        })
    }
  }
}

extension OrderCheck.Departure.Kind {
  /// The order among departures at one place.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// What it is called in tables.
  var name: String { self == .order ? "out of order" : rawValue }
}
