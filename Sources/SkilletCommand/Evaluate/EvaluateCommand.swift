internal import ArgumentParser

/// `skillet evaluate`: named protocols, with what chance would reach.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Scores predictions by a named protocol.",
    discussion: """
      Every protocol prints each video, the figure over all of them, a bootstrap interval over \
      videos, what uniform and random cuts with the true count reach, and its own rules. \
      `--compare A B` in place of predictions gives the paired difference of two sets of them.

      Videos are joined by name: a document by its video's path, a list by its keys, any other file \
      by its own name. A prediction without truth is an error, truth without a prediction is noted.
      """,
    subcommands: [
      EvaluateBoundaryCommand.self, EvaluateSegmentsCommand.self, EvaluateMoFCommand.self,
      EvaluateEventsCommand.self, EvaluateShotsCommand.self, EvaluateCoveringCommand.self,
      EvaluateRepeatCommand.self, EvaluateRatingCommand.self, EvaluatePrecedenceCommand.self,
      EvaluateGraphCommand.self, EvaluateOrderingCommand.self, EvaluateProbeCommand.self,
      EvaluateSortingCommand.self, EvaluateQuestionsCommand.self,
    ])
}
