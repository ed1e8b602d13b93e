internal import ArgumentParser
internal import Foundation
internal import Skillet

/// `skillet label`: actions read off videos by a model.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Reads the actions off videos with a trained model.",
    discussion: """
      Writes VIDEO.actions.json for each video, marked as pseudo-labels, with a model that `skillet \
      train inverse-dynamics` made. Use them with `skillet segment --actions FILE` and `skillet \
      train predictor --actions-from DIR`.
      """)

  @Argument(help: "Videos, or folders of them; actions beside them are not looked at.")
  var video: [String]

  @Option(help: "The model.", completion: .file())
  var model: String

  @Option(name: [.short, .long], help: "The folder for the labels.")
  var out: String

  @Option(help: "Threads.")
  var jobs = 2

  @Flag(help: "Replace labels that exist.")
  var force = false

  @Flag(help: "Print one JSON document instead of the list of files.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func validate() throws {
    if out == "" || out == "-" { throw ValidationError("--out is a folder") }
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs lies in 1...256") }
  }

  func run() throws {
    try common.run { interruption in
      let labeller = try ActionLabeller(path: model)
      let videos = try DemonstrationSet(video, needsActions: false)
      let output = try LabelOutput(folder: out, videos: videos, replaces: force)
      let name = URL(fileURLWithPath: model).lastPathComponent
      let bar = common.progressBar("labelling")
      defer { bar.finish() }
      let labels = try labeller.label(videos, model: name, jobs: jobs, interruption: interruption) {
        bar.update(done: $0.done, expected: $0.expected, unit: $0.unit)
      }
      bar.finish()
      try interruption.check()
      try output.write(labels)
      if json {
        return print(try LabellingReport(labels, by: labeller, called: name, in: output).text())
      }
      let files = labels.map { "  \(output.path(of: $0.name).printable)" }
      print((["wrote"] + files).joined(separator: "\n"))
    }
  }
}
