internal import ArgumentParser

/// How a tournament is judged on the page; only what is given is handed on.
struct ServeJudgingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Tournaments: add practice pairs, a CSV of skill, better and worse.", valueName: "file"),
    completion: .file())
  var practice: String?

  @Option(
    help: ArgumentHelp(
      "Tournaments: practice pairs before the first that counts (at most half of all).",
      valueName: "count"))
  var practiceFirst: Int?

  @Option(
    help: ArgumentHelp(
      "Tournaments: the share of them that a judge has to get right.", valueName: "share"))
  var practiceShare: Double?

  @Option(
    help: ArgumentHelp(
      "Tournaments: among the rest, one pair of so many is a practice pair.", valueName: "count"))
  var practiceEvery: Int?

  @Option(
    help: ArgumentHelp(
      "Tournaments: a pair that was taken and not answered goes to others after so many seconds.",
      valueName: "seconds"))
  var lease: Double?

  @Option(
    help: ArgumentHelp(
      "Tournaments: look for the videos in this folder first.", valueName: "folder"),
    completion: .directory)
  var videos: String?

  /// As they were given.
  var arguments: [String] {
    let given: [(name: String, value: String?)] = [
      ("practice", practice), ("practice-first", practiceFirst.map { "\($0)" }),
      ("practice-share", practiceShare.map { "\($0)" }),
      ("practice-every", practiceEvery.map { "\($0)" }), ("lease", lease.map { "\($0)" }),
      ("videos", videos),
    ]
    return given.compactMap { name, value in value.map { "--\(name)=\($0)" } }
  }
}
