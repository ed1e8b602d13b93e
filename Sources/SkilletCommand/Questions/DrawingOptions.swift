internal import Annotations
internal import ArgumentParser
internal import Questions
internal import Skillet

/// How questions are drawn.
struct DrawingOptions: ParsableArguments {
  @Option(help: "How many questions.")
  var count = 100

  @Option(help: "The seed of everything that is drawn: the same seed gives the same bytes.")
  var seed: UInt64 = 0

  @Option(help: "How many steps a question has: a number, or a range such as 3-5.")
  var steps = "2-6"

  @Option(
    help: "The abilities that steps may ask for, of semantic, correspondence, temporal, spatial.")
  var skills: String?

  @Option(help: "How steps hang together, of conjunctive, sequential and nested.")
  var logic: String?

  @Option(help: "The most questions about one video.")
  var perVideo: Int?

  @Option(help: "No window of so many seconds is enough to answer.")
  var window = 10.0

  @Option(
    help: "A profile of missing abilities, which are then asked for more often.",
    completion: .file())
  var profile: String?

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count lies in 1...1000000")
    }
    guard (0.1...3600).contains(window) else {
      throw ValidationError("--window lies in 0.1...3600")
    }
    if let perVideo, perVideo < 1 { throw ValidationError("--per-video is at least 1") }
    _ = try range()
    let _: [QuestionStep.Skill] = try list(skills, "--skills")
    let _: [QuestionProof.Logic] = try list(logic, "--logic")
  }

  private func range() throws -> ClosedRange<Int> {
    let ends = steps.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
      first >= 2, first <= last, last <= 6
    else { throw ValidationError("--steps is a number from 2 to 6, or a range such as 3-5") }
    return first...last
  }

  private func list<Name: RawRepresentable & CaseIterable>(
    _ text: String?, _ option: String
  ) throws -> [Name] where Name.RawValue == String {
    guard let text else { return Array(Name.allCases) }
    return try text.split(separator: ",").map { part in
      guard let name = Name(rawValue: part.filter { $0 != " " }) else {
        let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(option): \"\(part)\" is none of \(names)")
      }
      return name
    }
  }

  /// The settings, with the profile read.
  func settings() throws -> GenerationSettings {
    var settings = GenerationSettings()
    settings.count = count
    settings.seed = seed
    settings.steps = try range()
    settings.skills = Set(try list(skills, "--skills"))
    settings.logics = Set(try list(logic, "--logic"))
    settings.perVideo = perVideo
    settings.window = window
    if let profile { settings.failures = try QuestionMaking.failures(profile: profile) }
    return settings
  }
}
