internal import Annotations
internal import ArgumentParser
internal import Skillet

/// `skillet graph`: steps that need no fixed order.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Builds the step graph of a task and predicts from it.",
    discussion: """
      Step sequences are read from COIN's and CaptainCook4D's JSON, CrossTask's paths, CSV (a row a \
      step: video,step[,task][,start][,end]; or a row a sequence), plain JSON ([[label, …]], \
      {NAME: [label, …]}, [{"task", "steps"}]), segments documents with labels or skills, and \
      label-a-frame files; or from a graph that `build --format json` stored.
      """,
    subcommands: [
      GraphBuildCommand.self, GraphNextCommand.self, GraphCompleteCommand.self,
      GraphTasksCommand.self,
    ])
}

/// `skillet graph tasks`: what the files hold.
struct GraphTasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "Lists the tasks, with their sequences and steps.")

  @OptionGroup var source: StepSourceOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup(title: "Messages") var common: CommonOptions

  func run() throws {
    try common.reportingFaults {
      let list = StepTaskList(try source.tasks())
      print(json ? try list.json.text() : list.text, terminator: "")
    }
  }
}
