extension SegmentsProtocol {
  /// What cuts that know a video's true labels in their order, but not where they change, score.
  struct Chance {
    /// Cuts of equal length.
    let uniform: Scores
    /// Random cuts, added up over draws.
    let random: Scores

    /// The parts of the figures.
    struct Scores {
      /// F1 at each threshold.
      var f1: [Ratio]
      /// All frames.
      var all: Ratio
      /// Frames whose true label is no background.
      var inside: Ratio
    }

    init(_ video: LabelledVideo, _ settings: SegmentsProtocol, seed: UInt64) {
      let count = max(0, video.truth.count - 1)
      func scores(_ boundaries: [Int]) -> Scores {
        let cut = video.transcript(cutAt: boundaries)
        let left = Set(settings.background)
        return Scores(
          f1: settings.ious.map {
            LabelledSegments.score(
              predicted: cut, truth: video.truth, iou: $0, background: left
            ).f1Ratio
          },
          all: LabelledSegments.frames(predicted: cut, truth: video.truth),
          inside: LabelledSegments.frames(
            predicted: cut, truth: video.truth, leavingOut: left))
      }
      uniform = scores(Baselines.uniformBoundaries(count: count, frames: video.frames))
      let draws = Baselines.randomBoundaries(
        count: count, frames: video.frames, seed: seed, draws: max(1, settings.randomDraws)
      ).map(scores)
      random = Scores(
        f1: settings.ious.indices.map { index in Ratio.sum(draws.map { $0.f1[index] }) },
        all: Ratio.sum(draws.map(\.all)), inside: Ratio.sum(draws.map(\.inside)))
    }
  }
}
