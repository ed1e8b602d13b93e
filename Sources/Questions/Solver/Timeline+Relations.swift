/// How far a relation must hold: by the letter of the annotation, or whatever its ends may be.
enum Certainty: Sendable {
  /// What may be true counts as true.
  case generous
  /// Only what must be true counts.
  case strict
}

extension Timeline {
  /// Whether `x` comes after `other`, which is that it starts when the other has ended.
  ///
  /// Where the two overlap by
  /// more than the annotation's uncertainty, neither is clearly after the other.
  func isAfter(_ x: Occurrence, _ other: Occurrence, _ certainty: Certainty) -> Bool {
    if x.index == other.index || x.start <= other.start { return false }
    let slack = max(x.uncertainty, other.uncertainty)
    if x.start >= other.end - slack { return true }
    return certainty == .generous
  }

  /// Whether `x` takes longer than so many microseconds; near the limit that is not clear.
  func isLonger(_ x: Occurrence, than limit: Int64, _ certainty: Certainty) -> Bool {
    let margin = max(2 * x.uncertainty, limit / 5)
    return certainty == .generous ? x.length > limit - margin : x.length > limit + margin
  }

  func isShorter(_ x: Occurrence, than limit: Int64, _ certainty: Certainty) -> Bool {
    let margin = max(2 * x.uncertainty, limit / 5)
    return certainty == .generous ? x.length < limit + margin : x.length < limit - margin
  }
}
