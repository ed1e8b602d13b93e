/// Something that a target format cannot hold of a set of annotations.
public struct Loss: Sendable, Hashable, CustomStringConvertible {
  /// What kind of thing.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Several videos in one file.
    case videos
    /// Paths of videos.
    case paths
    /// Lengths of videos, in time or frames.
    case durations
    /// Frame rates and the times of frames.
    case clocks
    /// Sizes of pictures.
    case sizes
    /// Subsets: training, validation, testing.
    case subsets
    /// A vocabulary with numbers.
    case classes
    /// Several tiers, their names and their parents.
    case tiers
    /// Spans that overlap.
    case overlaps
    /// Stretches without a span.
    case gaps
    /// Spans of no length.
    case moments
    /// Boundaries between neighbours of one name.
    case joints
    /// Frame numbers.
    case frames
    /// Times.
    case times
    /// Times finer than the format's unit.
    case precision
    /// Labels, or whether there is one.
    case labels
    /// The exact text of labels.
    case text
    /// Skill identities.
    case skills
    /// Scores.
    case scores
    /// Further attributes of spans.
    case attributes
    /// Further attributes of videos.
    case details
    /// How the segments were found, and keys that nobody knows.
    case document
  }

  /// What kind.
  public var kind: Kind
  /// In words, for the line `FORMAT cannot hold …`.
  public var description: String

  /// Names a loss.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
