internal import ArgumentParser
internal import Skillet

/// `skillet rate export`: a tournament in the formats of others.
struct RateExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a tournament in the formats of other tools.",
    discussion: """
      evalica: left,right,winner, a row a vote. csv: every row of the ledger, corrections too. clips: \
      the table that `skillet rate start` reads. pairs: the pairs by round with their votes. proskill: a \
      folder with rounds/N.yaml, rankings/rank_after_round_N.yml (Elo on the majority of each pair, \
      Swiss score, z-score within the skill, and level: novice below -0.5, expert from 0.5) and \
      train.txt, val.txt, test.txt.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Option(help: "evalica, csv, clips, pairs or proskill.")
  var format: TournamentExport.Format

  @Option(
    name: [.short, .long], help: "The file, or for proskill the folder; by default standard output."
  )
  var out: String?

  @Option(help: "Only this skill.")
  var skill: String?

  @Option(help: "The K of the Elo of rankings.")
  var k = 4.0

  @Option(help: "The first rating of that Elo.")
  var initial = 1000.0

  @Option(help: "What the split into train, val and test follows from.")
  var seed: UInt64 = 0

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if format == .proskill, out == nil || out == "" || out == "-" {
      throw ValidationError("proskill is a folder; give --out DIR")
    }
    guard k > 0, k.isFinite, initial.isFinite else {
      throw ValidationError("--k lies above 0, and --initial is a number")
    }
  }

  func run() throws {
    try common.reportingFaults {
      let export = try TournamentExport(
        try RatingTournament(opening: tournament), skill: skill)
      guard format == .proskill || (out ?? "-") != "-" else {
        return print(try export.text(format), terminator: "")
      }
      var release = TournamentExport.Release()
      (release.k, release.initial, release.seed) = (k, initial, seed)
      let files = try export.write(format, to: out ?? "", release: release, replaces: force)
      print((["wrote"] + files.map { "  \($0.printable)" }).joined(separator: "\n"))
    }
  }
}
