internal import ArgumentParser
internal import Skillet

/// `skillet rate practice`: pairs whose answer is known.
struct RatePracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice", abstract: "Adds practice pairs, on which judges are tried.",
    discussion: """
      Reads a CSV with the columns skill, better and worse; both are clips of the tournament or videos \
      beside the table. On the page of `skillet serve` such pairs come before the first that counts, \
      and among the rest. Answers to them are no votes, and two clips of one are never paired.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Argument(help: "A CSV of skill, better and worse; - for standard input.", completion: .file())
  var pairs: String

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      var opened = try RatingTournament(opening: tournament)
      let added = try opened.addPractice(from: pairs)
      let pair = "practice pair\(added == 1 ? "" : "s")"
      print("added \(added) \(pair); \(tournament.printable) has \(opened.practiceCount)")
    }
  }
}
