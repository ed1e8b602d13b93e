internal import LinearAlgebra

/// Boundaries that know nothing of the video but its length and how many there are: what any
/// detector has to beat.
public enum Baselines {
  /// So many boundaries that cut a video into pieces of equal length, to the nearest frame.
  ///
  /// There are at most `frames - 1` of them.
  public static func uniformBoundaries(count: Int, frames: Int) -> [Int] {
    let possible = min(count, max(0, frames - 1))
    guard possible > 0 else { return [] }
    return (1...possible).map { (2 * $0 * frames + possible + 1) / (2 * (possible + 1)) }
  }

  /// Draws of so many different boundaries, ascending, each frame but the first equally likely.
  ///
  /// The same seed gives the same draws. Cost: O(draws times count log count).
  public static func randomBoundaries(
    count: Int, frames: Int, seed: UInt64, draws: Int
  ) -> [[Int]] {
    let available = max(0, frames - 1)
    let wanted = min(count, available)
    var generator = SplitMix64(seed: seed)
    return (0..<draws).map { _ in
      // Floyd's sampling: each set of `wanted` frames is equally likely.
      var chosen: Set<Int> = []
      for limit in (available - wanted)..<available {
        let frame = generator.next(below: limit + 1) + 1
        chosen.insert(chosen.contains(frame) ? limit + 1 : frame)
      }
      return chosen.sorted()
    }
  }
}
