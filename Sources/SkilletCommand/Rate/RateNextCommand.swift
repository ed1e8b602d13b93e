internal import ArgumentParser
internal import Skillet

/// `skillet rate next`: what there is to judge.
struct RateNextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Lists the pairs to judge now; opens the round that is due.",
    discussion: """
      Pairs that miss votes, the most urgent first. When every pair of a skill's round has its votes, \
      its next round is paired. Record an answer with `skillet rate record`.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Option(help: "Leave out what this judge has answered.")
  var judge: String?

  @Option(help: "At most so many pairs.")
  var count: Int?

  @Option(help: "Go on for so many rounds from now on.")
  var rounds: Int?

  @Option(help: "Look for the videos in this folder first.", completion: .directory)
  var videos: String?

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if judge == "" { throw ValidationError("--judge is a name") }
    if let count, count < 1 { throw ValidationError("--count is at least 1") }
    if let rounds, !(1...10_000).contains(rounds) {
      throw ValidationError("--rounds lies in 1...10000")
    }
  }

  func run() throws {
    try common.reportingFaults {
      var opened = try RatingTournament(opening: tournament)
      if let rounds { try opened.setRounds(rounds) }
      let count = try opened.openRounds()
      if count > 0 { common.note("opened \(count) round\(count == 1 ? "" : "s")") }
      let next = NextPairs(opened, judge: judge, count: self.count, videos: videos)
      for warning in next.warnings { common.note("skillet: warning: \(warning)") }
      if json { return print(try next.jsonText(), terminator: "") }
      print(next.table)
    }
  }
}
