internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet discover`: the same skill found again within a video and across a data set.
struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Finds the same skill again within a video and across a data set.",
    discussion: """
      Gives segments that show the same skill one number, prints a table of the skills, and writes \
      the numbers into copies of the documents (--out) or into the documents (--in-place); labels \
      stay as people wrote them. How many skills there are is found out. skills.json keeps them, \
      so that a later run recognises them with --known.
      """)

  @Argument(
    help: "Segments documents, folders such as X.skillet, or folders of those.",
    completion: .file())
  var document: [String]

  @OptionGroup(title: "What is found") var finding: DiscoveryOptions

  @Option(help: "The folder for copies of the documents, skills.json and the report.")
  var out: String?

  @Flag(help: "Change the documents where they stand; --out then holds the rest.")
  var inPlace = false

  @Flag(help: "Write report.html: key frames of each skill and where it occurs.")
  var report = false

  @Flag(help: "Replace the files of an earlier run.")
  var force = false

  @Flag(help: "Print one JSON document instead of the table.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if out == "" || out == "-" { throw ValidationError("--out is a folder") }
    if report, out == nil { throw ValidationError("--report needs --out, where it is written") }
    if force, out == nil { throw ValidationError("--force needs --out") }
  }

  func run() throws {
    try common.run { interruption in
      var outputs = DiscoveryOutputs(folder: out)
      (outputs.inPlace, outputs.report, outputs.replaces) = (inPlace, report, force)
      outputs.command = ["skillet"] + CommandLine.arguments.dropFirst()
      let settings = try finding.settings()
      try outputs.check(document, videos: settings.videos)
      let bar = common.progressBar("reading")
      defer { bar.finish() }
      let discovery = try SkillDiscovery(document, settings: settings, interruption: interruption) {
        bar.update(done: $0, expected: $1, unit: "videos")
      }
      let written = try outputs.write(discovery, interruption: interruption) {
        bar.update(done: $1, expected: $2, unit: $0)
      }
      bar.finish()
      for warning in discovery.warnings { common.note("skillet: warning: \(warning)") }
      let files = written.isEmpty ? [] : ["wrote"] + written.map { "  \($0.printable)" }
      if json {
        for line in files { common.note(line) }
        return print(try discovery.jsonText(), terminator: "")
      }
      print(([discovery.table] + files).joined(separator: "\n"))
    }
  }
}
