/// Predicted clusters matched with true labels one to one so that the most frames agree, and what
/// that is worth.
///
/// There may be more clusters than labels or fewer; what is left over matches nothing.
public struct ClusterMatching: Sendable, Hashable {
  /// The true label of each matched cluster.
  public let labels: [String: String]
  /// Frames whose cluster is matched with their true label, of all that count.
  public let frames: Ratio
  /// The sum over matched pairs of intersection over union, over the greater of the two counts.
  public let iou: Ratio
  /// The sum over matched pairs of the F1 of their frames, over the greater of the two counts.
  public let f1: Ratio

  /// Matches the clusters of some videos together.
  ///
  /// Frames whose true label is background are left out on both sides.
  /// Cost: O(runs + k k l) for k labels or clusters, whichever are fewer, and l of the others.
  public init(_ videos: [LabelledVideo], background: Set<String> = []) {
    var common: [Pair: Int] = [:]
    var (sizes, truths): ([String: Int], [String: Int]) = ([:], [:])
    for video in videos {
      Self.walk(video) { cluster, label, frames in
        if background.contains(label) { return }
        common[Pair(cluster: cluster, label: label), default: 0] += frames
        sizes[cluster, default: 0] += frames
        truths[label, default: 0] += frames
      }
    }
    // In the order of their names, so that ties fall alike on every machine.
    let (clusters, names) = (sizes.keys.sorted(), truths.keys.sorted())
    let assignment = Assignment(
      maximizing: clusters.map { cluster in
        names.map { Double(common[Pair(cluster: cluster, label: $0)] ?? 0) }
      })
    var matched: [String: String] = [:]
    var (overlaps, scores, right) = (0.0, 0.0, 0)
    for (cluster, column) in zip(clusters, assignment.columns) {
      guard let column else { continue }
      let label = names[column]
      matched[cluster] = label
      let both = common[Pair(cluster: cluster, label: label)] ?? 0
      let sum = (sizes[cluster] ?? 0) + (truths[label] ?? 0)
      right += both
      overlaps += Double(both) / Double(sum - both)
      scores += 2 * Double(both) / Double(sum)
    }
    let greater = Double(max(clusters.count, names.count))
    labels = matched
    frames = Ratio(Double(right), Double(truths.values.reduce(0, +)))
    (iou, f1) = (Ratio(overlaps, greater), Ratio(scores, greater))
  }

  private struct Pair: Hashable {
    var cluster: String
    var label: String
  }

  /// Calls for each stretch of frames with one cluster and one label; frames without a cluster
  /// belong to a cluster of no name.
  private static func walk(
    _ video: LabelledVideo, _ body: (_ cluster: String, _ label: String, _ frames: Int) -> Void
  ) {
    var index = 0
    for run in video.truth {
      var start = run.frames.lowerBound
      while start < run.frames.upperBound {
        while index < video.predicted.count, video.predicted[index].frames.upperBound <= start {
          index += 1
        }
        let next = index < video.predicted.count ? video.predicted[index] : nil
        let isInside = next.map { $0.frames.contains(start) } ?? false
        let limit = isInside ? next?.frames.upperBound : next?.frames.lowerBound
        let end = min(run.frames.upperBound, limit ?? run.frames.upperBound)
        body(isInside ? next?.label ?? "" : "", run.label, end - start)
        start = end
      }
    }
  }

  /// A video with its clusters called by the labels they match; the others keep a name that no
  /// label has.
  func renamed(_ video: LabelledVideo) -> LabelledVideo {
    LabelledVideo(
      name: video.name,
      predicted: video.predicted.map { run in
        LabelledSegments.Run(run.frames, labels[run.label] ?? "\u{0}\(run.label)")
      }, truth: video.truth)
  }
}
