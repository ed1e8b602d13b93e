internal import ArgumentParser
internal import Skillet

/// The option that names what something beside the video recorded.
struct EventOptions: ParsableArguments {
  @Option(
    defaultAsFlag: ActionFileArgument.beside,
    help: ArgumentHelp(
      "Events beside it, such as a game's log: a file of .json or .csv.", valueName: "file"))
  var events: ActionFileArgument?

  /// Where the events are; nil where none are asked for.
  var source: EventSource? {
    switch events {
    case nil: nil
    case .beside: EventSource()
    case .file(let path): EventSource(path: path)
    }
  }
}
