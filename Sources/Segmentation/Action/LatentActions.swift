internal import LinearAlgebra

/// Codes of what happens from a row to the next, for videos whose actions nobody wrote down.
///
/// Of tokens, a step is a joint choice: the shift of the patches that explains most of what changed
/// (``PatchShift``), or that much changed unexplained, or a little, or nothing; and which of the
/// rarely changing patches changed, as an inventory's do. The most frequent joint choices of a data
/// set are the codes. Of numbers alone, a step is what they are in the row that it leads to,
/// standardised and grouped by k-means. Both are an ``ActionVocabulary``, so that a skill mixture
/// reads the codes as it reads actions; nothing is known of the picture's layout.
///
/// The code of row t is known with row `t + 1`. Cost: that of the shifts, or
/// `codes * columns` multiply-adds a row.
public struct LatentActions: Sendable, Hashable {
  /// How steps are told apart.
  public struct Settings: Sendable, Hashable {
    /// The most codes.
    public var count = 24
    /// How often a joint choice has to occur to be a code.
    public var least = 20
    /// The farthest shift that is tried.
    public var reach = 1
    /// The share of changed patches that a shift has to explain.
    public var explained: Float = 0.5
    /// The share of patches from which on a step changes much.
    public var much: Float = 0.07
    /// The share of steps below which a changing patch is a rare one.
    public var rare: Float = 0.1

    /// The usual ones.
    public init() {}
  }

  /// How steps are told apart.
  public let settings: Settings
  /// Columns of the grid of patches; 0 where steps are numbers.
  public let columns: Int
  /// The patches that rarely change.
  public let rarePatches: [Int]
  /// The codes.
  public let vocabulary: ActionVocabulary

  /// Takes up what was learned before.
  public init(settings: Settings, columns: Int, rarePatches: [Int], vocabulary: ActionVocabulary) {
    self.settings = settings
    self.columns = columns
    self.rarePatches = rarePatches
    self.vocabulary = vocabulary
  }

  /// Learns the codes of a data set: of its tokens, or of its moves and features without any.
  ///
  /// - Parameters:
  ///   - series: demonstrations; their codes are not looked at.
  ///   - columns: columns of the grid of patches; not looked at where there are no tokens.
  ///   - settings: how steps are told apart.
  ///   - seed: what the draws of k-means follow from.
  /// - Throws: where there is no step to learn from, or a number is not finite.
  public init(
    learning series: [DemonstrationSeries], columns: Int, settings: Settings = Settings(),
    seed: UInt64
  ) throws(ActionVocabularyError) {
    self.settings = settings
    guard let positions = series.first?.positions, positions > 0 else {
      (self.columns, rarePatches) = (0, [])
      let numbers = series.map { Self.numbers($0) }
      vocabulary = try ActionVocabulary.clusters(
        of: numbers.flatMap(\.values), dimension: max(1, numbers.first?.columns ?? 1),
        count: settings.count, seed: seed)
      return
    }
    self.columns = columns
    let shift = PatchShift(positions: positions, columns: columns, reach: settings.reach)
    let rare = Self.rarePatches(series, shift, below: settings.rare)
    rarePatches = rare
    vocabulary = try ActionVocabulary.combinations(
      of: series.flatMap { Self.choices($0, shift, rare, settings) }, width: 1 + rare.count,
      least: settings.least, limit: settings.count)
  }

  /// The code of each row's step to the next; -1 for the last row.
  ///
  /// - Throws: where a number is not finite.
  public func codes(
    _ series: DemonstrationSeries
  ) throws(ActionVocabularyError) -> [Int32] {
    guard series.count > 0 else { return [] }
    if columns == 0 { return try vocabulary.codes(ofNumbers: Self.numbers(series).values) + [-1] }
    let shift = PatchShift(positions: series.positions, columns: columns, reach: settings.reach)
    return vocabulary.codes(of: Self.choices(series, shift, rarePatches, settings)) + [-1]
  }
}
