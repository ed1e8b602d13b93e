internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet questions export`: a folder that another program runs as it is.
struct QuestionsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes questions as lmms-eval, VLMEvalKit and others take them.",
    discussion: """
      lmms-eval: a folder for --include_path. vlmevalkit: a TSV and the data set's class. \
      perceptioncomp, mvbench, video-mme: the layouts of these sets (Video-MME has four choices: one \
      wrong choice is left out). jsonl: a line a question with its proof. Videos that are found are \
      linked to. README.md in the folder says how to run it.
      """)

  @Argument(help: "The questions document; - is standard input.", completion: .file())
  var file: String

  @Option(
    help: "lmms-eval, vlmevalkit, perceptioncomp, mvbench, video-mme or jsonl.")
  var to: QuestionExport

  @Option(help: "The folder to write.")
  var out: String

  @Option(help: "The folder of the videos; by default where the document says.")
  var videos: String?

  @Flag(help: "Cut a clip of each step's evidence, exact to the frame.")
  var clips = false

  @Flag(help: "Replace the files of an earlier run.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { interruption in
      var export = QuestionExporting(questions: file, form: to, folder: out)
      (export.videos, export.clips, export.replaces) = (videos, clips, force)
      let bar = common.progressBar("cutting clips")
      defer { bar.finish() }
      let result = try export.run(interruption: interruption) {
        bar.update(done: $0, expected: $1, unit: "questions")
      }
      bar.finish()
      common.notes(result.notes)
      print(result.files.map(\.printable).joined(separator: "\n"))
    }
  }
}
