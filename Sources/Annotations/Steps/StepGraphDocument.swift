/// `skillet.graph/1`: the steps of a task and what follows what.
///
/// Edges name steps by their place in ``steps``; nil is the start before, or the end behind. The
/// paths are kept, so that a graph can be built anew and predicted from.
public struct StepGraphDocument: Sendable, Hashable {
  /// The schema's name as the file states it.
  public static let schema = "skillet.graph/1"
  /// The most steps that a graph may have: matrices of pairs are made of them.
  public static let stepLimit = 2000

  /// A step.
  public struct Step: Sendable, Hashable {
    /// What it is called, unique in the graph.
    public var label: String
    /// In how many sequences it was done, and how often in all.
    public var sequences: Int
    /// How often it was done in all.
    public var occurrences: Int
    /// In how many sequences it was done more than once.
    public var repeats: Int
    /// How many sequences began with it.
    public var starts: Int
    /// How many sequences ended with it.
    public var ends: Int
    /// The mean place of its first time, 0 at the start and 1 at the end.
    public var meanPlace: Double
    /// Whether enough sequences go without it.
    public var isOptional: Bool

    /// Collects a step.
    public init(
      label: String, sequences: Int, occurrences: Int, repeats: Int, starts: Int, ends: Int,
      meanPlace: Double, isOptional: Bool
    ) {
      self.label = label
      self.sequences = sequences
      self.occurrences = occurrences
      self.repeats = repeats
      self.starts = starts
      self.ends = ends
      self.meanPlace = meanPlace
      self.isOptional = isOptional
    }
  }

  /// One step directly after another.
  public struct Edge: Sendable, Hashable {
    /// The step before; nil for the start.
    public var from: Int?
    /// The step after; nil for the end.
    public var to: Int?
    /// How often that was seen.
    public var count: Int
    /// The share of the times that `from` was done, or of the decoded paths.
    public var probability: Double

    /// Collects an edge.
    public init(from: Int?, to: Int?, count: Int, probability: Double) {
      self.from = from
      self.to = to
      self.count = count
      self.probability = probability
    }
  }

  /// Two steps that were done in both orders.
  public struct Interchange: Sendable, Hashable {
    /// The step that more often came first.
    public var first: Int
    /// The other one.
    public var second: Int
    /// In how many sequences the first came first.
    public var inOrder: Int
    /// In how many the second did.
    public var reversed: Int

    /// Collects a pair.
    public init(first: Int, second: Int, inOrder: Int, reversed: Int) {
      self.first = first
      self.second = second
      self.inOrder = inOrder
      self.reversed = reversed
    }
  }

  /// The steps of one or more sequences, in order.
  public struct Path: Sendable, Hashable {
    /// The steps.
    public var steps: [Int]
    /// How many sequences took it.
    public var count: Int

    /// Collects a path.
    public init(steps: [Int], count: Int) {
      self.steps = steps
      self.count = count
    }
  }

  /// How the graph was made.
  public struct Method: Sendable, Hashable {
    /// `counts`, or `beams` where edges were counted in decoded paths.
    public var name: String
    /// Edges less probable were left out.
    public var minimumProbability: Double
    /// Steps that a smaller share of the sequences has are optional.
    public var optionalBelow: Double
    /// The least share of the rarer order of an interchangeable pair.
    public var interchangeShare: Double
    /// The seed of whatever was drawn.
    public var seed: UInt64
    /// The version of Skillet.
    public var version: String

    /// Collects the settings.
    public init(
      name: String, minimumProbability: Double, optionalBelow: Double, interchangeShare: Double,
      seed: UInt64, version: String
    ) {
      self.name = name
      self.minimumProbability = minimumProbability
      self.optionalBelow = optionalBelow
      self.interchangeShare = interchangeShare
      self.seed = seed
      self.version = version
    }
  }

  /// The task; nil where nobody says it.
  public var task: String?
  /// How the graph was made.
  public var method: Method
  /// The steps, in the order of the task's script or of their mean places.
  public var steps: [Step]
  /// The edges, those of the start first.
  public var edges: [Edge]
  /// The interchangeable pairs.
  public var interchanges: [Interchange]
  /// What the sequences did.
  public var paths: [Path]

  /// Collects a graph.
  public init(
    task: String?, method: Method, steps: [Step], edges: [Edge], interchanges: [Interchange],
    paths: [Path]
  ) {
    self.task = task
    self.method = method
    self.steps = steps
    self.edges = edges
    self.interchanges = interchanges
    self.paths = paths
  }

  /// How many sequences the graph was built from.
  public var sequenceCount: Int { paths.reduce(0) { $0 + $1.count } }
}
