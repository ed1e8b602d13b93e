internal import ArgumentParser
internal import Skillet

/// `skillet rate start`: a tournament of clips.
struct RateStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Makes a tournament of clips.",
    discussion: """
      Clips come from a CSV table (columns clip or path, skill, performer, start, end), from videos \
      and folders of videos (the skill is the folder's name), or from segments documents (each \
      segment is a clip of its skill). Only clips of one skill are compared. The tournament is one \
      SQLite file; judgements are only ever added to it. `skillet rate next` pairs the first round.
      """)

  @Argument(
    help: "A CSV table; or videos and folders of them; or segments documents.", completion: .file())
  var clips: [String]

  @Option(name: [.short, .long], help: "The file for the tournament, such as T.skillet.")
  var out: String

  @Option(
    help: "The table's column that names the skill (skill); for segments skill or label.")
  var groupBy: String?

  @Option(help: "Look for the videos of documents in this folder first.", completion: .directory)
  var videos: String?

  @Option(help: "Votes that every pair gets.")
  var votes = 5

  @Option(help: "Votes that a pair gets on top where its first votes disagree.")
  var extraVotes = 3

  @Option(help: "They disagree where the most frequent answer has less than this share.")
  var lowAgreement = 0.7

  @Option(help: "Swiss rounds.")
  var rounds = 6

  @Option(help: "What every random draw follows from; the file stores it.")
  var seed: UInt64 = 0

  @Flag(help: "Replace a tournament in which nobody has judged.")
  var force = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if out == "" || out == "-" { throw ValidationError("--out is a file") }
    guard (1...10_000).contains(votes) else { throw ValidationError("--votes lies in 1...10000") }
    guard (0...10_000).contains(extraVotes) else {
      throw ValidationError("--extra-votes lies in 0...10000")
    }
    guard (0...1).contains(lowAgreement) else {
      throw ValidationError("--low-agreement lies in 0...1")
    }
    guard (1...10_000).contains(rounds) else { throw ValidationError("--rounds lies in 1...10000") }
  }

  func run() throws {
    try common.run { interruption in
      let collection = try ClipCollection(
        clips, by: groupBy.map { .named($0) } ?? .usual, videos: videos)
      for warning in collection.warnings { common.note("skillet: warning: \(warning)") }
      var start = TournamentStart(path: out)
      (start.votes, start.extraVotes, start.lowAgreement) = (votes, extraVotes, lowAgreement)
      (start.rounds, start.seed, start.replaces) = (rounds, seed, force)
      try interruption.check()
      let tournament = try start.make(collection)
      print("wrote \(out.printable): \(tournament.outline); seed \(seed)")
    }
  }
}
