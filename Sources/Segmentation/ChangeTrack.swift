/// What happened between the samples of a video, in columns; one value a sample.
public struct ChangeTrack: Sendable {
  /// Seconds of each sample; rising.
  public var times: [Double] = []
  /// Mean absolute change of the picture, in codes.
  public var amount: [Float] = []
  /// Per cent of the picture that changed strongly.
  public var share: [Float] = []
  /// Mean absolute change that motion of the cells does not explain, in codes.
  public var residual: [Float] = []
  /// How far the change lasts, 0...1.
  public var persistence: [Float] = []
  /// How far the change is more than a shift of the whole picture, 0...1.
  public var independence: [Float] = []
  /// Mean absolute change that a shift of the whole picture leaves, in codes.
  public var unexplained: [Float] = []
  /// Distance between the motion of the next and of the last half second.
  public var turn: [Float] = []

  /// An empty track, with room for `capacity` samples.
  public init(capacity: Int = 0) {
    times.reserveCapacity(capacity)
    for path in [
      \ChangeTrack.amount, \.share, \.residual, \.persistence, \.independence, \.unexplained,
      \.turn,
    ] {
      self[keyPath: path].reserveCapacity(capacity)
    }
  }

  /// Samples in the track.
  public var count: Int { times.count }

  /// Adds a sample; its turn follows later through `turn`.
  public mutating func append(
    time: Double, amount: Float, share: Float, residual: Float, persistence: Float,
    independence: Float, unexplained: Float = 0
  ) {
    times.append(time)
    self.amount.append(amount)
    self.share.append(share)
    self.residual.append(residual)
    self.persistence.append(persistence)
    self.independence.append(independence)
    self.unexplained.append(unexplained)
  }

  /// How many thirtieths of a second lie between a sample and the one before; at least half a one.
  func thirtieths(_ i: Int) -> Float {
    i == 0 ? 1 : Float(30 * max(times[i] - times[i - 1], 1 / 60.0))
  }

  /// Forgets the first samples.
  mutating func removeFirst(_ samples: Int) {
    times.removeFirst(samples)
    amount.removeFirst(samples)
    share.removeFirst(samples)
    residual.removeFirst(samples)
    persistence.removeFirst(samples)
    independence.removeFirst(samples)
    unexplained.removeFirst(samples)
    turn.removeFirst(samples)
  }
}
