/// What an action can be: one of n choices, a choice in each of several, or a vector of numbers.
public enum ActionSpace: Sendable, Hashable {
  /// One of `choices` actions, numbered from 0; `names` holds a name for each, or nothing.
  case discrete(choices: Int, names: [String])
  /// One choice in each dimension, such as a key pressed or not; `names` are the dimensions'.
  case multiDiscrete(choices: [Int], names: [String])
  /// `dimension` numbers; `names`, `low` and `high` hold one entry a dimension, or nothing.
  case continuous(dimension: Int, names: [String], low: [Float], high: [Float])

  /// The three kinds, as documents write them.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// One choice.
    case discrete
    /// Several choices at a time.
    case multiDiscrete = "multi_discrete"
    /// Numbers.
    case continuous
  }

  /// The most choices that a dimension may have; a larger number is no choice but a measurement.
  public static let choiceLimit = 1 << 24
  /// The most values an action may have.
  public static let widthLimit = 4096

  /// Which of the three it is.
  public var kind: Kind {
    switch self {
    case .discrete: .discrete
    case .multiDiscrete: .multiDiscrete
    case .continuous: .continuous
    }
  }

  /// Values an action; 1 for a discrete space.
  public var width: Int {
    switch self {
    case .discrete: 1
    case .multiDiscrete(let choices, _): choices.count
    case .continuous(let dimension, _, _, _): dimension
    }
  }

  /// The names of the choices of a discrete space, else those of the dimensions; may be empty.
  public var names: [String] {
    switch self {
    case .discrete(_, let names), .multiDiscrete(_, let names), .continuous(_, let names, _, _):
      names
    }
  }

  /// The number of choices of each dimension; empty for a continuous space.
  public var choices: [Int] {
    switch self {
    case .discrete(let choices, _): [choices]
    case .multiDiscrete(let choices, _): choices
    case .continuous: []
    }
  }

  /// Whether the counts of names and bounds fit the space.
  public var isConsistent: Bool {
    switch self {
    case .discrete(let choices, let names):
      (1...Self.choiceLimit).contains(choices) && (names.isEmpty || names.count == choices)
    case .multiDiscrete(let choices, let names):
      (1...Self.widthLimit).contains(choices.count)
        && choices.allSatisfy { (1...Self.choiceLimit).contains($0) }
        && (names.isEmpty || names.count == choices.count)
    case .continuous(let dimension, let names, let low, let high):
      (1...Self.widthLimit).contains(dimension)
        && [names.count, low.count, high.count].allSatisfy { $0 == 0 || $0 == dimension }
    }
  }
}
