private let start = ContinuousClock.now

/// Seconds since the first call, on a clock that never goes back.
func monotonicSeconds() -> Double {
  let (seconds, attoseconds) = (ContinuousClock.now - start).components
  return Double(seconds) + Double(attoseconds) * 1e-18
}
