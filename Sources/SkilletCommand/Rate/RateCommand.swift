internal import ArgumentParser

/// `skillet rate`: how well each clip was done, by comparing pairs.
struct RateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Rates skill by pairwise comparisons.",
    discussion: """
      Scores come from votes on pairs: Bradley-Terry with intervals, or Elo. A plain CSV with the \
      columns left, right and winner is enough; a tournament, one file, keeps clips, Swiss rounds \
      and the votes of many judges. A trained assessor scores clips that nobody judged.
      """,
    subcommands: [
      RateStartCommand.self, RateNextCommand.self, RateJudgeCommand.self, RateRecordCommand.self,
      RateStatusCommand.self, RatePracticeCommand.self, RateImportCommand.self,
      RateExportCommand.self, RateScoresCommand.self, RatePredictCommand.self,
      RateSimulateCommand.self,
    ])
}
