/// One figure of a protocol over many videos, and what chance reaches on the same videos.
public struct Figure: Sendable, Hashable {
  /// How numbers are written: `percent` multiplies the quotient by 100.
  public enum Unit: String, Sendable, Hashable {
    /// 0...1, three decimals.
    case share
    /// 0...100, one decimal.
    case percent
    /// Frames or samples, two decimals.
    case frames
    /// How many, two decimals.
    case count
  }

  /// How videos become one number.
  public enum Averaging: String, Sendable, Hashable {
    /// The mean of the videos' values: macro.
    case mean
    /// Numerators and denominators are added up over videos before they are divided: micro.
    case pooled
    /// One value for all videos together that no video has a part of; it has no interval.
    case whole
  }

  /// The name in JSON, such as `f1At10`.
  public let key: String
  /// The name for people, such as `F1@10`.
  public let title: String
  /// How numbers are written.
  public let unit: Unit
  /// How videos become one number.
  public let averaging: Averaging
  /// Whether less is better.
  public let isLoss: Bool
  /// Each video's part; a single one for `whole`.
  public let ratios: [Ratio]
  /// What a video scores whose denominator is 0; nil where it has no score.
  public let emptyScore: Double?
  /// The parts of cuts of equal length with the true count; nil where they mean nothing.
  public let uniform: [Ratio]?
  /// The parts of random cuts with the true count, added up over draws; nil likewise.
  public let random: [Ratio]?

  /// Collects a figure. An empty score is in the figure's own unit.
  public init(
    key: String, title: String, unit: Unit, averaging: Averaging, isLoss: Bool = false,
    ratios: [Ratio], emptyScore: Double?, uniform: [Ratio]? = nil, random: [Ratio]? = nil
  ) {
    self.key = key
    self.title = title
    self.unit = unit
    self.averaging = averaging
    self.isLoss = isLoss
    self.ratios = ratios
    self.emptyScore = emptyScore
    self.uniform = uniform
    self.random = random
  }

  /// The score of one video; nil where it has none.
  public func score(ofVideo index: Int) -> Double? {
    averaging == .whole ? nil : score(of: ratios[index])
  }

  /// The figure over all videos, with its interval; nil where no video has a score.
  public func estimate(_ bootstrap: Bootstrap) -> Bootstrap.Interval? {
    guard averaging != .whole else {
      return score(of: Ratio.sum(ratios)).map { Bootstrap.Interval(mean: $0) }
    }
    return bootstrap.interval(ofRatios: terms(ratios)) ?? emptyInterval
  }

  /// The interval of the difference to the same figure of other predictions for the same videos;
  /// nil where it is not defined, and for `whole`.
  public func difference(to other: Figure, _ bootstrap: Bootstrap) -> Bootstrap.Interval? {
    precondition(ratios.count == other.ratios.count, "a difference needs the same videos twice")
    switch averaging {
    case .whole: return nil
    case .pooled: 
      return bootstrap.pairedDifference(ofRatios: terms(ratios), other.terms(other.ratios))
    case .mean:
      let pairs = zip(ratios, other.ratios).compactMap { left, right in
        score(of: left).flatMap { value in other.score(of: right).map { (value, $0) } }
      }
      return bootstrap.pairedDifference(pairs.map(\.0), pairs.map(\.1))
    }
  }

  /// The uniform and the random cuts' figure over all videos.
  public var chance: (uniform: Double?, random: Double?) {
    func figure(_ ratios: [Ratio]?) -> Double? {
      ratios.flatMap { Ratio.sum(terms($0)).value ?? emptyScore }
    }
    return (figure(uniform), figure(random))
  }

  /// A value in the figure's unit as people read it.
  public func text(_ value: Double?) -> String { value?.fixed(unit.decimals) ?? "–" }

  /// Ratios that add up to the figure in its unit: one a video with a score.
  private func terms(_ ratios: [Ratio]) -> [Ratio] {
    switch averaging {
    case .mean: ratios.compactMap { score(of: $0).map { Ratio($0, 1) } }
    case .pooled, .whole: ratios.map { Ratio($0.numerator * unit.scale, $0.denominator) }
    }
  }

  private func score(of ratio: Ratio) -> Double? {
    ratio.value.map { $0 * unit.scale } ?? emptyScore
  }

  private var emptyInterval: Bootstrap.Interval? {
    ratios.isEmpty ? nil : emptyScore.map { Bootstrap.Interval(mean: $0) }
  }
}

extension Figure.Unit {
  var scale: Double { self == .percent ? 100 : 1 }

  var decimals: Int {
    switch self {
    case .share: 3
    case .percent: 1
    case .frames, .count: 2
    }
  }
}
