/// Everything of an assessor but its weights: what it sees, how it came to be.
public struct AssessorSettings: Sendable, Hashable, Codable {
  /// How the model came to be.
  public struct Training: Sendable, Hashable, Codable {
    /// The command line.
    public var command: String
    /// Clips and decided pairs that were learned from.
    public var clips, pairs: Int
    /// The skills of the clips; empty where none are named.
    public var skills: [String]
    /// What the clips of one side of the split share: performer, group or clip.
    public var heldOutBy: String
    /// The performers, groups or clips that stopped the training.
    public var validation: [String]
    /// The loss of each member on their pairs; on what was learned where none was held out.
    public var losses: [Double]
    /// The step whose weights each member keeps.
    public var bestSteps: [Int]
    /// The share of pairs put right: of those that were learned, and of those held out.
    public var learnedAccuracy, heldOutAccuracy: Double?
  }

  /// `skillet.assessor/1`.
  public var schema = AssessorSettings.currentSchema
  /// The version of Skillet that trained it.
  public var version: String
  /// The seed of every random choice.
  public var seed: UInt64
  /// The name and version of the rows.
  public var features: String
  /// The columns of the rows.
  public var columns: [String]
  /// Pictures a second, at most.
  public var rate: Double
  /// `whole`, `resampled` or `cut`.
  public var length: String
  /// Pictures of a clip of equal length.
  public var pictures: Int?
  /// Steps that the rows of a clip are averaged into, at most.
  public var steps: Int
  /// The state of the recurrent layer.
  public var hidden: Int
  /// Members of the ensemble.
  public var members: Int
  /// How it was trained.
  public var training: Training

  /// The schema that this version writes and reads.
  public static let currentSchema = "skillet.assessor/1"

  /// How much of a clip is looked at; nil where it is written wrongly.
  public var assessedLength: AssessedLength? { AssessedLength(name: length, count: pictures) }
}
