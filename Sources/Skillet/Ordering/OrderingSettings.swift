internal import Foundation
public import Ordering

/// Everything of a trained ordering model but its weights: what it sees, how it came to be.
public struct OrderingSettings: Sendable, Hashable, Codable {
  /// What the model sees of a frame.
  public enum Encoder: String, Sendable, Hashable, Codable, CaseIterable {
    /// The built-in features, as they are.
    case builtIn = "built-in"
    /// The picture in patches, through a small vision transformer that is trained.
    case patches
  }

  /// How the model came to be.
  public struct Training: Sendable, Hashable, Codable {
    /// The command line.
    public var command: String
    /// Demonstrations that were learned from, how many of them by their segments, and rows in all.
    public var demonstrations, segmented, rows: Int
    /// Demonstrations that stopped the training and chose the weights.
    public var validation: [String]
    /// The loss that was lowered, and what the jigsaw counted beside it.
    public var loss: ListLoss
    /// What the jigsaw counted; 0 where the encoder is not trained.
    public var jigsawWeight: Float
    /// How lists were drawn.
    public var sampler: ListSampler
    /// Steps of the optimiser that were planned, and those taken.
    public var plannedSteps, steps: Int
    /// Why training ended: finished or noImprovement.
    public var end: String
    /// The loss on the lists that validate before training, and the lowest.
    public var initialLoss, lowestLoss: Double
    /// What equal scores cost.
    public var chanceLoss: Double
  }

  /// `skillet.ordering/1`.
  public var schema = OrderingSettings.currentSchema
  /// The version of Skillet that trained it.
  public var version: String
  /// The seed of every random choice, also of the weights before training.
  public var seed: UInt64
  /// What is seen of a frame.
  public var encoder: Encoder
  /// The layout of the built-in features, or of the patches.
  public var features: String
  /// The sizes of a trained encoder; nil for the built-in features.
  public var patches: PatchEncoder.Shape?
  /// The sizes of the head.
  public var head: OrderingHead.Shape
  /// Frames that an item is seen by.
  public var framesAnItem: Int
  /// How it was trained.
  public var training: Training

  /// The schema that this version writes and reads.
  public static let currentSchema = "skillet.ordering/1"
}
