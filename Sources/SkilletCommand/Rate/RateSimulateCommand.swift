internal import ArgumentParser
internal import Skillet

/// `skillet rate simulate`: how near each pairing and scoring comes to a known order.
struct RateSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Says how near each pairing and scoring comes after so many rounds.",
    discussion: """
      Without --answers, items have true skills drawn from a normal distribution, and each vote \
      prefers the left item with the chance 1 / (1 + exp(slope (right - left))). With --answers, \
      tournaments are replayed on real votes: a CSV of left, right and winner in which every pair \
      was judged; what is held against is --truth (a CSV of item and score), or the share of votes \
      that an item won over all pairs. Figures are means of Spearman's rho with 95 % intervals over \
      tournaments.
      """)

  @Option(help: "How many items play; with --answers, how many are drawn for each tournament.")
  var items: Int?

  @Option(help: "Votes a pair.")
  var votes = 5

  @Option(help: "After which rounds to look, with commas.")
  var rounds = NumberList([4, 6, 10, 15])

  @Option(help: "How well judges tell skills apart, with commas: 0.5 is noisy, 2 is good.")
  var slope = NumberList([0.5, 2])

  @Option(help: "How many tournaments are played.")
  var trials = 300

  @Option(
    parsing: .upToNextOption, help: "The pairings: swiss, random, active, round-robin.")
  var pairing = RatingSimulation.pairings

  @Option(help: "The ridge of Bradley-Terry.")
  var ridge = RatingMethod().ridge

  @Option(help: "A CSV of real votes on every pair.", completion: .file())
  var answers: String?

  @Option(help: "A CSV of item and score that rankings are held against.", completion: .file())
  var truth: String?

  @Option(help: "The seed.")
  var seed: UInt64 = 0

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    func check(_ isRight: Bool, _ rule: String) throws {
      if !isRight { throw ValidationError(rule) }
    }
    try check(items.map { (2...100_000).contains($0) } ?? true, "--items lies in 2...100000")
    try check((1...10_000).contains(votes), "--votes lies in 1...10000")
    try check((2...1_000_000).contains(trials), "--trials lies in 2...1000000")
    try check(
      rounds.numbers.allSatisfy { $0 >= 1 && $0 <= 1e5 && $0 == $0.rounded() },
      "--rounds are whole numbers from 1")
    try check(slope.numbers.allSatisfy { $0 >= 0 && $0 <= 1000 }, "--slope lies in 0...1000")
    try check(ridge > 0 && ridge <= 1e9, "--ridge lies above 0, up to 1000000000")
    try check(truth == nil || answers != nil, "--truth needs --answers")
    let unknown = pairing.filter { !RatingSimulation.pairings.contains($0) }
    try check(
      unknown.isEmpty, "--pairing is any of \(RatingSimulation.pairings.joined(separator: ", "))")
  }

  func run() throws {
    try common.run { interruption in
      var simulation = RatingSimulation()
      (simulation.items, simulation.votes, simulation.trials) = (items, votes, trials)
      simulation.rounds = rounds.numbers.map { Int($0) }
      (simulation.slopes, simulation.pairing) = (slope.numbers, pairing)
      (simulation.ridge, simulation.seed) = (ridge, seed)
      (simulation.answers, simulation.truth) = (answers, truth)
      let result = try simulation.run(interruption: interruption)
      print(json ? try result.jsonText() : result.text, terminator: json ? "" : "\n")
    }
  }
}
