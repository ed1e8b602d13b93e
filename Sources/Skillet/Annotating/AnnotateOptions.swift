public import Batches

/// How a run over a data set goes about it; what it finds does not depend on this.
public struct AnnotateOptions: Sendable, Hashable {
  /// Videos side by side.
  public var jobs = 1
  /// How long a video may take.
  public var limits = WorkerPool.Limits()
  /// The part of the data set that is done.
  public var shard = Shard.whole
  /// Whether the first video that fails ends the run.
  public var stopsAtFailure = false
  /// Whether videos are compared by their contents, too.
  public var verifies = false
  /// Whether videos that are done are done again.
  public var redoes = false
  /// Whether videos that failed before are left alone.
  public var keepsFailures = false
  /// Whether results of other settings are replaced.
  public var replaces = false
  /// The command line.
  public var command: [String] = []

  /// The defaults.
  public init() {}
}
