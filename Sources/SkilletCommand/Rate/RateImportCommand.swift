internal import ArgumentParser
internal import Skillet

/// `skillet rate import`: votes that were given elsewhere.
struct RateImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Adds votes and rounds from files to a tournament.",
    discussion: """
      Reads evalica's left,right,winner (also with the columns skill, judge and time), ProSkill's \
      winner,loser,goal->subgoal and rounds/N.yaml, the pairs and the ledger that `skillet rate \
      export` writes, and folders in the layout of ProSkill's release. Everything is added, or nothing.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Argument(help: "Files and folders; - for a CSV on standard input.", completion: .file())
  var file: [String]

  @Option(help: "The skill of rows that name none.")
  var skill: String?

  @Option(help: "How judges are called who are not named; by default as the first file.")
  var judge: String?

  @Flag(help: "Take in skills, clips and pairs that the tournament does not have.")
  var add = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if judge == "" { throw ValidationError("--judge is a name") }
    if skill == "" { throw ValidationError("--skill is a name") }
    if file.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read once")
    }
  }

  func run() throws {
    try common.reportingFaults {
      let opened = try RatingTournament(opening: tournament, reads: false)
      let sum = try VoteImport(file, skill: skill, judge: judge, adds: add).add(to: opened)
      print(json ? try sum.jsonText() : sum.text, terminator: json ? "" : "\n")
    }
  }
}
