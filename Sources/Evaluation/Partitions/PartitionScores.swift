/// How alike two ways of cutting the same samples are, without a tolerance.
///
/// Change points are the first samples of pieces but the first, ascending, within the series.
/// `ruptures.metrics` counts a piece's end instead, which is the same number.
public enum PartitionScores {
  /// The covering of the truth by the prediction (Arbelaez et al., "Contour detection and
  /// hierarchical image segmentation", PAMI 2011, equation 8; van den Burg and Williams, 2020):
  /// the sum over true pieces of their length times their best IoU with a predicted piece, over the
  /// length of the series. 0...1; not symmetric.
  ///
  /// Cost: O(n + m).
  public static func covering(predicted: [Int], truth: [Int], samples: Int) -> Double {
    let left = SegmentalF1.segments(boundaries: predicted, frames: samples)
    let right = SegmentalF1.segments(boundaries: truth, frames: samples)
    var (covered, first) = (0.0, 0)
    for piece in right {
      while left[first].upperBound <= piece.lowerBound { first += 1 }
      var (best, index) = (0.0, first)
      while index < left.count, left[index].lowerBound < piece.upperBound {
        best = max(best, SegmentalF1.overlap(left[index], piece))
        index += 1
      }
      covered += Double(piece.count) * best
    }
    return samples > 0 ? covered / Double(samples) : 1
  }

  /// The Rand index: the share of pairs of samples that both put in one piece, or both in two.
  ///
  /// 1 for a series of one sample. Cost: O(n + m). (Prates, 2021, arXiv 2112.03738.)
  public static func randIndex(predicted: [Int], truth: [Int], samples: Int) -> Double {
    guard samples > 1 else { return 1 }
    let left = SegmentalF1.segments(boundaries: predicted, frames: samples)
    let right = SegmentalF1.segments(boundaries: truth, frames: samples)
    func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
    var (both, row, column) = (0.0, 0, 0)
    while row < left.count, column < right.count {
      both += pairs(left[row].clamped(to: right[column]).count)
      if left[row].upperBound <= right[column].upperBound { row += 1 } else { column += 1 }
    }
    let (mine, its) = (left.map { pairs($0.count) }, right.map { pairs($0.count) })
    return 1 - (mine.reduce(0, +) + its.reduce(0, +) - 2 * both) / pairs(samples)
  }

  /// The Hausdorff distance in samples: the farthest that any change point of one side is from the
  /// nearest of the other.
  ///
  /// 0 where neither side has one; nil where only one has, for then it is not defined.
  /// Cost: O(n + m).
  public static func hausdorff(predicted: [Int], truth: [Int]) -> Int? {
    if predicted.isEmpty, truth.isEmpty { return 0 }
    guard let one = distances(from: predicted, to: truth)?.max(),
      let other = distances(from: truth, to: predicted)?.max()
    else { return nil }
    return max(one, other)
  }

  /// The mean distance in samples of the predicted change points to the nearest true one
  /// (`meantime` in ruptures); nil where either side has none. Not symmetric.
  public static func meanTimeError(predicted: [Int], truth: [Int]) -> Double? {
    guard let distances = distances(from: predicted, to: truth), !distances.isEmpty else {
      return nil
    }
    return Double(distances.reduce(0, +)) / Double(distances.count)
  }

  /// The annotation error: by how many the numbers of change points differ (Truong et al., 2020).
  public static func annotationError(predicted: [Int], truth: [Int]) -> Int {
    abs(predicted.count - truth.count)
  }

  /// The distance of each point to the nearest of some others; nil where there are no others.
  private static func distances(from points: [Int], to others: [Int]) -> [Int]? {
    if others.isEmpty { return nil }
    var index = 0
    return points.map { point in
      while index + 1 < others.count, abs(others[index + 1] - point) <= abs(others[index] - point) {
        index += 1
      }
      return abs(others[index] - point)
    }
  }
}
