internal import Annotations

/// The shapes that a program can have.
enum Family: CaseIterable, Sendable {
  /// A chain whose last value is asked about.
  case sequence
  /// Several conditions on one action.
  case conditions
  /// Conditions, one of which rests on a chain.
  case boundConditions
  /// How often something is done between two ends.
  case number
  /// What lies between two ends, or on which sides they are.
  case between
  /// The order of occurrences found each on its own.
  case order

  /// The share of the set that it should have.
  var share: Double {
    switch self {
    case .sequence: 0.32
    case .conditions: 0.12
    case .boundConditions: 0.16
    case .number: 0.14
    case .between: 0.12
    case .order: 0.14
    }
  }

  var logic: QuestionProof.Logic {
    switch self {
    case .sequence: .sequential
    case .conditions: .conjunctive
    case .boundConditions, .number, .between, .order: .nested
    }
  }

  /// How many steps it can have.
  var steps: ClosedRange<Int> {
    switch self {
    case .sequence: 2...6
    case .conditions: 2...4
    case .boundConditions: 3...6
    case .number, .between: 3...6
    case .order: 4...5
    }
  }
}

/// Chooses families so that each comes to its share, as far as the facts allow it.
struct FamilyShares: Sendable {
  private var counts: [Family: Int] = [:]
  private let allowed: [Family]

  init(_ settings: GenerationSettings) {
    allowed = Family.allCases.filter {
      settings.logics.contains($0.logic) && $0.steps.overlaps(settings.steps)
    }
  }

  /// One of the allowed families, more often one that has less than its share; nil without any.
  func draw(_ random: inout SeededRandom) -> Family? {
    let total = Double(counts.values.reduce(0, +)) + 1
    let weights = allowed.map { family in
      max(0.1 * family.share, 2 * family.share - Double(counts[family] ?? 0) / total)
    }
    var place = random.unit() * weights.reduce(0, +)
    for (family, weight) in zip(allowed, weights) {
      place -= weight
      if place < 0 { return family }
    }
    return allowed.last
  }

  mutating func add(_ family: Family) { counts[family, default: 0] += 1 }
}
