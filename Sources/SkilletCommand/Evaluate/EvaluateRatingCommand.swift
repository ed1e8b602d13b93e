internal import Annotations
internal import ArgumentParser
internal import Evaluation
internal import Foundation
internal import Skillet

/// `skillet evaluate rating`: scores of clips against reference scores, beside cheap baselines.
struct EvaluateRatingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rating",
    abstract: "Spearman and pairs put right, beside duration, motion and chance.",
    discussion: """
      SCORES is a file of `skillet rate predict`, `skillet rate scores` or `skillet train assessor \
      --scores`, or any CSV with the columns item and score; the truth a CSV or index.json with \
      item and score (or quality), and skill and group where it has them. With --assessor the clips \
      of the truth are scored first, at the length that the assessor was trained for. Duration and \
      mean motion are taken from the files; with --clips they are measured, and with --equal-length \
      or --cut-length on clips of equal length, where duration tells nothing.
      """)

  @Argument(help: "Scores of items: CSV or JSON.")
  var scores: String?

  @Option(help: "Reference scores: CSV or JSON.")
  var truth: String

  @Option(help: "An assessor that scores the clips of the truth, in place of SCORES.")
  var assessor: String?

  @Option(help: "The folder of the clips, to measure how long they are and how much moves.")
  var clips: String?

  @OptionGroup var lengths: LengthOptions

  @Option(help: "What is compared: group, skill or all; by default the finest that is known.")
  var within: RatingEvaluation.Sets?

  @OptionGroup var draws: DrawOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (scores == nil) == (assessor == nil) {
      throw ValidationError("give SCORES or --assessor, one of both")
    }
    if clips == nil, lengths.length != .whole {
      throw ValidationError("--equal-length and --cut-length need the clips; name --clips")
    }
    if assessor != nil, lengths.length != .whole {
      throw ValidationError("an assessor looks at the length that it was trained for")
    }
  }

  func run() throws {
    try common.run { interruption in
      let truth = try ClipList.items(self.truth)
      let found: RatedItems
      var measured: (ClipList, ClipMeasurements)?
      if let assessor {
        let model = try AssessorModel(path: assessor)
        let list = try ClipList([self.truth], folder: clips)
        let name = URL(fileURLWithPath: assessor).lastPathComponent
        let scored = try model.predict(list, called: name, interruption: interruption)
        found = try RatedItems(scored.csv, file: assessor)
        common.note("skillet: note: \(scored.length.text)")
      } else {
        found = try ClipList.items(scores ?? "")
        if let clips {
          let list = try ClipList([self.truth], folder: clips)
          measured = (
            list,
            try ClipMeasurements(list.clips, length: lengths.length, interruption: interruption)
          )
        }
      }
      let result = try RatingEvaluation(
        scores: found, truth: truth, sets: within, measured: measured,
        bootstrap: draws.settings)
      common.notes(result.notes)
      print(draws.json ? try result.report.json.text() : result.report.text, terminator: "")
    }
  }
}
