internal import ArgumentParser
internal import Skillet

/// `skillet rate scores`: a score for each item of a list of comparisons.
struct RateScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores", abstract: "Scores items from the comparisons that they were in.",
    discussion: """
      Reads a CSV with the columns left, right and winner (left, right or tie; judge and weight may \
      be among them), or a tournament, each skill of which is scored on its own. Bradley-Terry by \
      default: it heeds every vote, and neither the order of the rows nor names matter. Items that \
      only won, only lost or are not connected to the rest are named in the notes.
      """)

  @Argument(
    help: "A CSV with the columns left, right and winner, a tournament, or - for standard input.",
    completion: .file())
  var comparisons: String

  @OptionGroup(title: "How scores are made") var options: RatingOptions

  @Option(
    help: "A CSV of other comparisons: say how many of them the scores get right.",
    completion: .file())
  var heldOut: String?

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  @Flag(help: "Print CSV instead of the table.")
  var csv = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if json, csv { throw ValidationError("give --json or --csv, not both") }
  }

  func run() throws {
    try common.run { _ in
      let report = RatingScores(try ComparisonSet.sets(of: comparisons), by: options.settings)
      for warning in report.warnings { common.note("skillet: warning: \(warning)") }
      if json {
        print(try report.jsonText(), terminator: "")
      } else if csv {
        print(report.csv, terminator: "")
      } else {
        print(report.text)
      }
      guard let heldOut else { return }
      let others = try ComparisonSet(path: heldOut)
      for skill in report.skills {
        let line = HeldOutPairs(skill, others).text
        if json || csv { common.note(line) } else { print(line) }
      }
    }
  }
}
