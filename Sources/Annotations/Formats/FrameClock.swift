internal import Foundation
public import Frames

/// When frames are shown: the bridge between formats that count frames and those that count time.
public enum FrameClock: Sendable, Hashable {
  /// Frames at a constant rate, frame 0 at 0 s; the rate is above zero.
  case rate(Double)
  /// The time of each shown frame in order, and behind them the time at which the last one ends.
  case times([MediaTime])

  /// The frame that begins nearest to a moment; of two that are equally near, the earlier.
  ///
  /// The end of the video counts as the frame behind the last. Cost: O(log n) for listed times.
  public func frame(nearest time: MediaTime) -> Int {
    switch self {
    case .rate(let rate):
      let frame = (time.seconds * rate - 1e-9).rounded(.toNearestOrAwayFromZero)
      return max(0, Int(exactly: frame) ?? 0)
    case .times(let times):
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if times[middle] < time { low = middle + 1 } else { high = middle }
      }
      if low == times.count { return max(0, low - 1) }
      if low == 0 { return 0 }
      let before = time.seconds - times[low - 1].seconds
      return before <= times[low].seconds - time.seconds ? low - 1 : low
    }
  }

  /// The moment at which a frame is shown, in seconds; nil for a frame that is not listed.
  public func seconds(ofFrame frame: Int) -> Double? {
    switch self {
    case .rate(let rate): Double(frame) / rate
    case .times(let times): times.indices.contains(frame) ? times[frame].seconds : nil
    }
  }
}
