internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Skillet

/// `skillet evaluate repeat`: several runs of one method on the same videos.
struct EvaluateRepeatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeat", abstract: "Mean and spread over several runs (seeds) of one method.",
    discussion: """
      Each argument is one run: a file or folder with its predictions. All runs need predictions of \
      the same videos.
      """)

  /// What the runs are scored by.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case boundary, segments, mof
  }

  @Argument(help: "Files or folders, one a run.")
  var runs: [String]

  @Option(parsing: .upToNextOption, help: "Files or folders with the truth.")
  var truth: [String]

  @Option(help: "What the runs are scored by: boundary, segments or mof.")
  var by = Method.boundary

  @Option(help: "Frames a second of videos of which no file says it.")
  var frameRate: Double?

  @Option(parsing: .upToNextOption, help: "Labels that stand for nothing, for segments and mof.")
  var background: [String] = []

  @Option(help: "MS-TCN's mapping.txt, for segments and mof.")
  var mapping: String?

  @OptionGroup var boundaries: BoundaryOptions
  @OptionGroup var grain: LevelOptions
  @OptionGroup var draws: DrawOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let comparison = try RunComparison(runs: runs.map { ($0, try result([$0])) })
      common.notes(comparison.notes)
      print(draws.json ? try comparison.json.text() : comparison.text, terminator: "")
    }
  }

  private func result(_ predicted: [String]) throws -> any EvaluationResult {
    let named = background == ["none"] ? [] : background
    let method: LabelEvaluation.Method
    switch by {
    case .boundary:
      return try BoundaryEvaluation(
        predicted: predicted, truth: truth, level: grain.level, frameRate: frameRate,
        settings: boundaries.settings(draws.settings))
    case .segments:
      let left = background.isEmpty ? SegmentsProtocol().background : named
      method = .segments(SegmentsProtocol(background: left, bootstrap: draws.settings))
    case .mof:
      method = .mof(MoFProtocol(background: named, bootstrap: draws.settings))
    }
    return try LabelEvaluation(
      predicted: predicted, truth: truth, level: grain.level, mapping: mapping,
      frameRate: frameRate, method: method)
  }
}
