internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet rate judge`: a person or a program answers pair after pair.
struct RateJudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Judges pairs in the terminal, or by a program.",
    discussion: """
      In the terminal: keys for left, right, tie, skip (cannot tell), play, undo and quit; p plays \
      both clips with the program that SKILLET_PLAYER names ({path}, {start} and {end} stand for the \
      clip; without them its path is put behind). With --command a program is asked: it gets the \
      question as JSON on standard input and the two videos and the skill as arguments, and prints \
      left, right, tie or skip. Sides are exchanged at random for each judge.
      """)

  @Argument(help: "The tournament.", completion: .file())
  var tournament: String

  @Option(help: "Who judges; a program may be given several names, each of which votes.")
  var judge: [String] = []

  @Option(help: "Ask this program instead of a person.")
  var command: String?

  @Option(help: "How long the program may take for a pair, in seconds.")
  var timeLimit = 60.0

  @Option(help: "How often the program is asked again where it failed.")
  var retries = 2

  @Option(help: "How many runs of the program go side by side.")
  var jobs = 1

  @Option(help: "Stop after so many answers.")
  var count: Int?

  @Option(help: "Look for the videos in this folder first.", completion: .directory)
  var videos: String?

  @Flag(help: "Print one JSON document about the program's answers.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if judge.contains("") { throw ValidationError("--judge is a name") }
    if Set(judge).count < judge.count { throw ValidationError("--judge: a name is given twice") }
    if command == nil {
      if judge.count > 1 { throw ValidationError("one person judges under one name") }
      if json { throw ValidationError("--json needs --command") }
    }
    if command == "" { throw ValidationError("--command is a program") }
    guard timeLimit > 0, timeLimit <= 86_400 else {
      throw ValidationError("--time-limit lies above 0, up to 86400")
    }
    guard (0...100).contains(retries) else { throw ValidationError("--retries lies in 0...100") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs lies in 1...256") }
    if let count, count < 1 { throw ValidationError("--count is at least 1") }
  }

  func run() throws {
    if let command { return try common.run { try ask(command, $0) } }
    try common.reportingFaults {
      let name = judge.first ?? ProcessInfo.processInfo.environment["USER"] ?? ""
      if name.isEmpty { throw SkilletError(.usage, "--judge NAME says who judges") }
      let session = JudgingSession(
        try RatingTournament(opening: tournament), judge: name, isProgram: false, videos: videos)
      var terminal = JudgingTerminal(session, count: count)
      try terminal.run()
    }
  }

  private func ask(_ command: String, _ interruption: Interruption) throws {
    var program = ProgramJudge(command: command)
    (program.timeLimit, program.retries) = (timeLimit, retries)
    var judging = ProgramJudging(
      program: program, judges: judge.isEmpty ? [program.name] : judge)
    (judging.jobs, judging.count, judging.videos) = (jobs, count, videos)
    let bar = common.progressBar("judging")
    defer { bar.finish() }
    let sum = try judging.run(
      try RatingTournament(opening: tournament), interruption: interruption
    ) { bar.update(done: $0, expected: nil, unit: "answers") }
    bar.finish()
    for complaint in sum.complaints { common.note("skillet: \(complaint)") }
    print(json ? try sum.jsonText() : sum.text, terminator: json ? "" : "\n")
    if sum.unanswered > 0 { throw ExitCode(2) }
  }
}
