internal import ArgumentParser
internal import Skillet

/// How a tournament is judged on the page.
struct JudgingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Tournaments: add practice pairs, a CSV of skill, better and worse.", valueName: "file"),
    completion: .file())
  var practice: String?

  @Option(
    help: ArgumentHelp(
      "Tournaments: practice pairs before the first that counts (at most half of all).",
      valueName: "count"))
  var practiceFirst = JudgingRules().practiceFirst

  @Option(
    help: ArgumentHelp(
      "Tournaments: the share of them that a judge has to get right.", valueName: "share"))
  var practiceShare = JudgingRules().practiceShare

  @Option(
    help: ArgumentHelp(
      "Tournaments: among the rest, one pair of so many is a practice pair.", valueName: "count"))
  var practiceEvery = JudgingRules().practiceEvery

  @Option(
    help: ArgumentHelp(
      "Tournaments: a pair that was taken and not answered goes to others after so many seconds.",
      valueName: "seconds"))
  var lease = JudgingRules().leaseSeconds

  @Option(
    help: ArgumentHelp(
      "Tournaments: look for the videos in this folder first.", valueName: "folder"),
    completion: .directory)
  var videos: String?

  func validate() throws {
    guard (1...1000).contains(practiceFirst) else {
      throw ValidationError("--practice-first lies in 1...1000")
    }
    guard (0...1).contains(practiceShare) else {
      throw ValidationError("--practice-share lies in 0...1")
    }
    guard (1...10_000).contains(practiceEvery) else {
      throw ValidationError("--practice-every lies in 1...10000")
    }
    guard lease >= 1, lease <= 86_400 else { throw ValidationError("--lease lies in 1...86400") }
  }

  var rules: JudgingRules {
    var rules = JudgingRules()
    (rules.practiceFirst, rules.practiceShare) = (practiceFirst, practiceShare)
    (rules.practiceEvery, rules.leaseSeconds) = (practiceEvery, lease)
    return rules
  }
}
