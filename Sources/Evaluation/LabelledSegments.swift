/// Scores of per-frame labels by the rules of MS-TCN's `eval.py` (Abu Farha and Gall, 2019).
///
/// All work on runs of equal labels in order, which hold what a label a frame holds in less space.
/// Percentages are of 0...100.
public enum LabelledSegments {
  /// A run of equal labels.
  public struct Run: Sendable, Hashable {
    /// The frames.
    public var frames: Range<Int>
    /// What they are called.
    public var label: String

    /// Collects a run.
    public init(_ frames: Range<Int>, _ label: String) {
      self.frames = frames
      self.label = label
    }
  }

  /// The runs of equal labels, those of the background left out.
  public static func runs(of labels: [String], background: Set<String> = []) -> [Run] {
    var runs: [Run] = []
    var start = 0
    for frame in labels.indices
    where frame + 1 == labels.count || labels[frame + 1] != labels[frame] {
      if !background.contains(labels[frame]) {
        runs.append(Run(start..<(frame + 1), labels[frame]))
      }
      start = frame + 1
    }
    return runs
  }

  /// Runs with touching neighbours of one label made one, and empty ones left out.
  public static func merged(_ runs: [Run]) -> [Run] {
    runs.reduce(into: []) { merged, run in
      if run.frames.isEmpty { return }
      if let last = merged.last, last.label == run.label,
        last.frames.upperBound == run.frames.lowerBound
      {
        merged[merged.count - 1].frames = last.frames.lowerBound..<run.frames.upperBound
      } else {
        merged.append(run)
      }
    }
  }

  /// The frames whose label was predicted over the truth's frames.
  ///
  /// Frames that only one side has count as wrong; those whose true label is left out do not count
  /// at all. Cost: O(n + m) runs.
  public static func frames(
    predicted: [Run], truth: [Run], leavingOut left: Set<String> = []
  ) -> Ratio {
    let kept = truth.filter { !left.contains($0.label) }
    var (index, right) = (0, 0)
    for run in kept {
      while index < predicted.count, predicted[index].frames.upperBound <= run.frames.lowerBound {
        index += 1
      }
      var other = index
      while other < predicted.count, predicted[other].frames.lowerBound < run.frames.upperBound {
        if predicted[other].label == run.label {
          right += predicted[other].frames.clamped(to: run.frames).count
        }
        other += 1
      }
    }
    let counted = kept.map(\.frames.count).reduce(0, +)
    let ends = [predicted, truth].map { $0.last?.frames.upperBound ?? 0 }
    return Ratio(Double(right), Double(counted + max(0, ends[0] - ends[1])))
  }

  /// The edit score: 100 (1 - Levenshtein distance / length of the longer) over the two sequences of
  /// segments' labels; 100 where both are empty.
  ///
  /// Cost: O(n m) for n and m segments.
  public static func edit(
    predicted: [Run], truth: [Run], background: Set<String> = []
  ) -> Double {
    let left = predicted.filter { !background.contains($0.label) }.map(\.label)
    let right = truth.filter { !background.contains($0.label) }.map(\.label)
    let longer = max(left.count, right.count)
    if longer == 0 { return 100 }
    var row = Array(0...right.count)
    for (i, label) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let substituted = diagonal + (label == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return 100 * (1 - Double(row[right.count]) / Double(longer))
  }

  /// The counts of F1@k of one video: each predicted segment is compared with the segment of its
  /// label that it overlaps most (of equals the first), and is right if the intersection over union
  /// is at least `iou` and that segment was not found before.
  ///
  /// Cost: O(n + m + overlapping pairs).
  public static func score(
    predicted: [Run], truth: [Run], iou: Double, background: Set<String> = []
  ) -> DetectionScore {
    let left = predicted.filter { !background.contains($0.label) }
    let right = truth.filter { !background.contains($0.label) }
    var found = [Bool](repeating: false, count: right.count)
    var (matched, first) = (0, 0)
    for run in left {
      while first < right.count, right[first].frames.upperBound <= run.frames.lowerBound {
        first += 1
      }
      var (best, position) = (0.0, -1)
      var index = first
      while index < right.count, right[index].frames.lowerBound < run.frames.upperBound {
        if right[index].label == run.label {
          let overlap = SegmentalF1.overlap(run.frames, right[index].frames)
          if overlap > best { (best, position) = (overlap, index) }
        }
        index += 1
      }
      if position >= 0, best >= iou, !found[position] {
        found[position] = true
        matched += 1
      }
    }
    return DetectionScore(matched: matched, predicted: left.count, truth: right.count)
  }
}
