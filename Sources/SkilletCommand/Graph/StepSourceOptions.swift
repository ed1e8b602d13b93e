internal import ArgumentParser
internal import Skillet

/// Where step sequences come from.
struct StepSourceOptions: ParsableArguments {
  @Argument(
    help: "Files or folders of step sequences, or a stored graph; - is standard input.",
    completion: .file())
  var file: [String]

  @Option(
    parsing: .upToNextOption,
    help:
      "Labels that are no step; none for none. (default: background SIL action_start action_end)")
  var background: [String] = []

  @Flag(help: "The task is what follows the last _ of a file's name, as in Breakfast.")
  var taskInName = false

  /// The tasks that the files hold.
  func tasks() throws -> [StepTask] {
    var files = StepSequenceFiles()
    files.takesTaskFromName = taskInName
    if !background.isEmpty { files.background = background == ["none"] ? [] : Set(background) }
    return try StepTask.all(file, files: files)
  }
}
