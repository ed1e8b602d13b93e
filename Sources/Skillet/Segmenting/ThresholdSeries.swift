/// The threshold at each score: one for all, or one of its own.
enum ThresholdSeries: Sendable {
  /// The same everywhere.
  case constant(Float)
  /// One a score.
  case each([Float])

  /// The threshold at a score; nil where none could be said.
  subscript(i: Int) -> Double? {
    let value: Float =
      switch self {
      case .constant(let value): value
      case .each(let values): values.indices.contains(i) ? values[i] : .infinity
      }
    return value.isFinite ? Double(value) : nil
  }
}
