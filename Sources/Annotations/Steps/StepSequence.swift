/// The steps of one demonstration, in the order in which they were done.
public struct StepSequence: Sendable, Hashable {
  /// One step as it was done.
  public struct Step: Sendable, Hashable {
    /// What the step is called; the same text means the same step of a task.
    public var label: String
    /// When it was done, in seconds of the video; nil where the file does not say it.
    public var seconds: Range<Double>?

    /// Collects a step.
    public init(_ label: String, seconds: Range<Double>? = nil) {
      self.label = label
      self.seconds = seconds
    }
  }

  /// The demonstration's name, unique among those of its file.
  public var name: String
  /// The task that was done; nil where the file does not say it.
  public var task: String?
  /// The steps, at least one.
  public var steps: [Step]

  /// Collects a demonstration.
  public init(name: String, task: String? = nil, steps: [Step]) {
    self.name = name
    self.task = task
    self.steps = steps
  }

  /// The labels of the steps.
  public var labels: [String] { steps.map(\.label) }
}

/// The demonstrations of a file, and the steps that each task is known to have.
public struct StepSequenceList: Sendable, Hashable {
  /// The demonstrations in the order of the file.
  public var sequences: [StepSequence]
  /// A task's steps in the order of its script, by the task's name; only where the file has them.
  public var scripts: [String: [String]]

  /// Collects demonstrations.
  public init(_ sequences: [StepSequence], scripts: [String: [String]] = [:]) {
    self.sequences = sequences
    self.scripts = scripts
  }
}
