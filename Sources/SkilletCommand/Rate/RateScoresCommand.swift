internal import ArgumentParser
internal import Skillet

/// `skillet rate scores`: a score for each item of a list of comparisons.
struct RateScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores", abstract: "Scores items from the comparisons that they were in.")

  @Argument(help: "A CSV with the columns left, right and winner; - for standard input.")
  var comparisons: String

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.run { _ in
      let set = try ComparisonSet(path: comparisons)
      common.note("\(set.names.count) items, \(set.comparisons.count) comparisons")
    }
  }
}
