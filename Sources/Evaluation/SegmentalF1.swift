/// Segments matched by overlap, whatever they are called.
public enum SegmentalF1 {
  /// The segments that boundaries cut a video of so many frames into.
  ///
  /// Boundaries ascend; those that are not within the video, and repeated ones, cut nothing.
  public static func segments(boundaries: [Int], frames: Int) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    var start = 0
    for boundary in boundaries where boundary > start && boundary < frames {
      segments.append(start..<boundary)
      start = boundary
    }
    if frames > start { segments.append(start..<frames) }
    return segments
  }

  /// Pairs segments one to one whose intersection over union is at least `iou`, as many as
  /// possible.
  ///
  /// Both sides are in order and do not overlap themselves, so pairs cannot cross and one walk
  /// over both sides finds the most. Cost: O(n + m).
  public static func score(
    predicted: [Range<Int>], truth: [Range<Int>], iou: Double = 0.5
  ) -> DetectionScore {
    precondition(iou > 0 && iou <= 1, "an intersection over union lies in 0...1, without 0")
    var (row, column, matched) = (0, 0, 0)
    while row < predicted.count, column < truth.count {
      let (left, right) = (predicted[row], truth[column])
      if overlap(left, right) >= iou {
        (row, column, matched) = (row + 1, column + 1, matched + 1)
      } else if left.upperBound <= right.upperBound {
        row += 1
      } else {
        column += 1
      }
    }
    return DetectionScore(matched: matched, predicted: predicted.count, truth: truth.count)
  }

  /// The intersection over the union of two intervals; 0 where they do not touch.
  static func overlap(_ left: Range<Int>, _ right: Range<Int>) -> Double {
    let intersection =
      min(left.upperBound, right.upperBound) - max(left.lowerBound, right.lowerBound)
    guard intersection > 0 else { return 0 }
    return Double(intersection) / Double(left.count + right.count - intersection)
  }
}
