internal import Annotations
internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet rate predict`: the scores that a trained assessor gives to clips.
struct RatePredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Scores clips by a trained assessor.",
    discussion: """
      Clips are videos, folders of them, or lists (an index.json, or CSV with the columns item and \
      skill). Scores compare within a skill: beside the raw score stand the deviations from the mean \
      of the skill's clips and the rank among them. Train an assessor with `skillet train assessor`.
      """)

  @Argument(help: "Videos, folders of them, or lists of clips.")
  var clips: [String]

  @Option(help: "The assessor.")
  var assessor: String

  @Option(help: "The folder of the clips of lists; by default that of the list.")
  var folder: String?

  @Option(help: "A list (CSV or JSON) with the skill, group and performer of the clips.")
  var items: String?

  @Option(name: [.short, .long], help: "A file for the scores, CSV or .json, in place of a table.")
  var out: String?

  @Flag(help: "Replace a file of scores that exists.")
  var force = false

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Print CSV.")
  var csv = false

  @Option(help: "Threads.")
  var jobs = 2

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if json, csv { throw ValidationError("give --json or --csv") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs lies in 1...256") }
  }

  func run() throws {
    try common.run { interruption in
      _ = try out.map { try ModelOutput(path: $0, replaces: force) }
      let model = try AssessorModel(path: assessor)
      let list = try ClipList(clips, folder: folder, items: try items.map(ClipList.items))
      let bar = common.progressBar("reading clips")
      defer { bar.finish() }
      let scores = try model.predict(
        list, called: URL(fileURLWithPath: assessor).lastPathComponent, jobs: jobs,
        interruption: interruption
      ) { bar.update($0.stage, done: $0.done, expected: $0.expected, unit: $0.unit) }
      bar.finish()
      for note in model.notes(on: list) { common.note("skillet: note: \(note)") }
      if let out { try scores.write(to: out) }
      if json {
        print(try scores.json.text(), terminator: "")
      } else if csv || out == nil {
        print(csv ? scores.csv : scores.text, terminator: "")
      } else {
        print("wrote \(out?.printable ?? "")")
      }
    }
  }
}
