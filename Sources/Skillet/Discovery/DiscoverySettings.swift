/// How skills are looked for in segments.
public struct DiscoverySettings: Sendable, Hashable {
  /// Whether what was done counts beside what is seen.
  public enum ActionUse: Sendable, Hashable {
    /// Where every video has actions of one kind beside it.
    case whereAllHave
    /// Always; a video without actions is a fault.
    case always
    /// Never.
    case never
  }

  /// How many skills there are; nil: as many as the segments fall into.
  public var skills: Int?
  /// The skills that are known already; nil for none.
  public var known: SkillLibrary?
  /// Whether actions count.
  public var actions: ActionUse
  /// The folder in which videos are looked for first.
  public var videos: String?
  /// Files or folders of labels, joined with the videos by name.
  public var labels: [String]
  /// A table of `video,group`.
  public var groups: String?
  /// The part of the videos, and of the groups, in which a common skill occurs.
  public var commonShare: Double
  /// What every draw follows from.
  public var seed: UInt64
  /// Decoder threads.
  public var threads: Int

  /// Principal components that segments are compared in.
  static let dimensions = 32

  /// Collects the settings.
  public init(
    skills: Int? = nil, known: SkillLibrary? = nil, actions: ActionUse = .whereAllHave,
    videos: String? = nil, labels: [String] = [], groups: String? = nil,
    commonShare: Double = 0.5, seed: UInt64 = 0, threads: Int = 2
  ) {
    self.skills = skills
    self.known = known
    self.actions = actions
    self.videos = videos
    self.labels = labels
    self.groups = groups
    self.commonShare = commonShare
    self.seed = seed
    self.threads = threads
  }
}
