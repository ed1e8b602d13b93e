internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate trecvid`: shot boundaries.
struct EvaluateShotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trecvid", abstract: "Hard cuts and gradual transitions, greedily, one to one.",
    discussion: """
      Truth is {video: {fps, frames, hard_cuts, soft_transitions, ambiguous}} or ClipShots' \
      {video: {frame_num, transitions}}; any other truth holds hard cuts. A transition includes both \
      of its ends. Counts are pooled over videos.
      """)

  @OptionGroup var options: EvaluationOptions

  @Option(help: "How far a hard cut may be off, in frames, inclusive, with commas between them.")
  var tolerance = NumberList([0, 1])

  @Option(help: "Keep only predicted boundaries of this kind: skill, shot or limit.")
  var kind: BoundaryKind?

  func validate() throws {
    guard tolerance.numbers.allSatisfy({ $0 >= 0 && $0 < 1e6 && $0 == $0.rounded() }) else {
      throw ValidationError("--tolerance is in whole frames")
    }
  }

  func run() throws {
    try options.report { predicted in
      try CutEvaluation(
        predicted: predicted, truth: options.truth, kind: kind, frameRate: options.frameRate,
        method: .trecvid(
          ShotProtocol(
            tolerances: tolerance.numbers.map { Int($0) }, bootstrap: options.draws.settings)))
    }
  }
}
