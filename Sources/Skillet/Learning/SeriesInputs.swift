internal import Annotations
public import Features
public import LinearAlgebra
public import Segmentation

/// What a predictor sees of a demonstration, and how its numbers are made.
///
/// A codebook and a vocabulary are fitted to a data set once and stored with the model, so that
/// another video is seen in the same way.
public struct SeriesInputs: Sendable {
  /// Rows a second, at most; a video of a lower rate has a row a frame.
  public var rate: Double
  /// Patches as tokens; nil where the picture is not looked at.
  public var codebook: PatchCodebook?
  /// The codes of actions; nil where they are not looked at.
  public var vocabulary: ActionVocabulary?
  /// Codes made up from the picture, where actions are not looked at.
  public var latent: LatentActions?
  /// What the moves are.
  public var moves: Moves
  /// Whether moving averages of the moves so far are features.
  public var seesHistory = false
  /// The components of what was measured that are kept; nil for all of it as it is.
  public var components: PrincipalComponents?
  /// Columns that the moves have to have; nil where any number will do.
  public var moveWidth: Int?

  /// What is done in each row as numbers.
  public enum Moves: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// Continuous actions.
    case actions
    /// The motion of the picture.
    case motion
    /// The feature vectors of the picture.
    case features

    /// Columns of what is measured of the picture; nil where nothing is.
    var measuredColumns: Int? {
      switch self {
      case .none, .actions: nil
      case .motion: MotionRows.columns
      case .features: FeatureLayout.dimensions
      }
    }
  }

  /// How much a patch changes, as the mean over its cells in codes, to count as changed.
  public static let leastPatchChange: Float = 1

  /// Collects the parts.
  public init(
    rate: Double = 30, codebook: PatchCodebook? = nil, vocabulary: ActionVocabulary? = nil,
    moves: Moves = .none
  ) {
    self.rate = rate
    self.codebook = codebook
    self.vocabulary = vocabulary
    self.moves = moves
  }

  /// How many codes of actions there are.
  var codes: Int { vocabulary?.count ?? latent?.vocabulary.count ?? 0 }

  /// Whether a demonstration without actions cannot be read.
  public var needsActions: Bool { vocabulary != nil || moves == .actions }
}
