/// How long and how fast a model is trained, and when it is stopped.
public struct TrainingPlan: Sendable, Hashable {
  /// The learning rate at each step; it also says how many steps there are.
  public var schedule: CosineSchedule
  /// The decoupled weight decay.
  public var weightDecay: Float = 0
  /// The longest gradient; longer ones are scaled down.
  public var gradientLimit: Float = 1
  /// Steps from one validation to the next; there is always one at the end.
  public var validationInterval: Int
  /// Validations without a better score until training stops; nil to go on to the end.
  public var patience: Int?
  /// Steps from one checkpoint to the next; there is always one at the end.
  public var checkpointInterval: Int
  /// How many times as far as the smoothed loss ever fell, and 1 at least, it may rise again.
  public var explosionLimit: Double = 10

  /// Describes a plan; without intervals it validates and stores twenty times.
  public init(
    schedule: CosineSchedule, validationInterval: Int? = nil, checkpointInterval: Int? = nil,
    patience: Int? = nil
  ) {
    self.schedule = schedule
    self.validationInterval = validationInterval ?? max(1, schedule.steps / 20)
    self.checkpointInterval = checkpointInterval ?? max(1, schedule.steps / 20)
    self.patience = patience
    precondition(
      self.validationInterval > 0 && self.checkpointInterval > 0, "an interval has no steps")
  }

  /// Every number of the plan, so that a checkpoint is only taken up under its own plan.
  var fingerprint: String {
    [
      "peak \(schedule.peak)", "floor \(schedule.floor)", "warmUp \(schedule.warmUp)",
      "steps \(schedule.steps)", "weightDecay \(weightDecay)", "gradientLimit \(gradientLimit)",
      "validationInterval \(validationInterval)", "patience \(patience.map(String.init) ?? "none")",
      "checkpointInterval \(checkpointInterval)", "explosionLimit \(explosionLimit)",
    ].joined(separator: ", ")
  }
}
