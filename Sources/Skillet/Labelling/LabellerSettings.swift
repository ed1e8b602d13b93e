internal import Annotations
internal import Segmentation

/// Everything of a labeller but its weights: what it sees, which actions it knows, how it came to be.
public struct LabellerSettings: Sendable, Hashable, Codable {
  /// The actions that are labelled.
  public struct Space: Sendable, Hashable, Codable {
    var kind: String
    /// Choices of each dimension; empty for numbers.
    var choices: [Int]
    /// Values an action.
    var width: Int
    var names: [String]
    var low, high: [Float]
    /// The actions that do nothing.
    var nullActions: [[Int32]]
  }

  /// The sizes that the inputs do not give.
  public struct Sizes: Sendable, Hashable, Codable {
    var reach, context, tokenWidth, hidden: Int
  }

  /// How the model came to be.
  public struct Training: Sendable, Hashable, Codable {
    /// The command line.
    public var command: String
    /// Labelled videos that were learned from, and rows in them.
    public var demonstrations, rows: Int
    /// Labelled videos that were held out, to stop the training and to measure.
    public var validation: [String]
    /// The lowest mean loss of each member on them; on what was learned where none was held out.
    public var losses: [Double]
    /// What was measured on them; nil where none was held out.
    public var figures: LabelFigures?
  }

  /// `skillet.inverse-dynamics/1`.
  public var schema = LabellerSettings.currentSchema
  /// The version of Skillet that trained it.
  public var version: String
  /// The seed of every random choice.
  public var seed: UInt64
  /// Rows a second, at most.
  public var rate: Double
  /// `none`, or `motion` where the measured motion is looked at too.
  public var moves: String
  /// Patches in a row and rows of patches.
  public var grid: [Int]?
  /// Members of the ensemble.
  public var members: Int
  /// The sizes.
  public var sizes: Sizes
  /// The actions.
  public var space: Space
  /// How it was trained.
  public var training: Training

  /// The schema that this version writes and reads.
  public static let currentSchema = "skillet.inverse-dynamics/1"
}

extension LabellerSettings: InputSettings {
  var seesHistory: Bool { false }
  var latent: PredictorSettings.Latent? { nil }
}

extension LabellerSettings.Space {
  /// The settings of a space.
  init(_ space: ActionSpace, nullActions: Set<[Int32]>) {
    self.init(
      kind: space.kind.rawValue, choices: space.choices, width: space.width, names: space.names,
      low: [], high: [],
      nullActions: nullActions.sorted { $0.lexicographicallyPrecedes($1) })
    if case .continuous(_, _, let low, let high) = space { (self.low, self.high) = (low, high) }
  }

  /// The space; nil where there is no such.
  var space: ActionSpace? {
    let space: ActionSpace
    switch ActionSpace.Kind(rawValue: kind) {
    case .discrete?:
      guard choices.count == 1 else { return nil }
      space = .discrete(choices: choices[0], names: names)
    case .multiDiscrete?: space = .multiDiscrete(choices: choices, names: names)
    case .continuous?:
      space = .continuous(dimension: width, names: names, low: low, high: high)
    case nil: return nil
    }
    let fits = space.isConsistent && space.width == width
    let areNulls = nullActions.allSatisfy { action in
      action.count == width && zip(action, space.choices).allSatisfy { $0 >= 0 && $0 < $1 }
    }
    let isFinite = (low + high).allSatisfy(\.isFinite)
    return fits && areNulls && isFinite ? space : nil
  }
}
