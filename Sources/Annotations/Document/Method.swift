/// How a document's segments were found, complete enough to find them again.
public struct Method: Sendable, Hashable {
  /// The detector, such as `sbd`.
  public var name: String
  /// What gave the evidence, such as `fused` or `online-predictor`.
  public var predictor: String
  /// What the evidence was taken from, such as `layout-gradient-motion/1`.
  public var features: String
  /// When a boundary is taken.
  public var threshold: Threshold
  /// Samples a second at which the evidence was taken.
  public var sampleRate: Double
  /// The shortest segment allowed, in seconds.
  public var minLength: Double
  /// The longest segment allowed, in seconds.
  public var maxLength: Double
  /// The seed of every random choice.
  public var seed: UInt64
  /// The version of Skillet that wrote the document.
  public var version: String

  /// Collects the settings.
  public init(
    name: String, predictor: String, features: String, threshold: Threshold, sampleRate: Double,
    minLength: Double, maxLength: Double, seed: UInt64 = 0, version: String
  ) {
    self.name = name
    self.predictor = predictor
    self.features = features
    self.threshold = threshold
    self.sampleRate = sampleRate
    self.minLength = minLength
    self.maxLength = maxLength
    self.seed = seed
    self.version = version
  }

  /// A threshold and its unit.
  public struct Threshold: Sendable, Hashable {
    /// `sigma`, `nats`, `percent` (quantile) or `count`.
    public var kind: String
    /// The number in that unit.
    public var value: Double

    /// Names a threshold.
    public init(kind: String, value: Double) {
      self.kind = kind
      self.value = value
    }
  }
}
