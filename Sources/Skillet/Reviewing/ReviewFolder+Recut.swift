internal import Annotations

extension ReviewFolder {
  /// A document cut again, held against what it is now.
  public struct Recutting: Sendable {
    /// The threshold, in the unit of the document's method.
    public var threshold: Double
    /// 0...100; 50 is the document's own setting.
    public var sensitivity: Double
    /// The boundaries that there would be.
    public var boundaries: [Int]
    /// Boundaries that would be new.
    public var added: [Int]
    /// Boundaries that would go.
    public var removed: [Int]
    /// Boundaries that would stay.
    public var kept: Int
  }

  /// How a document is asked to be cut again.
  public enum RecutSetting: Sendable, Hashable {
    /// 0...100; 50 is the document's own setting.
    case sensitivity(Double)
    /// A threshold in the unit of the document's method.
    case threshold(Double)
  }

  /// Cuts a document again from its stored signal; nothing changes.
  public func recut(_ id: String, _ setting: RecutSetting) throws(ReviewProblem) -> Recutting {
    let review = try document(id)
    let recut = try recutting(review)
    let (threshold, sensitivity, boundaries): (Double, Double, [Int])
    switch setting {
    case .sensitivity(let value):
      guard (0...100).contains(value) else { throw .invalid("sensitivity lies in 0 to 100") }
      sensitivity = value
      (threshold, boundaries) = recut.boundaries(sensitivity: value)
    case .threshold(let value):
      guard value.magnitude <= 1e6 else {
        throw .invalid("threshold should be a number within a million")
      }
      threshold = value
      (sensitivity, boundaries) = recut.boundaries(threshold: value)
    }
    let now = review.history.state.levels[0].marks.dropFirst().map(\.start)
    let (old, new) = (Set(now), Set(boundaries))
    return Recutting(
      threshold: threshold, sensitivity: sensitivity, boundaries: boundaries,
      added: boundaries.filter { !old.contains($0) }, removed: now.filter { !new.contains($0) },
      kept: old.intersection(new).count)
  }
}
