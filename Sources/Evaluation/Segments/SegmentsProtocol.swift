internal import Annotations

/// `segments`: the figures of supervised action segmentation, exactly as MS-TCN's `eval.py`.
///
/// A segment is a run of equal labels. F1@k counts a predicted segment as right where the segment of
/// its label that it overlaps most has IoU >= k and was not found before; counts are pooled over
/// videos: `2 tp / (2 tp + fp + fn)`. Edit is `100 (1 - Levenshtein / length of the longer)`, a mean
/// over videos. Background classes have no segments. Accuracy counts all frames, and once more only
/// those whose true label is no background. (Abu Farha and Gall, "MS-TCN", CVPR 2019; Lea et al.,
/// CVPR 2017.) `eval.py` itself pools accuracy over frames; many papers give the mean over videos,
/// so both are here.
public struct SegmentsProtocol: Sendable, Hashable {
  /// The thresholds of F1, each in 0...1 without 0.
  public var ious: [Double]
  /// The labels that stand for nothing, by default `background`.
  public var background: [String]
  /// How intervals over videos are found.
  public var bootstrap: Bootstrap
  /// How many random cuts are averaged over.
  public var randomDraws: Int

  /// Chooses a protocol.
  public init(
    ious: [Double] = [0.1, 0.25, 0.5], background: [String] = ["background"],
    bootstrap: Bootstrap = Bootstrap(), randomDraws: Int = 200
  ) {
    self.ious = ious
    self.background = background
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }

  /// Scores videos; throws where there is none, or one has no frames.
  ///
  /// Chance is given the true labels in their order and their number and cuts elsewhere; its edit
  /// score would be 100 by construction and is not printed.
  public func score(_ videos: [LabelledVideo]) throws(EvaluationError) -> ScoreReport {
    for video in videos where video.frames == 0 {
      throw EvaluationError(video: video.name, reason: "it has no frames", advice: "leave it out")
    }
    let left = Set(background)
    let chance = videos.enumerated().map { index, video in
      Chance(video, self, seed: bootstrap.seed &+ UInt64(index))
    }
    var figures = ious.enumerated().map { index, iou in
      Figure(
        key: "f1At" + Self.percent(iou), title: "F1@" + Self.percent(iou), unit: .percent,
        averaging: .pooled,
        ratios: videos.map {
          LabelledSegments.score(
            predicted: $0.predicted, truth: $0.truth, iou: iou, background: left
          ).f1Ratio
        }, emptyScore: 100, uniform: chance.map { $0.uniform.f1[index] },
        random: chance.map { $0.random.f1[index] })
    }
    figures.append(
      Figure(
        key: "edit", title: "edit", unit: .percent, averaging: .mean,
        ratios: videos.map {
          Ratio(
            LabelledSegments.edit(predicted: $0.predicted, truth: $0.truth, background: left), 100)
        }, emptyScore: nil))
    let all = videos.map { LabelledSegments.frames(predicted: $0.predicted, truth: $0.truth) }
    let inside = videos.map {
      LabelledSegments.frames(predicted: $0.predicted, truth: $0.truth, leavingOut: left)
    }
    func accuracy(
      _ key: String, _ title: String, _ ratios: [Ratio], _ averaging: Figure.Averaging,
      _ part: KeyPath<Chance.Scores, Ratio>
    ) -> Figure {
      Figure(
        key: key, title: title, unit: .percent, averaging: averaging, ratios: ratios,
        emptyScore: nil, uniform: chance.map { $0.uniform[keyPath: part] },
        random: chance.map { $0.random[keyPath: part] })
    }
    figures += [
      accuracy("accuracy", "acc", all, .mean, \.all),
      accuracy("accuracyPooled", "acc pooled", all, .pooled, \.all),
      accuracy("accuracyWithoutBackground", "acc no bg", inside, .mean, \.inside),
      accuracy("accuracyWithoutBackgroundPooled", "no bg pooled", inside, .pooled, \.inside),
    ]
    return try ScoreReport(
      name: "segments", rules: rules(videos), settings: json, videos: videos.map(\.name),
      figures: figures, bootstrap: bootstrap)
  }

  /// A threshold as the field writes it: 0.25 is 25.
  static func percent(_ iou: Double) -> String { (iou * 100).formatted(decimals: 1) }

  private func rules(_ videos: [LabelledVideo]) -> [String] {
    let left = Set(background)
    let frames = videos.map(\.frames).reduce(0, +)
    let empty = videos.flatMap(\.truth).filter { left.contains($0.label) }.map(\.frames.count)
    let names = background.isEmpty ? "none" : background.joined(separator: ", ")
    return [
      "MS-TCN's rules: a segment is right where the segment of its label that it overlaps most has "
        + "IoU >= k and was not found before; edit is normalised by the longer sequence.",
      "F1 is pooled over videos, edit a mean over videos; accuracy is given both ways, with and "
        + "without the frames whose true label is background.",
      "Background classes: \(names); \(empty.reduce(0, +)) of \(frames) true frames.",
      "Chance knows the true labels in their order: uniform and random cuts with the true count "
        + "(\(randomDraws) draws).",
    ]
  }

  private var json: [JSONMember] {
    [
      JSONMember("ious", .array(ious.map { .number($0) })),
      JSONMember("background", .array(background.map { .string($0) })),
      JSONMember("randomDraws", .integer(Int64(randomDraws))),
    ]
  }
}
