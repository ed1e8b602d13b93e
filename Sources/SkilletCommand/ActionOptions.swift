internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options that name the actions of a video and say how they fit it.
struct ActionOptions: ParsableArguments {
  @Option(
    defaultAsFlag: ActionFileArgument.beside,
    help: ArgumentHelp(
      "The actions taken in it: a file of .json, .csv, .npy or .safetensors.",
      valueName: "file"))
  var actions: ActionFileArgument?

  @Option(help: "Take the actions of this episode, where the file holds several.")
  var actionsEpisode: Int?

  @Option(
    parsing: .unconditional,
    help: "Where the first action belongs: 12 or -12 (frames), 2.5s, -2.5s.",
    transform: ActionAlignment.Offset.init(argument:))
  var actionsOffset: ActionAlignment.Offset?

  @Option(help: "Actions a second, where they are neither frames nor state their times.")
  var actionsRate: Double?

  @Option(help: "How long an action may hold; by default twice the usual distance, 0.1s at least.")
  var actionsGap: TimeExpression?

  @Option(
    help: ArgumentHelp(
      "An action that does nothing, by its name or number; may be given again.", valueName: "name"))
  var nullAction: [String] = []

  func validate() throws {
    if actions == nil {
      let others: [(String, Bool)] = [
        ("--actions-episode", actionsEpisode != nil), ("--actions-offset", actionsOffset != nil),
        ("--actions-rate", actionsRate != nil), ("--actions-gap", actionsGap != nil),
        ("--null-action", !nullAction.isEmpty),
      ]
      if let name = others.first(where: { $0.1 })?.0 {
        throw ValidationError("\(name) needs --actions")
      }
    }
    if let actionsRate, !(0.001...1_000_000).contains(actionsRate) {
      throw ValidationError("--actions-rate lies in 0.001...1000000")
    }
    if case .frames? = actionsGap {
      throw ValidationError("--actions-gap is a time, such as 0.5s or 500ms")
    }
  }

  /// Where the actions are; nil where none are asked for.
  var source: ActionSource? {
    guard let actions else { return nil }
    var path: String?
    if case .file(let file) = actions { path = file }
    return ActionSource(
      path: path, episode: actionsEpisode, nullActions: nullAction.isEmpty ? nil : nullAction,
      alignment: ActionAlignment(
        offset: actionsOffset, rate: actionsRate, gap: actionsGap?.seconds(frameRate: nil)))
  }
}

/// A file of actions, or the one beside the video.
enum ActionFileArgument: ExpressibleByArgument, CustomStringConvertible {
  case beside
  case file(String)

  init?(argument: String) { self = .file(argument) }

  var description: String {
    switch self {
    case .beside: "the file beside the video"
    case .file(let path): path
    }
  }
}

extension ActionAlignment.Offset {
  /// Reads an offset as the command line writes it.
  init(argument: String) throws {
    do {
      try self.init(argument)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
