internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate boundary`: predicted boundaries against true ones.
struct EvaluateBoundaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boundary", abstract: "Compares predicted boundaries with true ones.",
    discussion: """
      Truth is read from recorded demonstrations (fps, frames, segments with start_frame), from \
      {name: {fps, frames, segments: [{start, end}]}}, from shot cuts (hard_cuts, \
      soft_transitions, ambiguous), from a label a frame (.txt), from a scene list (.csv) and \
      from segments documents. `--truth none`: each video shows one skill.

      With --rates, both sides are laid on grids of so many samples a second before they are \
      compared, and the score is the mean over rates.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var boundaries: BoundaryOptions
  @OptionGroup var grain: LevelOptions

  @Option(help: "Keep only predicted boundaries of this kind: skill, shot or limit.")
  var kind: BoundaryKind?

  @Option(help: "Average over these sampling rates, such as 1,2,5,10,30; needs seconds.")
  var rates: NumberList?

  func validate() throws {
    guard let rates else { return }
    guard rates.numbers.allSatisfy({ (0.001...1e6).contains($0) }) else {
      throw ValidationError("--rates are samples a second in 0.001...1000000")
    }
    guard case .seconds = boundaries.tolerance else {
      throw ValidationError("--rates needs a tolerance in seconds, such as --tolerance 1s")
    }
  }

  func run() throws {
    try options.report { predicted in
      if let rates, case .seconds(let tolerance) = boundaries.tolerance {
        return try CutEvaluation(
          predicted: predicted, truth: options.truth, level: grain.level, kind: kind,
          frameRate: options.frameRate,
          method: .rates(
            SamplingRates(
              rates: rates.numbers, tolerance: tolerance, iou: boundaries.iou,
              bootstrap: options.draws.settings)))
      }
      return try BoundaryEvaluation(
        predicted: predicted, truth: options.truth, level: grain.level, kind: kind,
        frameRate: options.frameRate, settings: boundaries.settings(options.draws.settings))
    }
  }
}
