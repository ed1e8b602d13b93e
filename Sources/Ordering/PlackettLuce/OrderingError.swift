/// Why a model of rankings cannot be fitted.
public enum OrderingError: Error, Sendable, Hashable {
  /// The rankings do not connect the items, so the likelihood has no finite maximum; the components,
  /// a component that was only ever ranked before another before it.
  case disconnected([[Int]])
  /// Ties of this order were seen wherever they could be, so their parameter has no finite maximum.
  case alwaysTied(order: Int)
  /// The search did not end within the limit of iterations.
  case notConverged(iterations: Int)
  /// There are fewer than two items, or no ranking compares two.
  case nothingToCompare
}
