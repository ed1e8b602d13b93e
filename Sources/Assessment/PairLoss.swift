#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A judged pair: which of two clips is better, and by what share of its votes.
public struct JudgedPair: Sendable, Hashable {
  /// The clip shown on the left, as an index.
  public var left: Int
  /// The clip shown on the right, as an index.
  public var right: Int
  /// The share of the votes for the left one, 0...1; a tie is half a vote for each.
  public var leftShare: Float
  /// How much the pair counts, such as its number of votes.
  public var weight: Float

  /// Describes a pair.
  ///
  /// - Precondition: the clips differ, and the share and the weight are possible.
  public init(left: Int, right: Int, leftShare: Float, weight: Float = 1) {
    precondition(left != right, "a clip is not judged against itself")
    precondition((0...1).contains(leftShare), "a share of votes lies in 0...1")
    precondition(weight > 0 && weight.isFinite, "a pair counts for something")
    self.left = left
    self.right = right
    self.leftShare = leftShare
    self.weight = weight
  }
}

/// The logistic loss of judged pairs: that of Bradley and Terry (1952) for scores that a model gives.
///
/// For scores `s` and the share `p` of votes for the left clip of a pair, with `d = s_left - s_right`:
/// `L = sum of w (ln(1 + e^d) - p d) / sum of w`, whose gradient by `d` is `w (1 / (1 + e^-d) - p)`.
public enum PairLoss {
  /// The loss, and its gradient by each score.
  ///
  /// - Precondition: there is a pair, and every index has a score.
  public static func value(
    of scores: [Float], _ pairs: [JudgedPair]
  ) -> (loss: Float, gradient: [Float]) {
    precondition(!pairs.isEmpty, "there is no pair")
    var gradient = [Float](repeating: 0, count: scores.count)
    var (loss, weights) = (0.0, 0.0)
    for pair in pairs { weights += Double(pair.weight) }
    for pair in pairs {
      let difference = Double(scores[pair.left]) - Double(scores[pair.right])
      let share = Double(pair.leftShare)
      let weight = Double(pair.weight) / weights
      let softplus = max(difference, 0) + log1p(exp(-abs(difference)))
      loss += weight * (softplus - share * difference)
      let slope = Float(weight * (1 / (1 + exp(-difference)) - share))
      gradient[pair.left] += slope
      gradient[pair.right] -= slope
    }
    return (Float(loss), gradient)
  }

  /// The share of decided pairs that scores put in the order of their votes; nil without one.
  ///
  /// Equal scores count half.
  public static func accuracy(of scores: [Float], _ pairs: [JudgedPair]) -> Double? {
    var (right, all) = (0.0, 0.0)
    for pair in pairs where pair.leftShare != 0.5 {
      let difference = scores[pair.left] - scores[pair.right]
      let isLeft = pair.leftShare > 0.5
      right += difference == 0 ? 0.5 : (difference > 0) == isLeft ? 1 : 0
      all += 1
    }
    return all > 0 ? right / all : nil
  }
}
