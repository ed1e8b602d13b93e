internal import Annotations

/// `mof`: unsupervised segmentation, whose clusters have no names until they are matched.
///
/// MoF, the mean over frames, is the share of frames whose cluster is matched with their true label;
/// clusters are matched one to one so that MoF is greatest (Hungarian method). *Per video* matches
/// each video's clusters anew and averages over videos (TW-FINCH, Sarfraz et al., CVPR 2021; ABD);
/// *global* matches once for all videos given and pools frames (CTE, Kukleva et al., CVPR 2019;
/// ASOT, Xu and Gould, CVPR 2024). The two are not comparable and are often confused, so both are
/// printed. IoU and F1 are those of TW-FINCH's script: frames of matched pairs, summed and divided
/// by the number of labels or of clusters, whichever is greater. F1@50 counts segments after
/// matching by MS-TCN's rule.
public struct MoFProtocol: Sendable, Hashable {
  /// True labels whose frames do not count; none by default.
  public var background: [String]
  /// The threshold of the segmental F1.
  public var iou: Double
  /// How intervals over videos are found; the global matching is kept while videos are drawn.
  public var bootstrap: Bootstrap
  /// How many random cuts are averaged over.
  public var randomDraws: Int

  /// Chooses a protocol.
  public init(
    background: [String] = [], iou: Double = 0.5, bootstrap: Bootstrap = Bootstrap(),
    randomDraws: Int = 20
  ) {
    self.background = background
    self.iou = iou
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }

  /// Scores videos; throws where there is none, or one has no frames that count.
  ///
  /// Chance cuts each video into as many pieces as it has true segments, of equal length or at
  /// random; each piece is a cluster, in the global matching the same one as the piece of its place
  /// in the other videos.
  public func score(_ videos: [LabelledVideo]) throws(EvaluationError) -> ScoreReport {
    let left = Set(background)
    for video in videos where video.truth.allSatisfy({ left.contains($0.label) }) {
      throw EvaluationError(
        video: video.name, reason: "none of its frames counts", advice: "leave it out")
    }
    let own = parts(videos)
    let uniform = parts(
      videos.map { Self.pieces($0, Baselines.uniformBoundaries(count: $0.cuts, frames: $0.frames)) })
    let draws = videos.enumerated().map { index, video in
      Baselines.randomBoundaries(
        count: video.cuts, frames: video.frames, seed: bootstrap.seed &+ UInt64(index),
        draws: max(1, randomDraws))
    }
    let random = (0..<max(1, randomDraws)).map { draw in
      parts(videos.enumerated().map { Self.pieces($1, draws[$0][draw]) })
    }
    let shapes: [(String, String, Figure.Averaging, KeyPath<Parts, [Ratio]>)] = [
      ("mofPerVideo", "MoF/video", .mean, \.frames), ("iouPerVideo", "IoU/video", .mean, \.iou),
      ("f1PerVideo", "F1/video", .mean, \.f1),
      ("segmentalF1PerVideo", "F1@\(percent)/video", .pooled, \.segments),
      ("mofGlobal", "MoF global", .pooled, \.globalFrames),
      ("iouGlobal", "IoU global", .whole, \.globalIoU),
      ("f1Global", "F1 global", .whole, \.globalF1),
      ("segmentalF1Global", "F1@\(percent) global", .pooled, \.globalSegments),
    ]
    let figures = shapes.map { key, title, averaging, part in
      Figure(
        key: key, title: title, unit: .percent, averaging: averaging,
        ratios: own[keyPath: part], emptyScore: nil, uniform: uniform[keyPath: part],
        random: own[keyPath: part].indices.map { index in
          Ratio.sum(random.map { $0[keyPath: part][index] })
        })
    }
    return try ScoreReport(
      name: "mof", rules: rules(videos), settings: json, videos: videos.map(\.name),
      figures: figures, bootstrap: bootstrap)
  }

  private var percent: String { SegmentsProtocol.percent(iou) }

  /// What the figures are made of.
  private struct Parts {
    var frames: [Ratio] = []
    var iou: [Ratio] = []
    var f1: [Ratio] = []
    var segments: [Ratio] = []
    var globalFrames: [Ratio] = []
    var globalIoU: [Ratio]
    var globalF1: [Ratio]
    var globalSegments: [Ratio] = []
  }

  private func parts(_ videos: [LabelledVideo]) -> Parts {
    let left = Set(background)
    let global = ClusterMatching(videos, background: left)
    var parts = Parts(globalIoU: [global.iou], globalF1: [global.f1])
    func segments(_ video: LabelledVideo) -> Ratio {
      LabelledSegments.score(
        predicted: video.predicted, truth: video.truth, iou: iou, background: left
      ).f1Ratio
    }
    for video in videos {
      let own = ClusterMatching([video], background: left)
      parts.frames.append(own.frames)
      parts.iou.append(own.iou)
      parts.f1.append(own.f1)
      parts.segments.append(segments(own.renamed(video)))
      let renamed = global.renamed(video)
      parts.globalFrames.append(
        LabelledSegments.frames(
          predicted: renamed.predicted, truth: renamed.truth, leavingOut: left))
      parts.globalSegments.append(segments(renamed))
    }
    return parts
  }

  /// A video whose pieces between cuts are clusters called by their place.
  private static func pieces(_ video: LabelledVideo, _ boundaries: [Int]) -> LabelledVideo {
    let spans = SegmentalF1.segments(boundaries: boundaries, frames: video.frames)
    return LabelledVideo(
      name: video.name,
      predicted: spans.enumerated().map { LabelledSegments.Run($1, "piece \($0)") },
      truth: video.truth)
  }
}

extension LabelledVideo {
  /// The number of true boundaries.
  fileprivate var cuts: Int { max(0, truth.count - 1) }
}

extension MoFProtocol {
  private func rules(_ videos: [LabelledVideo]) -> [String] {
    let clusters = Set(videos.flatMap { $0.predicted.map(\.label) }).count
    let labels = Set(videos.flatMap { $0.truth.map(\.label) }).count
    let names = background.isEmpty ? "none" : background.joined(separator: ", ")
    return [
      "MoF is the share of frames whose cluster is matched with their true label, one to one, for "
        + "the most frames (Hungarian method). \(clusters) clusters, \(labels) labels in all.",
      "/video: matched anew in each video (TW-FINCH); global: once for all videos (CTE, ASOT). "
        + "The two are not comparable.",
      "IoU and F1: frames of matched pairs, over the number of labels or clusters, whichever is "
        + "greater; F1@\(percent): segments after matching, by MS-TCN's rule, pooled.",
      "Frames whose true label is left out: \(names). The global matching is kept while videos are "
        + "drawn.",
      "Chance: as many pieces as there are true segments, each its own cluster (\(randomDraws) "
        + "random draws).",
    ]
  }

  private var json: [JSONMember] {
    [
      JSONMember("background", .array(background.map { .string($0) })),
      JSONMember("iou", .number(iou)), JSONMember("randomDraws", .integer(Int64(randomDraws))),
    ]
  }
}
