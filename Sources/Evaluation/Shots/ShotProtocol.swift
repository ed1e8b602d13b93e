internal import Annotations

/// The shot changes of one video.
public struct ShotVideo: Sendable, Hashable {
  /// The video's name.
  public var name: String
  /// Frames of the video, above zero.
  public var frames: Int
  /// The predicted cuts, ascending.
  public var predicted: [Int]
  /// The first frame of each shot behind a hard cut, ascending.
  public var hardCuts: [Int]
  /// The frames of each gradual transition, both ends included.
  public var transitions: [ClosedRange<Int>]
  /// Doubtful places: a prediction within the tolerance of one that finds nothing does not count.
  public var ambiguous: [ClosedRange<Int>]

  /// Collects a video.
  public init(
    name: String, frames: Int, predicted: [Int], hardCuts: [Int],
    transitions: [ClosedRange<Int>] = [], ambiguous: [ClosedRange<Int>] = []
  ) {
    self.name = name
    self.frames = frames
    self.predicted = predicted
    self.hardCuts = hardCuts
    self.transitions = transitions
    self.ambiguous = ambiguous
  }
}

/// `trecvid`: shot boundaries as TRECVID's task and PySceneDetect's benchmark count them.
///
/// A prediction within a gradual transition, its ends included, belongs to it and to no hard cut:
/// the first finds it, further ones are extra. The rest are paired with the hard cuts greedily, one
/// to one, nearest first, within the tolerance. Counts are pooled over videos; where nothing was to
/// be found and nothing was predicted, precision, recall and F1 are 0. (Smeaton, Over and Doherty,
/// "Video shot boundary detection: seven years of TRECVid activity", 2010; PySceneDetect
/// `benchmark/evaluator.py`.) Doubtful places are Skillet's addition; without them the figures are
/// PySceneDetect's.
public struct ShotProtocol: Sendable, Hashable {
  /// How far a hard cut may be off, in frames, inclusive; each is scored.
  public var tolerances: [Int]
  /// How intervals over videos are found.
  public var bootstrap: Bootstrap
  /// How many random cuts are averaged over.
  public var randomDraws: Int

  /// Chooses tolerances.
  public init(
    tolerances: [Int] = [0, 1], bootstrap: Bootstrap = Bootstrap(), randomDraws: Int = 200
  ) {
    self.tolerances = tolerances
    self.bootstrap = bootstrap
    self.randomDraws = randomDraws
  }

  /// Scores videos; throws where there is none.
  ///
  /// Chance has as many cuts as there are hard cuts and transitions.
  public func score(_ videos: [ShotVideo]) throws(EvaluationError) -> ScoreReport {
    var figures: [Figure] = []
    let counts = videos.map { $0.hardCuts.count + $0.transitions.count }
    let even = zip(videos, counts).map {
      Baselines.uniformBoundaries(count: $1, frames: $0.frames)
    }
    let draws = videos.enumerated().map { index, video in
      Baselines.randomBoundaries(
        count: counts[index], frames: video.frames, seed: bootstrap.seed &+ UInt64(index),
        draws: max(1, randomDraws))
    }
    func add(_ scored: Scored, _ part: KeyPath<TransitionScore, DetectionScore>, _ name: String) {
      let shapes: [(String, String, KeyPath<DetectionScore, Ratio>)] = [
        ("precision", "P", \.precisionRatio), ("recall", "R", \.recallRatio),
        ("f1", "F1", \.f1Ratio),
      ]
      for (key, title, ratio) in shapes {
        func ratios(_ scores: [[TransitionScore]]) -> [Ratio] {
          scores.map { Ratio.sum($0.map { $0[keyPath: part][keyPath: ratio] }) }
        }
        figures.append(
          Figure(
            key: key + scored.key(name), title: title + " " + scored.title(name), unit: .percent,
            averaging: .pooled, ratios: ratios(scored.own), emptyScore: 0,
            uniform: ratios(scored.uniform), random: ratios(scored.random)))
      }
    }
    for (position, tolerance) in tolerances.enumerated() {
      let scored = Scored(
        tolerance: tolerance, own: videos.map { [$0.score($0.predicted, tolerance)] },
        uniform: zip(videos, even).map { [$0.score($1, tolerance)] },
        random: zip(videos, draws).map { video, draws in
          draws.map { video.score($0, tolerance) }
        })
      add(scored, \.hard, "Hard")
      figures.append(
        Figure(
          key: "meanOffset" + scored.key("Hard"), title: "off " + scored.title("Hard"),
          unit: .frames, averaging: .pooled, isLoss: true,
          ratios: scored.own.map { Ratio.sum($0.map(\.offset)) }, emptyScore: nil))
      if position == tolerances.count - 1 { add(scored, \.gradual, "Gradual") }
    }
    return try ScoreReport(
      name: "trecvid", rules: rules(videos),
      settings: [
        JSONMember("tolerancesInFrames", .array(tolerances.map { .integer(Int64($0)) })),
        JSONMember("randomDraws", .integer(Int64(randomDraws))),
      ], videos: videos.map(\.name), figures: figures, bootstrap: bootstrap)
  }

  /// The scores at one tolerance, a list a video.
  private struct Scored {
    let tolerance: Int
    let own: [[TransitionScore]]
    let uniform: [[TransitionScore]]
    let random: [[TransitionScore]]

    func key(_ name: String) -> String { name == "Hard" ? "HardAt\(tolerance)" : name }
    func title(_ name: String) -> String { name == "Hard" ? "±\(tolerance)" : "gradual" }
  }

  private func rules(_ videos: [ShotVideo]) -> [String] {
    let hard = videos.map(\.hardCuts.count).reduce(0, +)
    let gradual = videos.map(\.transitions.count).reduce(0, +)
    return [
      "A prediction within a gradual transition (ends included) belongs to it: the first finds it, "
        + "the others are extra. The rest are paired with hard cuts greedily, nearest first, one to "
        + "one, within ±\(tolerances.map(String.init).joined(separator: ", ±")) frames.",
      "Counts are pooled over videos: \(hard) hard cuts, \(gradual) gradual transitions; 0 where "
        + "nothing was to be found and nothing was predicted; off: mean distance of hard hits in "
        + "frames.",
      "Uniform and random cuts have the true count (\(randomDraws) draws).",
    ]
  }
}

extension ShotVideo {
  /// Scores cuts of this video; those at doubtful places that find nothing are left out.
  func score(_ cuts: [Int], _ tolerance: Int) -> TransitionScore {
    func score(_ cuts: [Int]) -> TransitionScore {
      TransitionScore(
        predicted: cuts, hardCuts: hardCuts, transitions: transitions, tolerance: tolerance)
    }
    let all = score(cuts)
    if ambiguous.isEmpty { return all }
    return score(
      cuts.filter { cut in
        all.found.contains(cut) || transitions.contains { $0.contains(cut) }
          || !ambiguous.contains {
            $0.lowerBound - tolerance <= cut && cut <= $0.upperBound + tolerance
          }
      })
  }
}
