internal import ArgumentParser

/// `skillet questions`: multiple-choice questions about videos.
struct QuestionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Writes, checks, exports and reviews multiple-choice questions about videos.",
    subcommands: [
      QuestionsFactsCommand.self, QuestionsGenerateCommand.self, QuestionsLintCommand.self,
      QuestionsExportCommand.self, QuestionsReviewCommand.self,
    ])
}
