internal import ArgumentParser
internal import Skillet

/// `skillet rate status`: how a tournament stands.
struct RateStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how a tournament stands and what more rounds would gain.",
    discussion: """
      Votes and what is missing; how far judges agree, each figure beside what chance would give; \
      Kendall's tau between the rankings of the last two rounds (tau); and the gain of one more \
      round, forecast by simulation from the scores so far. Nothing is written.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Flag(inversion: .prefixedNo, help: "Forecast the gain of one more round.")
  var forecast = true

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let status = TournamentStatus(
        try RatingTournament(opening: tournament), forecasts: forecast)
      print(json ? try status.jsonText() : status.text, terminator: json ? "" : "\n")
    }
  }
}
