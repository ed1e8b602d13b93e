internal import ArgumentParser
internal import Skillet

/// What `skillet discover` compares, and with what.
struct DiscoveryOptions: ParsableArguments {
  @Option(help: "How many skills there are; by default as many as the segments fall into.")
  var skills: Int?

  @Option(help: "The skills.json of an earlier run: its skills keep their numbers.")
  var known: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Ask for the actions beside each video; by default they count where all have them.")
  var actions: Bool?

  @Option(help: "Look for the videos in this folder first.", completion: .directory)
  var videos: String?

  @Option(
    help: "Labels of some videos, to name skills by: a file or a folder; may be given again.")
  var labels: [String] = []

  @Option(help: "A table of video,group; by default videos in different folders are of several.")
  var groups: String?

  @Option(help: "The part of the videos, and of the groups, that a common skill occurs in.")
  var common = 0.5

  @Option(help: "What every random draw follows from.")
  var seed: UInt64 = 0

  @Option(help: "Decoder threads.")
  var threads = 2

  func validate() throws {
    if let skills, !(1...100_000).contains(skills) {
      throw ValidationError("--skills lies in 1...100000")
    }
    if !(0...1).contains(common) { throw ValidationError("--common lies in 0...1") }
    if !(1...64).contains(threads) { throw ValidationError("--threads lies in 1...64") }
  }

  /// The settings; reads what is known.
  func settings() throws -> DiscoverySettings {
    DiscoverySettings(
      skills: skills, known: try known.map { try SkillLibrary(readingFrom: $0) },
      actions: actions.map { $0 ? .always : .never } ?? .whereAllHave, videos: videos,
      labels: labels, groups: groups, commonShare: common, seed: seed, threads: threads)
  }
}
