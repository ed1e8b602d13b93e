extension MoFProtocol {
  /// What the figures are made of.
  struct Parts {
    var frames: [Ratio] = []
    var iou: [Ratio] = []
    var f1: [Ratio] = []
    var segments: [Ratio] = []
    var globalFrames: [Ratio] = []
    var globalIoU: [Ratio]
    var globalF1: [Ratio]
    var globalSegments: [Ratio] = []
  }

  func parts(_ videos: [LabelledVideo]) -> Parts {
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
  static func pieces(_ video: LabelledVideo, _ boundaries: [Int]) -> LabelledVideo {
    let spans = SegmentalF1.segments(boundaries: boundaries, frames: video.frames)
    return LabelledVideo(
      name: video.name,
      predicted: spans.enumerated().map { LabelledSegments.Run($1, "piece \($0)") },
      truth: video.truth)
  }
}

extension LabelledVideo {
  /// The number of true boundaries.
  var cuts: Int { max(0, truth.count - 1) }
}
