public import Frames

/// Turns sampled pictures and their changes into feature vectors at a fixed hop.
///
/// The vector of a hop shows the last sample at or before it, and the mean motion of the samples
/// since the hop before. Cost: about 30 us a vector.
public struct FeatureExtractor: Sendable {
  /// A vector and where it was taken.
  public struct Vector: Sendable, Hashable {
    /// The sample whose picture it shows, from 0.
    public var sample: Int
    /// Seconds since the first sample.
    public var time: Double
    /// `FeatureLayout.dimensions` values.
    public var values: [Float]
  }

  private var sample = -1
  private var firstTime = 0.0
  private var lastTime = 0.0
  private var picture: SmallPicture?
  private var motion = [Float](repeating: 0, count: 16)
  private var motionCount = 0
  private var lastMotion = [Float](repeating: 0, count: 16)
  private var hops = 0

  /// An extractor that has seen nothing.
  public init() {}

  /// Takes the next sample and gives the vectors of the hops before it.
  public mutating func process(
    _ picture: SmallPicture, _ change: PictureChange, at time: Double
  ) -> [Vector] {
    var vectors: [Vector] = []
    if sample < 0 {
      firstTime = time
    } else {
      while Double(hops) * FeatureLayout.hop + 1e-6 < time - firstTime { vectors.append(emit()) }
    }
    let elapsed = sample < 0 ? 1 / 30.0 : time - lastTime
    add(change, thirtieths: Float(30 * max(elapsed, 1 / 60.0)))
    self.picture = picture
    sample += 1
    lastTime = time
    return vectors
  }

  /// Gives the vectors up to the last sample.
  public mutating func finish() -> [Vector] {
    var vectors: [Vector] = []
    while sample >= 0, Double(hops) * FeatureLayout.hop <= lastTime - firstTime + 1e-6 {
      vectors.append(emit())
    }
    return vectors
  }

  private mutating func add(_ change: PictureChange, thirtieths: Float) {
    let means = FeatureLayout.meanMotion(change, scale: change.persistence / thirtieths)
    for i in 0..<16 { motion[i] += means[i] }
    lastMotion = means
    motionCount += 1
  }

  private mutating func emit() -> Vector {
    let time = Double(hops) * FeatureLayout.hop
    let means = motionCount > 0 ? motion.map { $0 / Float(motionCount) } : lastMotion
    motion = Array(repeating: 0, count: 16)
    motionCount = 0
    hops += 1
    let appearance = picture.map(FeatureLayout.appearance) ?? []
    return Vector(sample: sample, time: time, values: appearance + FeatureLayout.compressed(means))
  }
}
