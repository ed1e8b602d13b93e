/// Scores of per-frame labels by the rules of MS-TCN's `eval.py` (Abu Farha and Gall, 2019).
///
/// All are in percent. Accuracy and edit score are taken a video and averaged; the counts of F1@k
/// are pooled over videos.
public enum LabelledSegments {
  /// A run of equal labels.
  public struct Run: Sendable, Hashable {
    /// The frames.
    public var frames: Range<Int>
    /// What they are called.
    public var label: String
  }

  /// The runs of equal labels, those of the background left out.
  public static func runs(of labels: [String], background: Set<String> = []) -> [Run] {
    var runs: [Run] = []
    var start = 0
    for frame in labels.indices
    where frame + 1 == labels.count || labels[frame + 1] != labels[frame] {
      if !background.contains(labels[frame]) {
        runs.append(Run(frames: start..<(frame + 1), label: labels[frame]))
      }
      start = frame + 1
    }
    return runs
  }

  /// The share of the truth's frames whose label was predicted, in percent; the background counts.
  ///
  /// Frames that only one side has count as wrong.
  public static func accuracy(predicted: [String], truth: [String]) -> Double {
    let length = max(predicted.count, truth.count)
    if length == 0 { return 100 }
    return 100 * Double(zip(predicted, truth).count { $0 == $1 }) / Double(length)
  }

  /// 100 (1 - Levenshtein distance / length of the longer) over the two sequences of segments'
  /// labels; 100 where both are empty.
  public static func edit(
    predicted: [String], truth: [String], background: Set<String> = []
  ) -> Double {
    let left = runs(of: predicted, background: background).map(\.label)
    let right = runs(of: truth, background: background).map(\.label)
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
  /// label that it overlaps most, and is right if the intersection over union is at least `iou` and
  /// that segment was not found before.
  public static func score(
    predicted: [String], truth: [String], iou: Double, background: Set<String> = []
  ) -> DetectionScore {
    let left = runs(of: predicted, background: background)
    let right = runs(of: truth, background: background)
    var found = [Bool](repeating: false, count: right.count)
    var matched = 0
    for run in left {
      var (best, position) = (0.0, -1)
      for (index, other) in right.enumerated() where other.label == run.label {
        let overlap = SegmentalF1.overlap(run.frames, other.frames)
        if overlap > best { (best, position) = (overlap, index) }
      }
      if position >= 0, best >= iou, !found[position] {
        found[position] = true
        matched += 1
      }
    }
    return DetectionScore(matched: matched, predicted: left.count, truth: right.count)
  }
}
