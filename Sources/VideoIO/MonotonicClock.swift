#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Nanoseconds of a clock that never goes back, the one that the interrupt callback reads.
func monotonicNanoseconds() -> Int64 {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
